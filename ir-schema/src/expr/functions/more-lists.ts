import { compareValues, isEqual } from "../compare.js";
import { fails, float, fn, gives, json, listOf, name, op } from "../example.js";
import { exprError } from "../expr-error.js";
import type { FnValue, FunctionGroup } from "../function-entry.js";
import { checkListLength } from "../limits.js";
import { asNumber } from "../number.js";
import { selRefuses, selStatements, selText } from "../sel-text.js";
import type { Value } from "../value.js";

type List = readonly Value[];

const byKey = (items: List, key: FnValue): readonly { readonly key: Value; readonly item: Value }[] =>
  items.map((item, index) => ({ key: key(item, BigInt(index)), item }));

function best(items: List, isBetter: (order: number) => boolean, what: string): Value {
  const [first, ...rest] = items;
  if (first === undefined) throw exprError("empty-list-has-no", { what });
  return rest.reduce<Value>((found, item) => (isBetter(compareValues(item, found)) ? item : found), first);
}

function bestBy(items: List, key: FnValue, isBetter: (order: number) => boolean, what: string): Value {
  const [first, ...rest] = byKey(items, key);
  if (first === undefined) throw exprError("empty-list-has-no", { what });
  return rest.reduce((found, next) => (isBetter(compareValues(next.key, found.key)) ? next : found), first).item;
}

function mean(items: readonly (number | bigint)[]): number {
  if (items.length === 0) throw exprError("empty-list-has-no", { what: "mean" });
  if (items.every((item) => typeof item === "bigint")) {
    return Number(items.reduce((sum, item) => sum + (item as bigint), 0n)) / items.length;
  }
  return items.reduce<number>((sum, item) => sum + asNumber(item), 0) / items.length;
}

function median(items: readonly (number | bigint)[]): number {
  const sorted = items.toSorted(compareValues);
  if (sorted.length === 0) throw exprError("empty-list-has-no", { what: "median" });
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1] as number | bigint, sorted[Math.floor(middle)] as number | bigint];
  return low === high ? asNumber(high) : (asNumber(low) + asNumber(high)) / 2;
}

function chunks(items: List, size: bigint): List {
  if (size < 1n) throw exprError("bad-argument", { fn: "chunk", problem: `the size is ${size}, below 1` });
  const count = Math.ceil(items.length / Number(size));
  return Array.from({ length: count }, (_, index) => items.slice(index * Number(size), (index + 1) * Number(size)));
}

function repeatItem(item: Value, count: bigint): List {
  checkListLength(Number(count));
  return Array.from({ length: Math.max(0, Number(count)) }, () => item);
}

const square = fn(["x"], op("*", name("x"), name("x")));
const below = (order: number): boolean => order < 0;
const above = (order: number): boolean => order > 0;

