import type { ParamModel, StepModel } from "../model/definition-model.js";

/** The workflow a subworkflow step runs, where the definition says it. */
export function targetOf(step: StepModel): ParamModel | undefined {
  const param = step.params.findLast((one) => one.name === "subworkflow_id");
  const text = param?.value?.kind === "text" ? param.value.value : undefined;
  return text === undefined || text.includes("$") ? undefined : param;
}

/** Its id. */
export function targetText(step: StepModel): string | undefined {
  const value = targetOf(step)?.value;
  return value?.kind === "text" ? value.value : undefined;
}
