import { encodeValue, evaluateExpr, inferExpr, type Type } from "@stave/ir-schema";
import { expect, it } from "vitest";
import { encode } from "../src/literal.js";
import { createRef } from "../src/operations.js";
import type { Ref, RefNode } from "../src/ref.js";
import { libraryMethods, treeMethods } from "../src/ref-methods.js";
import type { Instant, PlainDate } from "../src/temporal.js";

const none = (): undefined => undefined;

function ref<T>(type: Type, value: unknown): Ref<T> {
  const node = { kind: "literal" as const, type, value: encode(value, type, none, []) };
  return createRef(node, type, [], undefined) as unknown as Ref<T>;
}

function computed(result: Ref<unknown>): unknown {
  const { expr, type } = result as unknown as RefNode;
  const scope = { param: none, output: none, loop: none };
  const inferred = inferExpr(expr, scope);
  if (inferred.type === undefined || inferred.diagnostics.length > 0) return inferred.diagnostics;
  expect(type ?? inferred.type).toEqual(inferred.type);
  return encodeValue(evaluateExpr(expr, { ...scope, signal: none, run: none }), inferred.type);
}

const listOf = (of: Type): Type => ({ kind: "list", of });
const n = ref<number>("int", -7);
const x = ref<number>("float", 2.5);
const s = ref<string>("string", " data/raw.csv ");
const xs = ref<readonly number[]>(listOf("int"), [3, 1, 3]);
const names = ref<readonly string[]>(listOf("string"), ["b", "a"]);
const counts = ref<Readonly<Record<string, number>>>({ kind: "map", of: "int" }, { a: 1, b: 2 });
const day = ref<PlainDate>("date", "2026-01-31");
const at = ref<Instant>("timestamp", "2026-01-31T23:30:00Z");
const maybe = ref<string | null>({ kind: "nullable", of: "string" }, null);
const flag = ref<boolean>("bool", true);
const row = ref<{ readonly id: number }>({ kind: "struct", fields: { id: "int" } }, { id: 4 });

const cases: readonly (readonly [method: string, result: Ref<unknown>, value: unknown])[] = [
  ["add", n.add(1), -6],
  ["sub", n.sub(x), -9.5],
  ["mul", n.mul(n), 49],
  ["div", n.div(2), -3.5],
  ["mod", n.mod(4), -3],
  ["pow", n.pow(2), 49],
  ["pow", x.pow(2), 6.25],
  ["neg", n.neg(), 7],
  ["abs", n.abs(), 7],
  ["round", x.round(), 3],
  ["floor", x.floor(), 2],
  ["ceil", x.ceil(), 3],
  ["min", n.min(3), -7],
  ["min", xs.min(), 1],
  ["max", n.max(x), 2.5],
  ["max", xs.max(), 3],
  ["eq", n.eq(-7), true],
  ["ne", n.ne(-7), false],
  ["lt", n.lt(0), true],
  ["lte", n.lte(-7), true],
  ["gt", n.gt(0), false],
  ["gte", x.gte(2.5), true],
  ["and", flag.and(n.lt(0)), true],
  ["or", flag.or(false), true],
  ["not", flag.not(), false],
  ["choose", flag.choose(n, 0), -7],
  ["orElse", maybe.orElse("none"), "none"],
  ["isNull", maybe.isNull(), true],
  ["toText", n.toText(), "-7"],
  ["toText", day.toText(), "2026-01-31"],
  ["toInt", ref<string>("string", "12").toInt(), 12],
  ["toFloat", ref<string>("string", "1.5").toFloat(), 1.5],
  ["upper", s.upper(), " DATA/RAW.CSV "],
  ["lower", s.lower(), " data/raw.csv "],
  ["trim", s.trim(), "data/raw.csv"],
  ["replace", s.replace("a", "_"), " d_ta/raw.csv "],
  ["replaceAll", s.replaceAll("a", "_"), " d_t_/r_w.csv "],
  ["split", s.trim().split("/"), ["data", "raw.csv"]],
  ["startsWith", s.startsWith("data"), false],
  ["endsWith", s.trim().endsWith(".csv"), true],
  ["padStart", n.abs().toText().padStart(3, "0"), "007"],
  ["padEnd", n.abs().toText().padEnd(3), "7  "],
  ["length", s.trim().length(), 12],
  ["length", xs.length(), 3],
  ["isEmpty", xs.isEmpty(), false],
  ["isEmpty", s.isEmpty(), false],
  ["isEmpty", counts.isEmpty(), false],
  ["includes", s.includes("raw"), true],
  ["includes", xs.includes(n), false],
  ["concat", names.concat(["c"], names), ["b", "a", "c", "b", "a"]],
  ["concat", s.trim().concat(".gz"), "data/raw.csv.gz"],
  ["slice", s.trim().slice(-3), "csv"],
  ["slice", xs.slice(0, 2), [3, 1]],
  ["sum", xs.sum(), 7],
  ["join", names.join("-"), "b-a"],
  ["join", xs.join(), "3,1,3"],
  ["first", xs.first(), 3],
  ["last", names.last(), "a"],
  ["sorted", names.sorted(), ["a", "b"]],
  ["reversed", xs.reversed(), [3, 1, 3]],
  ["unique", xs.unique(), [3, 1]],
  ["at", xs.at(-2), 1],
  ["get", counts.get("b"), 2],
  ["has", counts.has("z"), false],
  ["keys", counts.keys(), ["a", "b"]],
  ["values", counts.values(), [1, 2]],
  ["addDays", day.addDays(1), "2026-02-01"],
  ["addMonths", day.addMonths(1), "2026-02-28"],
  ["daysUntil", day.daysUntil(day.addDays(3)), 3],
  ["format", day.format("%Y/%m/%d"), "2026/01/31"],
  ["format", at.format("%d %H:%M", "Europe/Berlin"), "01 00:30"],
  ["field", row.field("id"), 4],
];

it.each(cases)("%s computes (%#)", (_, result, value) => {
  expect(computed(result)).toEqual(value);
});

it("is tried for every method there is", () => {
  const tried = new Set(cases.map(([method]) => method));
  const all = [...Object.keys(treeMethods), ...Object.keys(libraryMethods), "field"];
  expect(all.filter((method) => !tried.has(method))).toEqual([]);
});

it("is named by the user's word in findings", () => {
  const { expr } = (n as unknown as Ref<string>).startsWith("x") as unknown as RefNode;
  const { diagnostics } = inferExpr(expr, { param: none, output: none, loop: none });
  expect(diagnostics.map(({ message }) => message)).toEqual([
    "`startsWith` is called on int (`-7`), but string is expected.",
  ]);
});