/** Order, extremes and combinations of lists. */
export const orderFunctions: FunctionGroup = {
  title: "Order and combination of lists",
  doc: "Numbers, texts (by UTF-16 units), dates, timestamps and durations have an order.",
  functions: {
    sorted: {
      signatures: ["sorted(items: list<C>): list<C>"],
      doc: "The items in rising order.",
      evaluate: (items: List) => items.toSorted(compareValues),
      python: { name: "sorted", code: "sorted(a)" },
      sel: selStatements,
      examples: () => [
        gives([[3, 1, 2]], [1, 2, 3]),
        gives([["b", "a", "B"]], ["B", "a", "b"]),
        gives([[10, 9, 1.5]], [1.5, 9, 10]),
      ],
    },
    sortText: {
      signatures: ["sortText(items: list<string>): list<string>"],
      doc: "The texts in rising order of their UTF-16 units, as `xs.toSorted()`; numbers need a function there.",
      evaluate: (items: readonly string[]) => items.toSorted(),
      sel: selStatements,
      examples: () => [gives([["b", "a", "B"]], ["B", "a", "b"]), gives([["10", "9"]], ["10", "9"])],
    },
    sortWith: {
      signatures: ["sortWith(items: list<T>, compare: fn(T, T): N): list<T>"],
      doc: "The items in the order of a function that gives a negative number, zero or a positive number.",
      evaluate: (items: List, compare: FnValue) => items.toSorted((a, b) => asNumber(compare(a, b))),
      js: { method: "toSorted" },
      sel: selStatements,
      examples: () => [gives([[1, 3, 2], fn(["a", "b"], op("-", name("b"), name("a")))], [3, 2, 1])],
    },
    sortBy: {
      signatures: ["sortBy(items: list<T>, key: fn(T, int): C): list<T>"],
      doc: "The items in rising order of what the function gives; equal ones keep their order.",
      evaluate: (items: List, key: FnValue) =>
        byKey(items, key)
          .toSorted((a, b) => compareValues(a.key, b.key))
          .map(({ item }) => item),
      sel: selStatements,
      examples: () => [gives([[-3, 2, 1], square], [1, 2, -3])],
    },
    min: {
      signatures: ["min(items: list<C>): C", "min(left: C, right: C): C"],
      doc: "The smallest; an empty list is an error.",
      evaluate: (first: Value, second?: Value) =>
        best(second === undefined ? (first as List) : [first, second], below, "minimum"),
      python: { name: "min", code: "min(a, b) if b is not None else min(a)" },
      sel: selStatements,
      examples: () => [
        gives([[3, 1, 2]], 1),
        gives([["b", "a"]], "a"),
        gives([2, 1], 1),
        fails([listOf("int", [])], "empty-list-has-no"),
      ],
    },
    max: {
      signatures: ["max(items: list<C>): C", "max(left: C, right: C): C"],
      doc: "The largest; an empty list is an error.",
      evaluate: (first: Value, second?: Value) =>
        best(second === undefined ? (first as List) : [first, second], above, "maximum"),
      python: { name: "max", code: "max(a, b) if b is not None else max(a)" },
      sel: selStatements,
      examples: () => [gives([[3, 1, 2]], 3), gives([2, 2.5], 2.5), fails([listOf("float", [])], "empty-list-has-no")],
    },
    minBy: {
      signatures: ["minBy(items: list<T>, key: fn(T, int): C): T"],
      doc: "The first item for which the function gives the smallest value; an empty list is an error.",
      evaluate: (items: List, key: FnValue) => bestBy(items, key, below, "minimum"),
      sel: selStatements,
      examples: () => [gives([[-3, 2, -2], square], 2), fails([listOf("int", []), square], "empty-list-has-no")],
    },
    maxBy: {
      signatures: ["maxBy(items: list<T>, key: fn(T, int): C): T"],
      doc: "The first item for which the function gives the largest value; an empty list is an error.",
      evaluate: (items: List, key: FnValue) => bestBy(items, key, above, "maximum"),
      sel: selStatements,
      examples: () => [gives([[-3, 2, 3], square], -3)],
    },
    mean: {
      signatures: ["mean(items: list<float>): float"],
      doc: "The arithmetic mean; an empty list is an error.",
      evaluate: mean,
      python: { name: "statistics.fmean", code: "sum(a) / len(a)" },
      sel: selStatements,
      examples: () => [gives([[1, 2]], 1.5), gives([[0.5, 1.5]], 1), fails([listOf("float", [])], "empty-list-has-no")],
    },
    median: {
      signatures: ["median(items: list<float>): float"],
      doc: "The middle item by order, or the mean of the two middle ones; an empty list is an error.",
      evaluate: median,
      python: { name: "statistics.median", code: '__import__("statistics").median(a)' },
      sel: selStatements,
      examples: () => [
        gives([[3, 1, 2]], 2),
        gives([[4, 1, 2, 3]], 2.5),
        fails([listOf("float", [])], "empty-list-has-no"),
      ],
    },
    any: {
      signatures: ["any(items: list<bool>): bool"],
      doc: "True when one item is true.",
      evaluate: (items: List) => items.includes(true),
      python: { name: "any", code: "any(a)" },
      sel: selStatements,
      examples: () => [gives([[false, true]], true), gives([listOf("bool", [])], false)],
    },
    all: {
      signatures: ["all(items: list<bool>): bool"],
      doc: "True when no item is false.",
      evaluate: (items: List) => !items.includes(false),
      python: { name: "all", code: "all(a)" },
      sel: selStatements,
      examples: () => [gives([[false, true]], false), gives([listOf("bool", [])], true)],
    },
    count: {
      signatures: ["count(items: list<T>, item: T): int"],
      doc: "How often an equal item occurs.",
      evaluate: (items: List, item: Value) => BigInt(items.filter((other) => isEqual(other, item)).length),
      python: { name: "list.count", code: "a.count(b)" },
      sel: selStatements,
      examples: () => [gives([[1, 2, 1], 1], 2), gives([["a"], "b"], 0)],
    },
    zip: {
      signatures: ["zip(left: list<T>, right: list<U>): list<{ left: T, right: U }>"],
      doc: "Pairs of the items at the same position; the shorter list decides.",
      evaluate: (left: List, right: List) =>
        left.slice(0, right.length).map((item, index) => ({ left: item, right: right[index] as Value })),
      python: { name: "zip", code: '[{"left": x, "right": y} for x, y in zip(a, b)]' },
      sel: selRefuses("it has no lists of pairs"),
      examples: () => [gives([[1, 2], ["a"]], [{ left: 1, right: "a" }])],
    },
    enumerate: {
      signatures: ["enumerate(items: list<T>): list<{ index: int, value: T }>"],
      doc: "Each item with its position.",
      evaluate: (items: List) => items.map((value, index) => ({ index: BigInt(index), value })),
      python: { name: "enumerate", code: '[{"index": i, "value": v} for i, v in enumerate(a)]' },
      sel: selRefuses("it has no lists of pairs"),
      examples: () => [gives([["a"]], [{ index: 0, value: "a" }])],
    },
    chunk: {
      signatures: ["chunk(items: list<T>, size: int): list<list<T>>"],
      doc: "Lists of `size` items each, the last of what is left; a size below 1 is an error.",
      evaluate: chunks,
      python: { name: "itertools.batched", code: "[a[i:i + b] for i in range(0, len(a), b)]" },
      sel: selRefuses("it has no lists of lists"),
      examples: () => [gives([[1, 2, 3], 2], [[1, 2], [3]]), fails([[1], 0], "bad-argument")],
    },
    repeatItem: {
      signatures: ["repeatItem(item: T, count: int): list<T>"],
      doc: "A list of `count` equal items.",
      evaluate: repeatItem,
      python: { name: "[x] * n", code: "[a] * b" },
      sel: selStatements,
      examples: () => [gives(["a", 2], ["a", "a"]), gives([1, 0], [])],
    },
    first: {
      signatures: ["first(items: list<T>): T"],
      doc: "The first item; an empty list is an error.",
      evaluate: (items: List) => best(items.slice(0, 1), below, "first item"),
      python: { name: "a[0]", code: "a[0]" },
      sel: selText((items) => `${items}[0]`),
      examples: () => [gives([[1, 2]], 1), fails([listOf("int", [])], "empty-list-has-no")],
    },
    last: {
      signatures: ["last(items: list<T>): T"],
      doc: "The last item; an empty list is an error.",
      evaluate: (items: List) => best(items.slice(-1), below, "last item"),
      python: { name: "a[-1]", code: "a[-1]" },
      sel: selText((items) => `${items}[${items}.length - 1]`),
      examples: () => [gives([[1, 2]], 2), fails([listOf("int", [])], "empty-list-has-no")],
    },
    spread: {
      signatures: ["spread(text: string): list<string>", "spread(items: list<T>): list<T>"],
      doc: "The items of a list, or the Unicode characters of a text, as `[...x]`.",
      evaluate: (of: string | List) => [...of],
      python: { name: "list", code: "list(a)" },
      sel: {
        text: ([of], [type]) =>
          type === "string" ? selRefuses("it cannot split between surrogate pairs") : (of ?? ""),
      },
      examples: () => [gives(["a😀b"], ["a", "😀", "b"]), gives([[1, 2]], [1, 2])],
    },
    equals: {
      signatures: ["equals(left: T, right: T): bool"],
      doc: "True when both have equal contents, also for lists, maps and structs; NaN equals nothing.",
      evaluate: isEqual,
      python: { name: "==", code: "a == b" },
      sel: selStatements,
      examples: () => [
        gives(
          [
            [1, 2],
            [1, 2],
          ],
          true,
        ),
        gives([1, float(1)], true),
        gives([json({ a: [1] }), json({ a: [1] })], true),
        gives(["a", "b"], false),
        gives([float(Number.NaN), float(Number.NaN)], false),
      ],
    },
    compare: {
      signatures: ["compare(left: C, right: C): int"],
      doc: "-1, 0 or 1 as the left one is below, equal or above.",
      evaluate: (left: Value, right: Value) => BigInt(Math.sign(compareValues(left, right)) || 0),
      sel: selStatements,
      examples: () => [gives([1, 2], -1), gives(["b", "a"], 1), gives([2, float(2)], 0)],
    },
  },
};
