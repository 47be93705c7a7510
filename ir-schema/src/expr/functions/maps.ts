import type { StructType, Type } from "../../generated/ir.js";
import { joinTypes } from "../assignable.js";
import { describeValue } from "../codec.js";
import { fails, fn, gives, listOf, mapOf, name, op, struct } from "../example.js";
import { exprError } from "../expr-error.js";
import type { FnValue, FunctionGroup } from "../function-entry.js";
import { selRefuses, selText } from "../sel-text.js";
import { NEVER } from "../type-sets.js";
import { kindOf, orderedKeys, type StructValue, type Value } from "../value.js";

type MapValue = ReadonlyMap<string, Value>;

const noKeys = selRefuses("its maps cannot list their keys");

/** A map, or the fields of a struct as one. */
function asMap(value: Value): MapValue {
  if (value instanceof Map) return value;
  if (kindOf(value) === "struct") return new Map(Object.entries(value as StructValue));
  throw exprError("value-of-wrong-kind", { found: describeValue(value), expected: "a map" });
}

function valuesOf(value: Value): Value[] {
  const map = asMap(value);
  return orderedKeys(map).map((key) => map.get(key) as Value);
}

function merged(left: Value, right: Value): Value {
  const isStructs = kindOf(left) === "struct" && kindOf(right) === "struct";
  if (isStructs) return Object.fromEntries([...asMap(left), ...asMap(right)]);
  return new Map([...asMap(left), ...asMap(right)]);
}

function mergedType([left, right]: readonly Type[]): Type | undefined {
  if (typeof left !== "object" || typeof right !== "object") return undefined;
  if (left.kind === "struct" && right.kind === "struct") return mergedStruct(left, right);
  const [of, other] = [valueType(left), valueType(right)];
  const joined = of && other && joinTypes(of, other);
  return joined && { kind: "map", of: joined };
}

/** The fields of both; one that the right may lack keeps what the left has. */
function mergedStruct(left: StructType, right: StructType): StructType | undefined {
  const fields: Record<string, Type> = { ...left.fields };
  const optional = new Set(left.optional);
  for (const [name, type] of Object.entries(right.fields)) {
    const before = fields[name];
    const mayLack = right.optional?.includes(name) === true;
    const joined = mayLack && before !== undefined ? joinTypes(before, type) : type;
    if (joined === undefined) return undefined;
    fields[name] = joined;
    if (!mayLack) optional.delete(name);
    else if (before === undefined) optional.add(name);
  }
  return { kind: "struct", fields, ...(optional.size > 0 && { optional: [...optional] }) };
}

/** The type of a map's values, or the one type of all fields of a struct. */
function valueType(type: Type): Type | undefined {
  if (typeof type === "string") return undefined;
  if (type.kind === "map") return type.of;
  if (type.kind !== "struct") return undefined;
  return Object.values(type.fields).reduce<Type | undefined>(
    (joined, field) => joined && joinTypes(joined, field),
    NEVER,
  );
}

function getValue(of: Value, index: Value): Value {
  if (typeof of === "string" || Array.isArray(of)) return (of[Number(index)] as Value | undefined) ?? null;
  const isScalar = of !== null && (typeof of !== "object" || !["map", "struct"].includes(kindOf(of)));
  return isScalar ? null : (asMap(of).get(index as string) ?? null);
}

const numbers = mapOf("int", { a: 1, b: 2 });

