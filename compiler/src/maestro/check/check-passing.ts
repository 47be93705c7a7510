import type { MaestroType } from "../definition.js";
import type { ParamModel } from "../model/definition-model.js";
import { plainValue } from "../model/source-node.js";
import { literalConverts } from "./check-params.js";
import { convertsTo } from "./direct-call.js";

/** Why a value cannot be handed to a param that the other workflow has itself. */
export type PassingProblem =
  | { readonly kind: "fixed"; readonly mode: string; readonly path: string }
  | { readonly kind: "fixing"; readonly mode: string }
  | { readonly kind: "computed"; readonly type: MaestroType }
  | {
      readonly kind: "type";
      readonly path: string;
      readonly from: MaestroType | undefined;
      readonly to: MaestroType | undefined;
    };

/** What Maestro has against handing a param's value to a param of that name. */
export function passingProblem(given: ParamModel, known: ParamModel): PassingProblem | undefined {
  if (isSame(given, known)) return undefined;
  return modeProblem(given, known, given.name) ?? valueProblem(given, known, given.name);
}

function modeProblem(given: ParamModel, known: ParamModel, path: string): PassingProblem | undefined {
  if (isFixed(known)) return { kind: "fixed", mode: known.mode?.value ?? "", path };
  return isFixed(given) ? { kind: "fixing", mode: given.mode?.value ?? "" } : undefined;
}

function isFixed({ mode }: ParamModel): boolean {
  return mode?.value === "CONSTANT" || mode?.value === "IMMUTABLE";
}

/** Giving a param the value and the mode it has is no change. */
function isSame(given: ParamModel, known: ParamModel): boolean {
  if (given.value === undefined || known.value === undefined || given.type !== known.type) return false;
  const isSameMode = !isFixed(given) || given.mode?.value === known.mode?.value;
  return isSameMode && JSON.stringify(plainValue(given.value)) === JSON.stringify(plainValue(known.value));
}

const isMap = (type: MaestroType | undefined): boolean => type === "MAP" || type === "STRING_MAP";

function valueProblem(given: ParamModel, known: ParamModel, path: string): PassingProblem | undefined {
  const from = given.type;
  const to = known.type;
  if (from === undefined || to === undefined) return undefined;
  if (isMap(from) && from === to) return mapProblem(given, known, path);
  if (!isMap(from) && convertsTo(from, to) && !isWrongText(given, to)) return undefined;
  return { kind: "type", path, from, to };
}

/** Maps are merged key by key, for which the one that is there must be a literal. */
function mapProblem(given: ParamModel, known: ParamModel, path: string): PassingProblem | undefined {
  if (known.value === undefined) return { kind: "computed", type: known.type ?? "MAP" };
  for (const entry of given.entries ?? []) {
    const there = known.entries?.find(({ name }) => name === entry.name);
    if (there === undefined || isSame(entry, there)) continue;
    const at = `${path}.${entry.name}`;
    const problem = modeProblem(entry, there, at) ?? valueProblem(entry, there, at);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** A text that stands as it is and is no number, or neither true nor false. */
function isWrongText({ type, value }: ParamModel, to: MaestroType): boolean {
  if (type !== "STRING" || value?.kind !== "text" || value.value.includes("$")) return false;
  return (to === "LONG" || to === "DOUBLE" || to === "BOOLEAN") && !literalConverts({ value }, to);
}
