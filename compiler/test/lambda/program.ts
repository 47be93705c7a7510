import type { Json, Type } from "@stave/ir-schema";
import type { Random } from "./random.js";

/** A generated lambda with its inputs; `⟦…⟧` in its text marks arithmetic on ints. */
export interface Program {
  readonly text: string;
  readonly checkedText: string;
  readonly types: readonly Type[];
  readonly inputs: readonly Json[];
}

/** Types by the short names of the grammar. */
export const types: Readonly<Record<string, Type>> = {
  int: "int",
  float: "float",
  string: "string",
  bool: "bool",
  date: "date",
  ints: { kind: "list", of: "int" },
  floats: { kind: "list", of: "float" },
  strings: { kind: "list", of: "string" },
  maybeInt: { kind: "nullable", of: "int" },
  maybeString: { kind: "nullable", of: "string" },
  row: { kind: "struct", fields: { id: "int", name: "string", score: "float", tag: "string" }, optional: ["tag"] },
  rows: {
    kind: "list",
    of: { kind: "struct", fields: { id: "int", name: "string", score: "float", tag: "string" }, optional: ["tag"] },
  },
  maybeRow: {
    kind: "nullable",
    of: { kind: "struct", fields: { id: "int", name: "string", score: "float", tag: "string" }, optional: ["tag"] },
  },
  counts: { kind: "map", of: "int" },
};

/** The short name of a type. */
export type Kind = keyof typeof types & string;

const words = ["", "a", "b", "ab", "a,b", "Seattle", "new_york", " x ", "ü", "😀", "0", "12", "a-b-c", "Z"];
const floats = [0.5, 1.5, -2.25, 0.1, 3.75, 100.125, -0.001, 2.5];
const dates = ["2026-01-31", "2024-02-29", "2026-12-31", "2025-03-01"];

/** A random input of a kind, as JSON. */
export function randomInput(kind: Kind, random: Random): Json {
  const list = (item: Kind): Json => Array.from({ length: random.int(4) }, () => randomInput(item, random));
  switch (kind) {
    case "int":
      return random.int(25) - 8;
    case "float":
      return random.chance(0.1) ? random.int(4) : random.pick(floats);
    case "string":
      return random.pick(words);
    case "bool":
      return random.chance(0.5);
    case "date":
      return random.pick(dates);
    case "ints":
      return list("int");
    case "floats":
      return list("float");
    case "strings":
      return list("string");
    case "maybeInt":
      return random.chance(0.4) ? null : randomInput("int", random);
    case "maybeString":
      return random.chance(0.4) ? null : randomInput("string", random);
    case "rows":
      return list("row");
    case "maybeRow":
      return random.chance(0.4) ? null : randomInput("row", random);
    case "counts":
      return Object.fromEntries(["a", "b", "7"].filter(() => random.chance(0.6)).map((key) => [key, random.int(9)]));
    default: {
      const row = { id: random.int(9), name: random.pick(words), score: random.pick(floats) };
      return random.chance(0.5) ? row : { ...row, tag: random.pick(words) };
    }
  }
}
