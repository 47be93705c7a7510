import type { MaestroType } from "../definition.js";
import type { StepModel } from "../model/definition-model.js";
import { table } from "../table.js";

/** Params that a kind of step has without defining them. */
const defaults: Readonly<Record<string, Readonly<Record<string, MaestroType>>>> = {
  Sleep: table({ sleep_seconds: "LONG" }),
  Http: table({ http: "MAP", status_code: "LONG", response_body: "STRING", state_expr: "STRING" }),
  Kubernetes: table({ kubernetes: "MAP" }),
  Notebook: table({ kubernetes: "MAP", notebook: "MAP" }),
  foreach: table({ loop_params: "MAP", loop_index: "LONG" }),
  while: table({ loop_params: "MAP", loop_index: "LONG", condition: "BOOLEAN" }),
  subworkflow: table({ subworkflow_id: "STRING", subworkflow_version: "STRING" }),
};

const NONE: Readonly<Record<string, MaestroType>> = table({});

/** The name of what a step does: its type, or the kind of its wrapper. */
export function stepKindName(step: StepModel): string {
  return step.kind === "step" ? (step.type ?? "") : step.kind;
}

/** The params a step has from its kind, with their types. */
export function kindDefaults(step: StepModel): Readonly<Record<string, MaestroType>> {
  return defaults[stepKindName(step)] ?? NONE;
}

/** Whether a job template may give the step params that the definition does not show. */
export function hasTemplate(step: StepModel): boolean {
  return step.subType !== undefined;
}
