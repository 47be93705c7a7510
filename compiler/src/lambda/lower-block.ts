import type { Expr } from "@stave/ir-schema";
import type { Expression, Node, Statement, VariableDeclaration } from "acorn";
import { variable } from "./build.js";
import { type Binding, type LambdaContext, type Lowered, ownName } from "./context.js";
import { instrumentation } from "./foreign-text.js";
import { lowerExpression, lowerValue } from "./lower-expression.js";
import type { LowerResult } from "./lower-function.js";
import { bindPattern } from "./lower-pattern.js";
import { lowerSwitch } from "./lower-switch.js";
import { refusedMethod } from "./refused-methods.js";
import { unsupportedSyntax } from "./unsupported.js";

type Scope = Binding | undefined;
type After = () => Lowered;

/** The value of a block body: each `const` names a value, each `if` with `return` is a choice. */
export function lowerBlock(
  statements: readonly Statement[],
  scope: Scope,
  context: LambdaContext,
  result: LowerResult,
  owner: Node,
): Lowered {
  const end = { start: owner.end - 1, end: owner.end } as Node;
  const atEnd: After = () => context.report(end, "lambda-no-return", { where: "The function" });
  return lowerStatements(statements, hoist(statements, scope), context, result, atEnd);
}

/** Names of `const` exist in the whole block, but may be used only after their line. */
function hoist(statements: readonly Statement[], scope: Scope): Scope {
  let hoisted = scope;
  for (const statement of statements) {
    if (statement.type !== "VariableDeclaration") continue;
    for (const { id } of statement.declarations) {
      if (id.type === "Identifier") hoisted = { name: id.name, make: undefined, shape: undefined, parent: hoisted };
    }
  }
  return hoisted;
}

function lowerStatements(
  statements: readonly Statement[],
  scope: Scope,
  context: LambdaContext,
  result: LowerResult,
  after: After,
): Lowered {
  const [first, ...rest] = statements;
  if (first === undefined) return after();
  if (context.isFull()) return undefined;
  const next = (inner: Scope): Lowered => lowerStatements(rest, inner, context, result, after);
  switch (first.type) {
    case "EmptyStatement":
      return next(scope);
    case "ReturnStatement":
      return first.argument
        ? result(first.argument, scope, context)
        : context.report(first, "lambda-no-return", { where: "This path" });
    case "VariableDeclaration":
      return lowerDeclaration(first, scope, context, next);
    case "BlockStatement":
      return lowerStatements(first.body, hoist(first.body, scope), context, result, () => next(scope));
    case "IfStatement": {
      const cond = lowerValue(first.test, scope, context);
      const branch = (statement: Statement | null | undefined): Lowered =>
        statement ? lowerStatements([statement], scope, context, result, () => next(scope)) : next(scope);
      const [then, otherwise] = [branch(first.consequent), branch(first.alternate)];
      if (cond === undefined || then === undefined || otherwise === undefined) return undefined;
      return context.at(first, { kind: "if", cond, then, else: otherwise });
    }
    case "SwitchStatement":
      return lowerSwitch(first, scope, context, (body, inner) =>
        lowerStatements(body, hoist(body, inner), context, result, () => next(scope)),
      );
    case "ExpressionStatement":
      return "directive" in first && first.directive ? next(scope) : refuseStatement(first.expression, context);
    default:
      return unsupportedSyntax(first, context);
  }
}

const changes = new Set(["AssignmentExpression", "UpdateExpression", "AwaitExpression"]);

function refuseStatement(node: Expression, context: LambdaContext): undefined {
  const tool = instrumentation(node);
  if (tool !== undefined) {
    const found = context.source(node).slice(0, 40);
    return context.report(node, "lambda-transformed", { found, tool });
  }
  if (node.type === "AssignmentExpression" && node.left.type === "MemberExpression") {
    const rewrite = "Build a new object: `({ ...row, id: 3 })`, or a new list with `map`.";
    return context.unsupported(node, "an assignment to a part of a value", rewrite);
  }
  const isDelete = node.type === "UnaryExpression" && node.operator === "delete";
  if (isDelete || changes.has(node.type)) return unsupportedSyntax(node, context);
  const method = node.type === "CallExpression" ? refusedMethod(node.callee as Expression) : undefined;
  if (method !== undefined) return context.report(method.property, "lambda-unknown-method", method);
  return context.unsupported(node, "a statement without effect", "Return the value, or give it a `const`.");
}

function lowerDeclaration(
  node: VariableDeclaration,
  scope: Scope,
  context: LambdaContext,
  next: (scope: Scope) => Lowered,
): Lowered {
  const lets: { name: string; value: Expr; node: Node }[] = [];
  let inner: Scope = scope;
  for (const { id, init } of node.declarations) {
    const isFunction = init?.type === "ArrowFunctionExpression" || init?.type === "FunctionExpression";
    if (isFunction && id.type === "Identifier") {
      inner = { name: id.name, make: undefined, shape: undefined, parent: inner, fn: { node: init, scope: inner } };
      continue;
    }
    if (!init)
      return context.unsupported(node, "a variable without a value", "Write `const name = test ? one : other`.");
    const value = lowerExpression(init, inner, context);
    if (value === undefined) return undefined;
    const name = id.type === "Identifier" ? ownName(id.name, inner, context) : context.freshName();
    lets.push({ name, value, node: init });
    const shape = context.shapes.get(value);
    const bound = bindPattern(id, () => variable(name), shape, inner, context);
    if (bound === "refused") return undefined;
    inner = bound;
  }
  const body = next(inner);
  return (
    body &&
    lets.reduceRight<Expr>((rest, { name, value }) => context.at(node, { kind: "let", name, value, in: rest }), body)
  );
}
