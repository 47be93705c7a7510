import { decodeValue, ExprError, encodeValue, evaluateExpr, formatExpr, type Type } from "@stave/ir-schema";
import { expect, it } from "vitest";
import { lift } from "../../src/maestro/import/lift.js";
import { type LiftScope, liftSel } from "../../src/maestro/lift-expr/index.js";
import { lowerExprToSel } from "../../src/maestro/lower-expr/index.js";
import { evaluateSel, parseSel, type TypedValue } from "../../src/sel/index.js";
import { normal, toJavaScript } from "../lambda/compare.js";
import { readCases } from "../sel/recorded-cases.js";
import { fromSel } from "./sel-value.js";

const scalars: Readonly<Record<string, Type>> = { LONG: "int", DOUBLE: "float", STRING: "string", BOOLEAN: "bool" };
const types: Readonly<Record<string, Type>> = {
  ...scalars,
  ...Object.fromEntries(Object.entries(scalars).map(([name, of]) => [`${name}_ARRAY`, { kind: "list", of }])),
  STRING_MAP: { kind: "map", of: "string" },
};
const none = (): undefined => undefined;

it("lifts recorded expressions to trees that mean the same, here and in SEL again", () => {
  const counts = { lifted: 0, imported: 0, values: 0, overflows: 0 };
  const differences: string[] = [];
  for (const { id, expr: source, vars, expect: expected } of readCases()) {
    // Maestro trims and ends the text of a param before it reads it; these were read as they are.
    if (source === undefined || expected.error_kind === "parse_error" || source.length >= 10_000) continue;
    const given = vars as Readonly<Record<string, TypedValue>>;
    const typeOf = (name: string): Type | undefined =>
      JSON.stringify(given[name]?.value ?? null).includes("null") ? undefined : types[given[name]?.type ?? ""];
    const scope: LiftScope = {
      refOf: (name) => {
        const type = typeOf(name);
        return type && { expr: { kind: "param", name }, type };
      },
    };
    const found = liftSel(source, scope);
    if (found === undefined) continue;
    counts.lifted += 1;
    // What imports write: a method of a reference, or a lambda as it is read again.
    const imported = lift(source, found.type, scope);
    if (imported !== undefined) counts.imported += 1;
    const lifted = { ...found, expr: imported ?? found.expr };
    const name = (ref: unknown): string => (ref as { name: string }).name;
    const lowered = lowerExprToSel(lifted.expr, { nameOf: name, typeOf: (ref) => typeOf(name(ref)) });
    const { program } = parseSel("sel" in lowered ? `${lowered.sel};` : "");
    const again = program && evaluateSel(program, { vars: given });
    if (again?.ok !== expected.ok) differences.push(`${id}: ${source} is ${JSON.stringify(again)}`);
    if (!expected.ok) continue;
    counts.values += 1;
    const recorded = normal(toJavaScript(fromSel(expected as unknown as TypedValue, lifted.type)));
    const values = (key: string) => fromSel(given[key] as TypedValue, typeOf(key) as Type);
    try {
      const value = evaluateExpr(lifted.expr, { param: values, output: none, loop: none, signal: none, run: none });
      const tree = normal(toJavaScript(decodeValue(encodeValue(value, lifted.type), lifted.type)));
      if (tree !== recorded)
        differences.push(`${id}: ${source} as ${formatExpr(lifted.expr)} gives ${tree}, not ${recorded}`);
    } catch (error) {
      if (!(error instanceof ExprError)) throw error;
      if (error.errorName === "int-overflow") counts.overflows += 1;
      else differences.push(`${id}: ${source} as ${formatExpr(lifted.expr)}: ${error.message}`);
    }
  }
  process.stdout.write(`recorded SEL lifted: ${JSON.stringify(counts)}\n`);
  expect(differences).toEqual([]);
  expect(counts.values).toBeGreaterThan(1_500);
  expect(counts.imported).toBeGreaterThan(100);
});

const scope = (name: string) => {
  const type = (
    { n: "int", x: "float", s: "string", b: "bool", ns: { kind: "list", of: "int" } } as Record<string, Type>
  )[name];
  return type && ({ expr: { kind: "param", name }, type } as const);
};

it.each([
  ["n + 1 > 3", "n + 1 > 3"],
  ["s + '/' + n;", 's + "/" + n'],
  ["b ? s.toUpperCase() : 'x'", 'b ? fn.upper(s) : "x"'],
  ["ns[0] * ns.length", "ns[0] * fn.length(ns)"],
  ["new long[]{1, n};", "[1, n]"],
  ["x / 2.0 != 0.5", "x / 2 !== 0.5"],
  ["return n % 2 == 0;", "n % 2 === 0"],
  ["b && n > 1 || !b", "b && n > 1 || !b"],
  ["Math.min(n, 1)", "fn.mathMin([n, 1])"],
  ["Util.intsBetween(0, n, 1);", "fn.range(0, n)"],
  ["params.get('s') == params['s']", "s === s"],
])("lifts %s", (source, text) => {
  const lifted = liftSel(source, { refOf: scope });
  expect(lifted && formatExpr(lifted.expr)).toBe(text);
});

it.each([
  "b && ns[3] > 1",
  "b || n % n == 0",
  "b + s",
  "n > x",
  "x / n",
  "n / 2",
  "x + ''",
  "s.trim()",
  "Math.min(n, 1.0)",
  "Util.intsBetween(0, n, 0)",
  "y = n; y;",
  "unknown + 1",
  "9223372036854775807 + 1",
  "'a' < 'b'",
  "((",
])("leaves %s as it is", (source) => {
  expect(liftSel(source, { refOf: scope })).toBeUndefined();
});
