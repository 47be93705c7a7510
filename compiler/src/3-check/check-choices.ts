import { formatType, type Step, type Workflow } from "@stave/ir-schema";
import { told } from "./check-plain-members.js";
import type { Reporter } from "./reporter.js";
import { pointerPart, type StepIndex } from "./step-index.js";

const choices = {
  criticality: ["low", "medium", "high", "critical"],
  rule: ["sequential", "strict-sequential", "first-only", "last-only", "parallel", "serial-latest-only"],
  mode: ["constant", "immutable", "start", "start-restart", "mutable"],
  environment: ["python", "image"],
  join: ["all", "any"],
  onFailure: ["fail-after-running", "fail-now", "ignore"],
  backoff: ["exponential", "fixed"],
  on: ["error", "platform", "timeout"],
  method: ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"],
} as const;

/** Checks settings that are one of a few words; TypeScript sees them too, where it is asked. */
export function checkChoices(workflow: Workflow, index: StepIndex, reporter: Reporter): void {
  const choose: Choose = (choice, what, value, pointer) => {
    const values: readonly string[] = choices[choice];
    if (value === undefined || values.includes(value as string)) return;
    const expected = formatType({ kind: "enum", of: "string", values: [...values] });
    reporter.report("literal-type", { what, found: told(value), expected }, pointer);
  };
  choose("criticality", "The criticality of the workflow", workflow.criticality, "/criticality");
  const { runStrategy } = workflow;
  if (runStrategy !== undefined) {
    const { rule = null } = runStrategy as { readonly rule?: unknown };
    choose("rule", "The run strategy of the workflow", rule, "/runStrategy");
  }
  for (const [name, { mode }] of Object.entries(workflow.params ?? {}))
    choose("mode", `The mode of param "${name}"`, mode, `/params/${pointerPart(name)}/mode`);
  for (const [name, environment] of Object.entries(workflow.environments ?? {})) {
    const { kind = null } = (environment ?? {}) as { readonly kind?: unknown };
    choose("environment", `The kind of environment "${name}"`, kind, `/environments/${pointerPart(name)}/kind`);
  }
  for (const { step, pointer } of index.steps) checkStep(step, pointer, choose);
}

type Choose = (choice: keyof typeof choices, what: string, value: unknown, pointer: string) => void;

function checkStep(step: Step, pointer: string, choose: Choose): void {
  const { id, join, onFailure, retry } = step;
  if (join !== undefined) choose("join", `The join rule of step "${id}"`, join, `${pointer}/join`);
  if (onFailure !== undefined) choose("onFailure", `\`onFailure\` of step "${id}"`, onFailure, `${pointer}/onFailure`);
  if (retry !== undefined) {
    choose("backoff", `The backoff of step "${id}"`, retry.backoff?.kind, `${pointer}/retry/backoff/kind`);
    retry.on?.forEach((kind, at) => {
      choose("on", `A failure that step "${id}" retries`, kind, `${pointer}/retry/on/${at}`);
    });
  }
  const method = step.kind === "http" ? step.inputs["method"]?.value : undefined;
  if (method?.kind === "literal")
    choose("method", `The method of step "${id}"`, method.value, `${pointer}/inputs/method/value`);
}
