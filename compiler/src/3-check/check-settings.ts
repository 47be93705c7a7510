import type { Step, Workflow } from "@stave/ir-schema";
import { told } from "./check-plain-members.js";
import type { Reporter } from "./reporter.js";
import { pointerPart, type StepIndex } from "./step-index.js";

const ISO_DURATION = /^P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+(\.\d+)?H)?(\d+(\.\d+)?M)?(\d+(\.\d+)?S)?)?$/;

/** Checks retry, concurrency, tags, environments and durations. */
export function checkSettings(workflow: Workflow, index: StepIndex, reporter: Reporter): void {
  checkTags(workflow.tags, `Workflow "${workflow.id}"`, "/tags", reporter);
  checkStrategy(workflow, reporter);
  checkRange("stepConcurrency", workflow.stepConcurrency, "/stepConcurrency", reporter);
  checkRange("runStepConcurrency", workflow.runStepConcurrency, "/runStepConcurrency", reporter);
  for (const { step, pointer } of index.steps) {
    if (step.tags !== undefined) checkTags(step.tags, `Step "${step.id}"`, `${pointer}/tags`, reporter);
    if (step.retry !== undefined) checkRetry(step, pointer, reporter);
    if ("environment" in step && typeof step.environment === "string")
      checkEnvironment(workflow, step.id, step.environment, pointer, reporter);
    if (step.kind === "foreach")
      checkRange(`The concurrency of loop "${step.id}"`, step.concurrency, `${pointer}/concurrency`, reporter);
    if (step.kind === "while") checkRange(`The limit of loop "${step.id}"`, step.limit, `${pointer}/limit`, reporter);
  }
}

function checkTags(tags: readonly string[] | undefined, where: string, pointer: string, reporter: Reporter): void {
  tags?.forEach((tag, at) => {
    if (tags.indexOf(tag) < at) reporter.report("duplicate-tag", { where, tag }, `${pointer}/${at}`);
  });
}

function checkStrategy({ runStrategy }: Workflow, reporter: Reporter): void {
  if (runStrategy?.concurrency === undefined) return;
  const { rule, concurrency } = runStrategy;
  checkRange("The run strategy's concurrency", concurrency, "/runStrategy", reporter);
  if (rule !== "parallel" && concurrency > 1)
    reporter.report("strategy-concurrency", { rule, concurrency }, "/runStrategy");
}

function checkRange(what: string, value: number | undefined, pointer: string, reporter: Reporter): void {
  if (value !== undefined && !(Number.isInteger(value) && value >= 1)) {
    reporter.report(
      "concurrency-range",
      { what, value: told(value), problem: "a whole number from 1 is expected" },
      pointer,
    );
  }
}

function checkRetry(step: Step, pointer: string, reporter: Reporter): void {
  const { limit, backoff } = step.retry as NonNullable<Step["retry"]>;
  if (!(Number.isInteger(limit) && limit >= 0 && limit <= 99))
    reporter.report("retry-limit", { step: step.id, limit: told(limit) }, `${pointer}/retry/limit`);
  for (const part of ["delay", "max"] as const) {
    const text = backoff?.[part];
    if (text !== undefined && !ISO_DURATION.test(text)) {
      reporter.report(
        "bad-duration",
        { what: `The retry ${part === "max" ? "maxDelay" : part} of step "${step.id}"`, text },
        `${pointer}/retry/backoff/${part}`,
      );
    }
  }
}

function checkEnvironment(
  workflow: Workflow,
  step: string,
  environment: string,
  pointer: string,
  reporter: Reporter,
): void {
  if (workflow.environments?.[environment] !== undefined) return;
  const known = Object.keys(workflow.environments ?? {})
    .map(pointerPart)
    .join(", ");
  reporter.report("unknown-environment", { step, environment, known }, `${pointer}/environment`);
}

/** True for an ISO-8601 duration. */
export function isDuration(text: string): boolean {
  return ISO_DURATION.test(text);
}
