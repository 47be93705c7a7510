import { SEL_TYPES, type SelType } from "../types.js";

/** A set of SEL types as bits: what a value may be at some point of a program. */
export type TypeSet = number;

const BITS = Object.fromEntries(SEL_TYPES.map((type, index) => [type, 1 << index])) as Record<SelType, TypeSet>;

/** What a value on no path at all may be. */
export const NO_TYPE: TypeSet = 0;
/** What a value nothing is known of may be. */
export const ANY_TYPE: TypeSet = SEL_TYPES.reduce((set, type) => set | BITS[type], 0) & ~(BITS.VOID | BITS.ERROR);

/** A value left behind by a failure already reported: everything goes through with it. */
export const POISONED: TypeSet = 1 << 30;

/** Whether a failure already reported stands behind the value. */
export const isPoisoned = (set: TypeSet): boolean => (set & POISONED) !== 0;

/** The set of exactly these types. */
export function setOf(...types: readonly SelType[]): TypeSet {
  let set = NO_TYPE;
  for (const type of types) set |= BITS[type];
  return set;
}

/** The set of exactly one type. */
export const bitOf = (type: SelType): TypeSet => BITS[type];

/** Whether a value may be of a type. */
export const hasType = (set: TypeSet, type: SelType): boolean => (set & BITS[type]) !== 0;

/** The only type of a set, or undefined when it has none or several. */
export function onlyType(set: TypeSet): SelType | undefined {
  if (set === 0 || (set & (set - 1)) !== 0 || set === POISONED) return undefined;
  return SEL_TYPES[31 - Math.clz32(set)];
}

/** All types of a set. */
export function typesOf(set: TypeSet): SelType[] {
  const only = onlyType(set);
  return only !== undefined ? [only] : SEL_TYPES.filter((type) => hasType(set, type));
}

const SHOWN_TYPES = 4;

/** The set as a person reads it: `LONG`, `LONG or NULL`, `any value`. */
export function describeTypes(set: TypeSet): string {
  const types = typesOf(set);
  return types.length > SHOWN_TYPES ? "any value" : types.join(" or ");
}
