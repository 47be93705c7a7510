import type { Expr, Type } from "../generated/ir.js";
import { conversionTo, nameOf } from "./conversion-hints.js";

type Hint = (type: Type, index: number, name: string) => string | undefined;

const isList = (type: Type): boolean => typeof type !== "string" && type.kind === "list";
const isStruct = (type: Type): boolean => typeof type !== "string" && type.kind === "struct";

const ofFields: Hint = (type) => (isStruct(type) ? "The fields of a struct are known: name them." : undefined);
const isAlready: Hint = (type) =>
  type === "date" || type === "timestamp" || type === "duration" ? "It is one already: use it as it is." : undefined;
const byClock =
  (method: string): Hint =>
  (type, _, name) => {
    if (type === "date")
      return `A date moves by whole days, weeks, months or years: \`${name}.${method}({ days: 1 })\`.`;
    return type === "timestamp"
      ? `A timestamp moves by hours or less: \`${name}.${method}({ hours: 24 })\`.`
      : undefined;
  };

const order: Hint = (type, _, name) => {
  const item = typeof type !== "string" && type.kind === "list" ? type.of : undefined;
  if (item === "date") return `Give the order: \`${name}.toSorted(Temporal.PlainDate.compare)\`.`;
  return item === "int" || item === "float" ? `Give the order: \`${name}.toSorted((a, b) => a - b)\`.` : undefined;
};

const hints: Readonly<Record<string, Hint>> = {
  sortText: order,
  concat: (type, index) => (index > 0 && !isList(type) ? "To add one item write `[...xs, x]`." : undefined),
  addDuration: byClock("add"),
  subtractDuration: byClock("subtract"),
  addDays: byClock("add"),
  addMonths: byClock("add"),
  parseInt: (_, __, name) => `Use \`Math.trunc(${name})\` for a number.`,
  parseFloat: () => "A number needs no parsing.",
  date: isAlready,
  timestamp: isAlready,
  duration: isAlready,
  keys: ofFields,
  values: ofFields,
  entries: ofFields,
};

/** What to write instead of an argument of the wrong type. */
export function argumentHint(
  fn: string,
  index: number,
  arg: Expr | undefined,
  type: Type,
  expected: string,
): string | undefined {
  const own = Object.hasOwn(hints, fn) ? hints[fn]?.(type, index, nameOf(arg, "x")) : undefined;
  return own ?? conversionTo(expected, arg, type);
}
