import type { Workflow } from "@stave/ir-schema";
import type { Reporter } from "./reporter.js";
import { pointerPart, type StepIndex } from "./step-index.js";

const LIMIT = 128;
const WORKFLOW_ID = /^[_a-zA-Z0-9][.\-_a-zA-Z0-9]*$/;
const NAME = /^[_a-zA-Z][.\-_a-zA-Z0-9]*$/;
const VARIABLE = /^[_a-zA-Z][_a-zA-Z0-9]*$/;

/** Checks how workflows, steps, params and loop variables are named. */
export function checkIds(workflow: Workflow, index: StepIndex, reporter: Reporter): void {
  checkName("workflow id", workflow.id, WORKFLOW_ID, "/id", reporter);
  for (const name in workflow.params) checkName("param", name, VARIABLE, `/params/${pointerPart(name)}`, reporter);
  for (const { step, pointer } of index.steps) {
    checkName("step id", step.id, NAME, `${pointer}/id`, reporter);
    const first = index.byId.get(step.id);
    if (first !== undefined && first.step !== step) reportDuplicate(step.id, pointer, first.pointer, reporter);
    if (step.kind === "foreach")
      step.over.forEach(({ name }) =>
        checkName("loop variable", name, VARIABLE, `${pointer}/over/${pointerPart(name)}`, reporter),
      );
    if (step.kind === "while")
      for (const name in step.vars)
        checkName("loop variable", name, VARIABLE, `${pointer}/vars/${pointerPart(name)}`, reporter);
  }
}

function reportDuplicate(step: string, pointer: string, first: string, reporter: Reporter): void {
  const related = [{ message: "the first is here", at: { workflow: reporter.workflow, pointer: `${first}/id` } }];
  reporter.report("duplicate-step-id", { step }, `${pointer}/id`, { related });
}

function checkName(what: string, id: string, pattern: RegExp, pointer: string, reporter: Reporter): void {
  if (typeof id !== "string") reporter.report("bad-id", { what, id: String(id), problem: "is not a text" }, pointer);
  else if (id.length > LIMIT) reporter.report("long-id", { what, id, length: id.length, limit: LIMIT }, pointer);
  else if (!pattern.test(id)) reporter.report("bad-id", { what, id, problem: problemOf(id, pattern) }, pointer);
  else if (
    /^maestro_/i.test(id) ||
    (pattern === WORKFLOW_ID && /_maestro$/i.test(id)) ||
    (pattern !== WORKFLOW_ID && id.includes("__"))
  ) {
    reporter.report("reserved-id", { what, id }, pointer);
  }
}

function problemOf(id: string, pattern: RegExp): string {
  if (id === "") return "is empty";
  if (!pattern.test(`x${id}`)) {
    const bad = [...id].find((character) => !pattern.test(`x${character}`));
    return bad === undefined ? "is not a valid name" : `has the character "${bad}"`;
  }
  return `begins with "${id[0]}"`;
}
