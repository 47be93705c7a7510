import type { Expr } from "@stave/ir-schema";
import type { Statement, SwitchCase, SwitchStatement } from "acorn";
import { bindOnce } from "./bind-once.js";
import { op } from "./build.js";
import { type Binding, isPath, type LambdaContext, type Lowered } from "./context.js";
import { lowerValue } from "./lower-expression.js";

type Scope = Binding | undefined;

/** Lowers the statements of one case; `ends` says that the statements after the switch follow. */
export type LowerCase = (statements: readonly Statement[], scope: Scope) => Lowered;

interface Arm {
  readonly cases: readonly SwitchCase[];
  readonly statements: readonly Statement[];
}

/** `switch` as a chain of choices, where each case ends with `return` or `break`. */
export function lowerSwitch(node: SwitchStatement, scope: Scope, context: LambdaContext, lower: LowerCase): Lowered {
  const value = lowerValue(node.discriminant, scope, context);
  const arms = readArms(node, context);
  if (value === undefined || arms === undefined) return undefined;
  const chain = (of: Expr): Lowered => lowerArms(arms, of, scope, context, lower);
  return isPath(value) ? chain(value) : bindOnce(value, chain, context);
}

function readArms(node: SwitchStatement, context: LambdaContext): Arm[] | undefined {
  const arms: Arm[] = [];
  let open: SwitchCase[] = [];
  for (const [at, one] of node.cases.entries()) {
    const isLast = at === node.cases.length - 1;
    open.push(one);
    if (one.test == null && !isLast) return context.unsupported(one, "`default` before a `case`", "Write it last.");
    if (one.consequent.length === 0 && !isLast) continue;
    const statements = one.consequent.flatMap((part) => (part.type === "BlockStatement" ? part.body : [part]));
    const last = statements.at(-1);
    const isBreak = last?.type === "BreakStatement" && last.label == null;
    if (!isLast && !isBreak && last?.type !== "ReturnStatement") {
      return context.unsupported(one, "a `case` that falls through", "End it with `return` or `break`.");
    }
    arms.push({ cases: open, statements: isBreak ? statements.slice(0, -1) : statements });
    open = [];
  }
  return arms;
}

function lowerArms(arms: readonly Arm[], of: Expr, scope: Scope, context: LambdaContext, lower: LowerCase): Lowered {
  const [first, ...others] = arms;
  if (first === undefined) return lower([], scope);
  const then = lower(first.statements, scope);
  if (first.cases.some(({ test }) => test == null)) return then;
  const tests = first.cases.map(({ test }) => lowerTest(test as NonNullable<typeof test>, of, scope, context));
  const otherwise = lowerArms(others, of, scope, context, lower);
  if (then === undefined || otherwise === undefined || tests.includes(undefined)) return undefined;
  const cond = (tests as Expr[]).reduce((any, test) => op("or", any, test));
  return { kind: "if", cond, then, else: otherwise };
}

function lowerTest(node: NonNullable<SwitchCase["test"]>, of: Expr, scope: Scope, context: LambdaContext): Lowered {
  const value = lowerValue(node, scope, context);
  if (value === undefined) return undefined;
  const test = context.at(node, op("==", { ...of }, value));
  context.origins.set(test, "equality");
  return test;
}
