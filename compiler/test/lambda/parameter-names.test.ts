import { inferExpr, type Type } from "@stave/ir-schema";
import { expect, it } from "vitest";
import { lowerLambda } from "../../src/lambda/index.js";

const none = (): undefined => undefined;

it.each([
  ["(t) => t.trim()", { kind: "nullable", of: "string" }, "`t` is string or null, so `trim` may meet null."],
  ["(n) => n || 1", "int", "A condition is int (`n`), but a bool is expected."],
  [
    "(all) => all.toSorted()",
    { kind: "list", of: "int" },
    "`toSorted` is called on list<int> (`all`), but list<string> is expected.",
  ],
  [
    "({ id }) => id / 'x'",
    { kind: "struct", fields: { id: "int" } },
    '`/` needs two numbers, but finds int (`param.id`) and string (`"x"`).',
  ],
] as readonly (readonly [string, Type, string])[])("calls an input what %s calls it", (text, type, message) => {
  const { expr } = lowerLambda(text, [{ kind: "param", name: "param" }], [type]);
  const found = expr && inferExpr(expr, { param: () => type, output: none, loop: none });
  expect(found?.diagnostics.map((item) => item.message)).toEqual([message]);
});
