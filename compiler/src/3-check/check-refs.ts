import type { Expr, Workflow } from "@stave/ir-schema";
import { POISON } from "@stave/sdk/internal";
import { implies } from "./conditions.js";
import type { Reporter } from "./reporter.js";
import { ancestorIn, encloses, type IndexedStep, pointerPart, type StepIndex, type StepScope } from "./step-index.js";

/** Who reads an expression, and when. */
export interface Reader {
  readonly what: string;
  readonly scope: StepScope;
  readonly step: IndexedStep | undefined;
  /** Before any step; when the step starts; when it has finished; at the end of a body; at the end of the run. */
  readonly kind: "param" | "start" | "finish" | "condition" | "end" | "output";
}

interface Walk {
  readonly reader: Reader;
  readonly workflow: Workflow;
  readonly index: StepIndex;
  readonly reporter: Reporter;
}

/** Looks closely at every ref of an expression: that it exists, can be seen, and has a value when it is read. */
export function checkRefs(
  expr: Expr,
  pointer: string,
  reader: Reader,
  workflow: Workflow,
  index: StepIndex,
  reporter: Reporter,
): void {
  visit(expr, pointer, { reader, workflow, index, reporter }, false);
}

function visit(expr: Expr, pointer: string, walk: Walk, merged: boolean): void {
  if (expr === POISON || (expr.kind === "param" && expr.name === POISON_NAME)) return;
  switch (expr.kind) {
    case "param":
      if (walk.workflow.params?.[expr.name] === undefined)
        walk.reporter.report("unknown-param", { param: expr.name }, pointer);
      return;
    case "output":
      checkOutput(expr.step, expr.name, pointer, walk, merged);
      return;
    case "loop":
      checkLoop(expr.step, expr.name, pointer, walk);
      return;
    case "signal":
      checkSignal(expr, pointer, walk);
      return;
    case "literal":
      return;
    default:
      visitChildren(expr, pointer, walk, merged || expr.kind === "firstOf");
  }
}

const POISON_NAME = (POISON as { name: string }).name;

function visitChildren(node: unknown, pointer: string, walk: Walk, merged: boolean): void {
  if (Array.isArray(node)) {
    node.forEach((item, index) => visitChild(item, `${pointer}/${index}`, walk, merged));
  } else {
    for (const [key, child] of Object.entries(node as object)) {
      if (typeof child === "object" && child !== null && key !== "type")
        visitChild(child, `${pointer}/${pointerPart(key)}`, walk, merged);
    }
  }
}

function visitChild(child: unknown, pointer: string, walk: Walk, merged: boolean): void {
  if (typeof child !== "object" || child === null) return;
  if ("kind" in child && typeof child.kind === "string") visit(child as Expr, pointer, walk, merged);
  else visitChildren(child, pointer, walk, merged);
}

function checkOutput(step: string, output: string, pointer: string, walk: Walk, merged: boolean): void {
  const { reader, index, reporter } = walk;
  const source = index.byId.get(step);
  if (source === undefined) return reporter.report("unknown-step", { step, by: reader.what }, pointer);
  if (source.step.outputs[output] === undefined) {
    const known = Object.keys(source.step.outputs)
      .map((name) => `"${name}"`)
      .join(", ");
    return reporter.report("unknown-output", { step, output, known }, pointer);
  }
  if (reader.kind === "param") {
    const param = /"(.+)"/.exec(reader.what)?.[1] ?? reader.what;
    return reporter.report("default-reads-step", { param, ref: `output "${output}" of step "${step}"` }, pointer);
  }
  if (!encloses(source.scope, reader.scope))
    return reporter.report("unreachable-step", { step, by: reader.what }, pointer);
  if (reader.kind === "condition" && source.scope === reader.scope) {
    return reporter.report("not-upstream", { by: reader.what, step }, pointer);
  }
  const waiting = readerIn(source.scope, walk);
  if (waiting !== undefined && waiting !== source && !isUpstream(waiting, step, index)) {
    return reporter.report("not-upstream", { by: reader.what, step }, pointer);
  }
  if (waiting === source && reader.kind === "start")
    return reporter.report("not-upstream", { by: reader.what, step }, pointer);
  if (!merged && mayBeSkipped(source, waiting, walk)) reportSkipped(step, pointer, walk);
}

/** The step of the source's scope that must have waited for it; none at the end of a body or of the run. */
function readerIn(scope: StepScope, { reader }: Walk): IndexedStep | undefined {
  if (reader.step === undefined) return undefined;
  if (reader.kind === "end" && scope === reader.scope) return undefined;
  return ancestorIn(scope, reader.step);
}

function mayBeSkipped(source: IndexedStep, waiting: IndexedStep | undefined, { reader }: Walk): boolean {
  if (waiting === source) return false;
  return waiting === undefined || reader.kind === "output"
    ? source.conditions.length > 0
    : waiting.step.join === "any" && !(onlyNeed(waiting, source) || implies(waiting.conditions, source.conditions));
}

function onlyNeed(waiting: IndexedStep, source: IndexedStep): boolean {
  return waiting.step.needs?.length === 1 && waiting.step.needs[0]?.step === source.step.id;
}

function reportSkipped(step: string, pointer: string, { reader, reporter }: Walk): void {
  if (reader.kind === "output") reporter.report("output-may-be-absent", { what: reader.what, step }, pointer);
  else reporter.report("maybe-skipped", { by: reader.what, step }, pointer);
}

function isUpstream(from: IndexedStep, step: string, index: StepIndex): boolean {
  const seen = new Set<string>();
  const queue = [from];
  for (const at of queue) {
    for (const need of at.step.needs ?? []) {
      if (need.step === step) return true;
      const next = index.byId.get(need.step);
      if (next === undefined || seen.has(need.step)) continue;
      seen.add(need.step);
      queue.push(next);
    }
  }
  return false;
}

function checkLoop(step: string, variable: string, pointer: string, { reader, index, reporter }: Walk): void {
  const loop = index.byId.get(step);
  const declared =
    loop?.step.kind === "while"
      ? variable in loop.step.vars
      : loop?.step.kind === "foreach" && loop.step.over.some(({ name }) => name === variable);
  let inside = false;
  for (let scope: StepScope | undefined = reader.scope; scope !== undefined; scope = scope.parent)
    inside ||= scope.owner?.step.id === step;
  if (!declared || !inside) reporter.report("unknown-loop", { step, variable }, pointer);
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

function checkSignal(expr: Expr & { kind: "signal" }, pointer: string, { reader, workflow, reporter }: Walk): void {
  const { signal, field, from } = expr;
  const where = from === "trigger" ? `workflow "${workflow.id}"` : lowerFirst(reader.what);
  const listed =
    from === "trigger"
      ? workflow.triggers?.some(
          (trigger) => trigger.kind === "signal" && trigger.signals.some(({ name }) => name === signal),
        )
      : reader.step?.step.waits?.some(
          (wait) => wait.alias === signal || (wait.name.kind === "literal" && wait.name.value === signal),
        );
  if (!listed) return reporter.report("signal-not-listed", { signal, where }, pointer);
  const fields =
    from === "wait"
      ? reader.step?.step.waits?.find((wait) => wait.name.kind === "literal" && wait.name.value === signal)?.fields
      : undefined;
  if (fields !== undefined && fields[field] === undefined) {
    reporter.report("unknown-signal-field", { signal, field, known: Object.keys(fields).join(", ") }, pointer);
  }
}