/** Functions of maps and structs. */
export const mapFunctions: FunctionGroup = {
  title: "Maps and structs",
  doc: "Keys come in the order JavaScript gives them: whole numbers ascending, then as they were set.",
  functions: {
    get: {
      signatures: [
        "get(map: map<T>, key: string): T?",
        "get(items: list<T>, position: int): T?",
        "get(text: string, position: int): string?",
        "get(value: json, key: string): json",
        "get(value: json, position: int): json",
      ],
      doc: "The value of a key or the item at a position from 0, null when there is none.",
      evaluate: getValue,
      python: {
        name: "dict.get",
        code: "a.get(b) if isinstance(a, dict) else a[b] if isinstance(b, int) and 0 <= b < len(a) else None",
      },
      sel: selRefuses("it has no null to give when the key is missing"),
      examples: () => [
        gives([numbers, "a"], 1),
        gives([numbers, "x"], null),
        gives([mapOf("string", { "": "empty" }), ""], "empty"),
      ],
    },
    getOr: {
      signatures: ["getOr(map: map<T>, key: string, fallback: T): T"],
      doc: "The value of a key, or the fallback when the map has no such key.",
      evaluate: (map: Value, key: string, fallback: Value) => asMap(map).get(key) ?? fallback,
      python: { name: "dict.get", code: "a.get(b, c)" },
      sel: selText((map, key, fallback) => `${map}.getOrDefault(${key}, ${fallback})`),
      examples: () => [gives([numbers, "b", 9], 2), gives([numbers, "x", 9], 9)],
    },
    hasKey: {
      signatures: ["hasKey(map: map<T>, key: string): bool"],
      doc: "True when the map has the key.",
      evaluate: (map: Value, key: string) => asMap(map).has(key),
      js: { global: "Object.hasOwn" },
      python: { name: "in", code: "b in a" },
      sel: selText((map, key) => `${map}.containsKey(${key})`),
      examples: () => [gives([numbers, "a"], true), gives([numbers, "x"], false)],
    },
    keys: {
      signatures: ["keys(map: map<T>): list<string>"],
      doc: "The keys.",
      evaluate: (map: Value) => orderedKeys(asMap(map)),
      js: { global: "Object.keys" },
      python: { name: "dict.keys", code: "list(a)" },
      sel: noKeys,
      examples: () => [gives([numbers], ["a", "b"]), gives([mapOf("int", {})], [])],
    },
    values: {
      signatures: ["values(map: map<T>): list<T>"],
      doc: "The values, in the order of their keys.",
      evaluate: valuesOf,
      js: { global: "Object.values" },
      python: { name: "dict.values", code: "list(a.values())" },
      sel: noKeys,
      examples: () => [gives([numbers], [1, 2]), gives([mapOf("int", {})], [])],
    },
    entries: {
      signatures: ["entries(map: map<T>): list<{ key: string, value: T }>"],
      doc: "Key and value of each entry; in a lambda they are `[key, value]`.",
      evaluate: (map: Value) => orderedKeys(asMap(map)).map((key) => ({ key, value: asMap(map).get(key) as Value })),
      python: { name: "dict.items", code: '[{"key": k, "value": v} for k, v in a.items()]' },
      sel: noKeys,
      examples: () => [
        gives(
          [numbers],
          [
            { key: "a", value: 1 },
            { key: "b", value: 2 },
          ],
        ),
      ],
    },
    fromEntries: {
      signatures: ["fromEntries(entries: list<{ key: string, value: T }>): map<T>"],
      doc: "The map of key and value pairs; a later key wins.",
      evaluate: (entries: readonly { key: string; value: Value }[]) =>
        new Map(entries.map(({ key, value }) => [key, value])),
      python: { name: "dict", code: '{e["key"]: e["value"] for e in a}' },
      sel: selRefuses("it has no lists of pairs"),
      examples: () => [
        gives([[struct({ key: "a", value: 1 }), struct({ key: "a", value: 2 })]], { a: 2 }),
        gives([[struct({ key: "x", value: "y" })]], { x: "y" }),
      ],
    },
    zipMap: {
      signatures: ["zipMap(keys: list<string>, values: list<T>): map<T>"],
      doc: "The map from each key to the value at the same position; the shorter list decides.",
      evaluate: (keys: readonly string[], values: readonly Value[]) =>
        new Map(keys.slice(0, values.length).map((key, index) => [key, values[index] as Value])),
      python: { name: "dict(zip)", code: "dict(zip(a, b))" },
      sel: { statements: true },
      examples: () => [
        gives(
          [
            ["a", "b"],
            [1, 2, 3],
          ],
          { a: 1, b: 2 },
        ),
        gives([["a"], listOf("int", [])], {}),
      ],
    },
    merge: {
      signatures: ["merge(left: map<T>, right: map<T>): map<T>"],
      doc: "The keys of both; the right one wins. Two structs give a struct with the fields of both, a map and a struct a map.",
      infer: mergedType,
      evaluate: merged,
      python: { name: "|", code: "{**a, **b}" },
      sel: noKeys,
      examples: () => [
        gives([numbers, mapOf("int", { b: 3, c: 4 })], { a: 1, b: 3, c: 4 }),
        gives([struct({ a: 1 }), struct({ b: "x" })], { a: 1, b: "x" }),
        gives([struct({ a: 1 }), struct({ a: "x" })], { a: "x" }),
        gives([numbers, struct({ b: 3, c: 4 })], { a: 1, b: 3, c: 4 }),
        gives([struct({ a: 0, z: 9 }), numbers], { a: 1, z: 9, b: 2 }),
      ],
    },
    put: {
      signatures: ["put(map: map<T>, key: string, value: T): map<T>"],
      doc: "The map with one key set.",
      evaluate: (map: Value, key: string, value: Value) => new Map([...asMap(map), [key, value]]),
      python: { name: "dict |", code: "{**a, b: c}" },
      sel: noKeys,
      examples: () => [gives([numbers, "c", 3], { a: 1, b: 2, c: 3 }), gives([numbers, "a", 9], { a: 9, b: 2 })],
    },
    omit: {
      signatures: ["omit(map: map<T>, keys: list<string>): map<T>"],
      doc: "The map without some keys.",
      evaluate: (map: Value, keys: readonly string[]) =>
        new Map([...asMap(map)].filter(([key]) => !keys.includes(key))),
      python: { name: "dict comprehension", code: "{k: v for k, v in a.items() if k not in b}" },
      sel: noKeys,
      examples: () => [gives([numbers, ["a", "x"]], { b: 2 })],
    },
    mapValues: {
      signatures: ["mapValues(map: map<T>, each: fn(T, string): U): map<U>"],
      doc: "The map with the result of the function for each value; it may take the key as well.",
      evaluate: (map: Value, each: FnValue) =>
        new Map(orderedKeys(asMap(map)).map((key) => [key, each(asMap(map).get(key) as Value, key)])),
      sel: noKeys,
      examples: () => [gives([numbers, fn(["v"], op("*", name("v"), 10))], { a: 10, b: 20 })],
    },
    filterMap: {
      signatures: ["filterMap(map: map<T>, keep: fn(T, string): bool): map<T>"],
      doc: "The entries for which the function is true; it may take the key as well.",
      evaluate: (map: Value, keep: FnValue) =>
        new Map([...asMap(map)].filter(([key, value]) => keep(value, key) === true)),
      sel: noKeys,
      examples: () => [gives([numbers, fn(["v"], op(">", name("v"), 1))], { b: 2 })],
    },
    groupBy: {
      signatures: ["groupBy(items: list<T>, key: fn(T, int): string): map<list<T>>"],
      doc: "The items by the text the function gives for each, in their order.",
      evaluate: (items: readonly Value[], key: FnValue) => {
        const groups = new Map<string, Value[]>();
        for (const [index, item] of items.entries()) {
          const name = key(item, BigInt(index)) as string;
          const group = groups.get(name);
          if (group === undefined) groups.set(name, [item]);
          else group.push(item);
        }
        return groups;
      },
      sel: selRefuses("it has no maps of growing lists"),
      examples: () => [
        gives(
          [
            ["ant", "bee", "ape"],
            fn(["s"], { kind: "call", fn: "charAt", args: [name("s"), { kind: "literal", type: "int", value: 0 }] }),
          ],
          {
            a: ["ant", "ape"],
            b: ["bee"],
          },
        ),
      ],
    },
    countBy: {
      signatures: ["countBy(items: list<T>, key: fn(T, int): string): map<int>"],
      doc: "How many items the function gives each text for.",
      evaluate: (items: readonly Value[], key: FnValue) => {
        const counts = new Map<string, bigint>();
        for (const [index, item] of items.entries()) {
          const name = key(item, BigInt(index)) as string;
          counts.set(name, (counts.get(name) ?? 0n) + 1n);
        }
        return counts;
      },
      sel: { statements: true },
      examples: () => [gives([["a", "b", "a"], fn(["s"], name("s"))], { a: 2, b: 1 })],
    },
    require: {
      signatures: ["require(value: T?): T"],
      doc: "The value, an error when it is null.",
      evaluate: (value: Value) => {
        if (value === null) throw exprError("value-of-wrong-kind", { found: "null", expected: "a value" });
        return value;
      },
      sel: selText((value) => value),
      examples: () => [
        gives([{ kind: "literal", type: { kind: "nullable", of: "int" }, value: 3 }], 3),
        fails([{ kind: "literal", type: { kind: "nullable", of: "int" }, value: null }], "value-of-wrong-kind"),
      ],
    },
  },
};
