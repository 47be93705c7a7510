import { expect, it } from "vitest";
import { findInterpolations } from "../../src/sel/index.js";

it.each([
  ["$name", ["value name 0-5"]],
  ["a${b.c-d/e}f", ["value b.c-d/e 1-11"]],
  ["$a.b-c", ["value a 0-2"]],
  ["$_x ${_x} $5 ${5} ${a b} ${} $(cmd) $", []],
  ["$$", ["dollar  0-2"]],
  ["$$name", ["dollar  0-2"]],
  ["$$${name}", ["dollar  0-2", "value name 2-9"]],
  ["$$$$name", ["dollar  0-2", "dollar  2-4", "escaped name 4-8"]],
  ["$a$b", ["value a 0-2", "value b 2-4"]],
])("it finds what Maestro rewrites in %s", (text, expected) => {
  const found = findInterpolations(text).map(({ kind, name, start, end }) => `${kind} ${name ?? ""} ${start}-${end}`);
  expect(found).toEqual(expected);
});
