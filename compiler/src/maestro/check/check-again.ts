import { collectLiteralRefs, collectRefs, parseSel } from "../../sel/index.js";
import type { Reporter } from "../findings/reporter.js";
import type { ParamModel, StepModel } from "../model/definition-model.js";
import { scalarText } from "../model/fields.js";
import { INJECTED_STEP_PARAMS, SEPARATOR } from "../names.js";
import { RUNNER } from "./check-runner.js";

const STEP_FUNCTIONS = /\bparams\s*\.\s*(getFromStep|getFromForeach|getFromSubworkflow|getFromSignalDependency)\b/;

/** An IMMUTABLE param is handed on as it is written and computed once more there, where no step can be seen. */
export function checkComputedAgain(reporter: Reporter, step: StepModel): void {
  for (const param of step.params) {
    if (param.mode?.value !== "IMMUTABLE") continue;
    const read = readsOfStep(param);
    if (read === undefined) continue;
    const { name, spot } = param;
    reporter.report("computedAgain", spot, { name, step: step.id, read });
  }
}

/** A param of the workflow that is IMMUTABLE is computed again as well, by an iteration that nobody started by hand. */
export function checkRunnerAgain(reporter: Reporter, param: ParamModel, step: StepModel): void {
  if (param.mode?.value !== "IMMUTABLE" || !readsRunner(param)) return;
  reporter.report("computedAgain", param.spot, { name: param.name, step: step.id, read: RUNNER });
}

function readsRunner({ expression }: ParamModel): boolean {
  return expression?.text.includes(RUNNER) === true;
}

/** The first thing a param reads that only a step can see. */
function readsOfStep(param: ParamModel): string | undefined {
  const { expression, value, type } = param;
  if (readsRunner(param)) return RUNNER;
  const call = STEP_FUNCTIONS.exec(expression?.text ?? "")?.[1];
  if (call !== undefined) return `params.${call}`;
  const names = expression === undefined ? literalNames(type, value) : expressionNames(expression.text);
  return names.find((name) => name.includes(SEPARATOR) || name in INJECTED_STEP_PARAMS || name === "loop_params");
}

function expressionNames(text: string): readonly string[] {
  const { program } = parseSel(text, { param: true });
  return program === undefined ? [] : collectRefs(program);
}

function literalNames(type: ParamModel["type"], value: ParamModel["value"]): readonly string[] {
  const text = type === "STRING" && value !== undefined ? scalarText(value) : undefined;
  return text === undefined ? [] : collectLiteralRefs({ type: "STRING", value: text });
}
