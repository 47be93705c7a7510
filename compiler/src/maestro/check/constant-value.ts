import { collectRefs, evaluateSel, parseSel, type TypedValue } from "../../sel/index.js";

/** Bounds for evaluations at check time. */
export const EVALUATION_LIMITS: { readonly visits: number; readonly memory: number; readonly work: number } = {
  visits: 2_000_000,
  memory: 50_000_000,
  work: 50_000_000,
};

const unsteady = /\b(?:System|UUID|random|DateTime|params)\b/;

/** Whether an expression gives the same in every run that has the same values. */
export function isSteady(text: string): boolean {
  return !unsteady.test(text);
}

/** The value of an expression that reads nothing and is the same in every run. */
export function constantValue(text: string): TypedValue | undefined {
  if (unsteady.test(text)) return undefined;
  const { program, errors } = parseSel(text, { param: true });
  if (program === undefined || errors.length > 0 || collectRefs(program).length > 0) return undefined;
  const outcome = evaluateSel(program, { vars: {}, limits: EVALUATION_LIMITS });
  return outcome.ok ? { type: outcome.type, value: outcome.value } : undefined;
}
