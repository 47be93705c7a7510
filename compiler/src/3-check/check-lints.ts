import type { Expr, PythonStep, Step, Workflow } from "@stave/ir-schema";
import type { Reporter } from "./reporter.js";
import { pointerPart, type StepIndex } from "./step-index.js";

interface Uses {
  readonly params: Set<string>;
  readonly steps: Set<string>;
  readonly loops: Set<string>;
  /** Raw SEL and other tools' data may use params that nothing else shows. */
  opaque: boolean;
}

/** A workflow without errors, and the params its expressions were seen to read. */
export interface LintInput {
  readonly workflow: Workflow;
  readonly index: StepIndex;
  readonly reporter: Reporter;
  readonly readParams: ReadonlySet<string>;
}

/** What is allowed but looks like a mistake. */
export function checkLints({ workflow, index, reporter, readParams }: LintInput): void {
  let known: Uses | undefined;
  // Most workflows need no second walk over all they hold.
  const uses = (): Uses => {
    known ??= usesOf(workflow);
    return known;
  };
  for (const name in workflow.params) {
    if (readParams.has(name) || uses().opaque || uses().params.has(name)) continue;
    reporter.report("unused-param", { param: name }, `/params/${pointerPart(name)}`);
  }
  for (const { step, pointer } of index.steps) {
    if (step.kind === "python") checkUnusedOutput(step, pointer, uses, reporter);
    if (step.kind === "foreach") checkForeach(step, pointer, uses(), reporter);
    if (step.kind === "while") checkWhile(step, pointer, reporter);
    if (step.kind === "noop") checkGate(step, pointer, reporter);
    if (step.waits !== undefined && step.timeout !== undefined)
      reporter.report("wait-timeout", { step: step.id }, `${pointer}/timeout`);
  }
}

function usesOf(workflow: Workflow): Uses {
  const uses: Uses = {
    params: new Set(),
    steps: new Set(),
    loops: new Set(),
    opaque: workflow.extensions !== undefined,
  };
  for (const param of Object.values(workflow.params ?? {})) collect(param.default, uses);
  collect([workflow.timeout, workflow.outputs, workflow.steps], uses);
  return uses;
}

function collect(node: unknown, uses: Uses): void {
  if (typeof node !== "object" || node === null) return;
  if (Array.isArray(node)) {
    for (const item of node) collect(item, uses);
    return;
  }
  const { kind, name, step } = node as { kind?: unknown; name?: unknown; step?: unknown };
  if (kind === "literal") return;
  if (kind === "sel") uses.opaque = true;
  if (kind === "param") uses.params.add(name as string);
  else if (kind === "output") uses.steps.add(step as string);
  else if (kind === "loop") uses.loops.add(`${step}/${name}`);
  else if (kind === undefined && typeof step === "string") uses.steps.add(step);
  for (const key in node) collect((node as Record<string, unknown>)[key], uses);
}

/** A function whose name says it only computes is useless when nothing reads its result. */
const PURE_NAME =
  /^(get|read|load|compute|calculate|calc|find|fetch|parse|score|predict|evaluate|measure|count|sum)(_|$)/;

function checkUnusedOutput(step: PythonStep, pointer: string, uses: () => Uses, reporter: Reporter): void {
  if (step.emits !== undefined || Object.keys(step.outputs).length === 0) return;
  if (PURE_NAME.test(step.function) && !uses().steps.has(step.id))
    reporter.report("unused-output", { step: step.id, function: `\`${step.function}\`` }, `${pointer}/id`);
}

function checkForeach(step: Step & { kind: "foreach" }, pointer: string, uses: Uses, reporter: Reporter): void {
  for (const { name, in: list } of step.over) {
    const at = `${pointer}/over/${pointerPart(name)}`;
    if (list.kind === "literal" && Array.isArray(list.value) && list.value.length === 0)
      reporter.report("empty-loop", { step: step.id, variable: name }, at);
    if (!uses.loops.has(`${step.id}/${name}`))
      reporter.report("unused-loop-variable", { step: step.id, variable: name }, at);
  }
}

function checkWhile(step: Step & { kind: "while" }, pointer: string, reporter: Reporter): void {
  if (step.condition.kind === "literal" && step.condition.value === false) {
    reporter.report("condition-constant", { step: step.id, value: "false" }, `${pointer}/condition`);
    return;
  }
  const asked: Uses = { params: new Set(), steps: new Set(), loops: new Set(), opaque: false };
  collect(step.condition, asked);
  const changes = Object.entries(step.vars).some(
    ([name, variable]) => variable.next !== undefined && asked.loops.has(`${step.id}/${name}`),
  );
  if (!changes && step.limit === undefined)
    reporter.report("loop-never-ends", { step: step.id }, `${pointer}/condition`);
}

function checkGate(step: Step & { kind: "noop" }, pointer: string, reporter: Reporter): void {
  const condition: Expr | undefined = step.inputs["condition"]?.value;
  if (step.outputs["condition"] === "bool" && condition?.kind === "literal") {
    reporter.report(
      "condition-constant",
      { step: step.id, value: String(condition.value) },
      `${pointer}/inputs/condition`,
    );
  }
}
