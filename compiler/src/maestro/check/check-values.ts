import {
  collectLiteralRefs,
  collectRefs,
  evaluateSel,
  interpolateLiteral,
  parseSel,
  type SelProgram,
  type TypedValue,
} from "../../sel/index.js";
import type { MaestroType } from "../definition.js";
import type { Reporter } from "../findings/reporter.js";
import type { DefinitionModel, ExpressionModel, ParamModel, StepModel } from "../model/definition-model.js";
import { SEPARATOR } from "../names.js";
import { EVALUATION_LIMITS, isSteady } from "./constant-value.js";
import { convertValue, type DryValue, plainLiteral } from "./dry-run.js";
import { graphFacts } from "./graph-facts.js";
import { spanIn } from "./place.js";
import { ownParam } from "./resolve-name.js";

/** A value as the definition alone makes it, and whether a run can give another one. */
interface Known {
  readonly value: TypedValue;
  readonly isOpen: boolean;
}

type Scope = ReadonlyMap<string, Known>;

/**
 * Evaluates what the steps that always run compute from the definition's own values. What fails, fails in every
 * run that gives no other values; a failure is reported only where nothing else was found.
 */
export function checkValues(
  reporter: Reporter,
  { workflow }: DefinitionModel,
  values: ReadonlyMap<string, DryValue>,
): void {
  const shared = new Map<string, Known>();
  for (const [name, value] of values) if (value !== undefined) shared.set(name, { value, isOpen: true });
  const { before, certain } = graphFacts(workflow.steps);
  const finished = new Map<string, Scope>();
  for (const id of before.keys()) {
    const step = workflow.steps.find((one) => one.id === id);
    if (step === undefined || !certain.has(id)) continue;
    const upstream = [...(before.get(id) ?? [])].flatMap((other) => [...longNames(other, finished.get(other))]);
    const own = evaluateStep(reporter, step, new Map([...shared, ...upstream]));
    finished.set(id, step.type === "NoOp" || step.type === "Sleep" ? own : new Map());
  }
}

function longNames(id: string, scope: Scope | undefined): readonly (readonly [string, Known])[] {
  return [...(scope ?? [])].map(([name, known]) => [id + SEPARATOR + name, known] as const);
}

/** The values of a step's own params; what is not yet computed is read from the workflow. */
function evaluateStep(reporter: Reporter, step: StepModel, outer: Scope): Scope {
  const own = new Map<string, Known>();
  const names = new Set(step.params.map(({ name }) => name));
  for (const param of step.params) {
    const scope = new Map([...outer, ...own, ...longNames(step.id, own)]);
    for (const name of names) if (!own.has(name) && !outer.has(name)) scope.delete(name);
    const known = evaluateParam(reporter, step, param, scope);
    if (known !== undefined) own.set(param.name, known);
    else if (outer.has(param.name)) own.delete(param.name);
  }
  checkEdges(reporter, step, new Map([...[...outer].filter(([name]) => !names.has(name)), ...own]));
  return own;
}

function evaluateParam(reporter: Reporter, step: StepModel, param: ParamModel, scope: Scope): Known | undefined {
  const { name, value, expression } = param;
  const type = ownParam(step, name)?.type;
  if (type === undefined || type === "MAP" || type === "STRING_MAP") return undefined;
  if (value !== undefined) return literal(type, plainLiteral(type, value), scope);
  return expression === undefined ? undefined : evaluate(reporter, expression, type, scope, `The param "${name}"`);
}

function literal(type: MaestroType, value: unknown, scope: Scope): Known | undefined {
  if (value === undefined) return undefined;
  if (type !== "STRING" && type !== "STRING_ARRAY") return { value: { type, value }, isOpen: false };
  const read = readAll(collectLiteralRefs({ type, value }), scope);
  const filled = read === undefined ? undefined : interpolateLiteral({ type, value }, read.vars);
  return filled?.ok === true ? { value: { type, value: filled.value }, isOpen: read?.isOpen === true } : undefined;
}

interface Read {
  readonly vars: Readonly<Record<string, TypedValue>>;
  readonly isOpen: boolean;
}

function readAll(names: readonly string[], scope: Scope): Read | undefined {
  const known = names.map((name) => [name, scope.get(name)] as const);
  if (known.some(([, one]) => one === undefined)) return undefined;
  return {
    vars: Object.fromEntries(known.flatMap(([name, one]) => (one === undefined ? [] : [[name, one.value]]))),
    isOpen: known.some(([, one]) => one?.isOpen === true),
  };
}

function checkEdges(reporter: Reporter, step: StepModel, scope: Scope): void {
  if (step.type !== "NoOp" && step.type !== "Sleep") return;
  for (const { condition, to } of step.edges) {
    if (condition === undefined) continue;
    evaluate(reporter, condition, "BOOLEAN", scope, `The condition from "${step.id}" to "${to}"`);
  }
}

function evaluate(
  reporter: Reporter,
  expression: ExpressionModel,
  type: MaestroType,
  scope: Scope,
  what: string,
): Known | undefined {
  if (!isSteady(expression.text)) return undefined;
  const { program, errors } = parseSel(expression.text, { param: true });
  const read = program === undefined || errors.length > 0 ? undefined : readAll(collectRefs(program), scope);
  if (program === undefined || read === undefined) return undefined;
  const result = run(program, type, read);
  if (result === undefined) return undefined;
  if (!("problem" in result)) return { value: result, isOpen: read.isOpen };
  reportOnce(reporter, expression, { what, problem: result.problem }, read.isOpen);
  return undefined;
}

function run(
  program: SelProgram,
  type: MaestroType,
  { vars }: Read,
): TypedValue | { readonly problem: string } | undefined {
  const outcome = evaluateSel(program, { vars, limits: EVALUATION_LIMITS });
  if (outcome.ok) return convertValue(outcome, type);
  return outcome.errorKind === "limit_exceeded" ? undefined : { problem: outcome.message };
}

function reportOnce(
  reporter: Reporter,
  { node, pointer, text }: ExpressionModel,
  details: { readonly what: string; readonly problem: string },
  isOpen: boolean,
): void {
  if (reporter.findings.some((finding) => finding.pointer === pointer && finding.severity !== "info")) return;
  const span = spanIn(node, pointer, 0, text.length);
  reporter.report(isOpen ? "failsAsWritten" : "alwaysFails", span, details);
}
