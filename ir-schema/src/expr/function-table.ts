import type { FunctionEntry, FunctionGroup } from "./function-entry.js";
import { conversionFunctions } from "./functions/conversion.js";
import { dateFunctions } from "./functions/dates.js";
import { hashFunctions } from "./functions/hashing.js";
import { listFunctions } from "./functions/lists.js";
import { mapFunctions } from "./functions/maps.js";
import { orderFunctions } from "./functions/more-lists.js";
import { numberFunctions } from "./functions/numbers.js";
import { stringFunctions } from "./functions/strings.js";
import { timeFunctions } from "./functions/times.js";
import { parseSignature, type Signature } from "./signature.js";

/** The function library in the order of its docs page. */
export const functionGroups: readonly FunctionGroup[] = [
  stringFunctions,
  numberFunctions,
  listFunctions,
  orderFunctions,
  mapFunctions,
  conversionFunctions,
  dateFunctions,
  timeFunctions,
  hashFunctions,
];

/** Every function of the library by its name. */
export const functionTable: Readonly<Record<string, FunctionEntry>> = Object.freeze(
  Object.assign(Object.create(null), ...functionGroups.map((group) => group.functions)),
);

/** The row of a function, undefined for a name the library does not have. */
export function findFunction(name: string): FunctionEntry | undefined {
  return functionTable[name];
}

const parsed = new Map<string, readonly Signature[]>();

/** The ways to call a function of the table. */
export function signaturesOf(name: string): readonly Signature[] {
  let signatures = parsed.get(name);
  if (signatures === undefined) {
    signatures = (functionTable[name]?.signatures ?? []).map(parseSignature);
    parsed.set(name, signatures);
  }
  return signatures;
}

/** The function whose name differs least from a name that does not exist, if one is near. */
export function nearestFunction(name: string): string | undefined {
  const folded = name.toLowerCase();
  const near = Object.keys(functionTable).map((known) => [distance(folded, known.toLowerCase()), known] as const);
  const best = near.reduce((a, b) => (b[0] < a[0] ? b : a));
  return best[0] <= Math.max(1, Math.floor(name.length / 3)) ? best[1] : undefined;
}

function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (previous[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[j] as number) + 1, (current[j - 1] as number) + 1));
    }
    previous = current;
  }
  return previous[b.length] as number;
}
