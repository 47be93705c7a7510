import { isEqual } from "../compare.js";
import { fails, float, fn, gives, listOf, maybe, name, op } from "../example.js";
import { exprError } from "../expr-error.js";
import type { FnValue, FunctionGroup } from "../function-entry.js";
import { checkListLength, checkTextLength } from "../limits.js";
import { asNumber, checkedInt } from "../number.js";
import { selRefuses, selStatements } from "../sel-text.js";
import { DateValue, type Value } from "../value.js";
import { valueText } from "../value-text.js";

type List = readonly Value[];
type Sequence = string | List;

const isTrue = (value: Value): boolean => value === true;
const indexes =
  (predicate: FnValue) =>
  (item: Value, index: number): boolean =>
    isTrue(predicate(item, BigInt(index)));

function concatenated(first: Sequence, others: readonly Sequence[]): Value {
  if (typeof first === "string") {
    checkTextLength(others.reduce((sum, other) => sum + other.length, first.length));
    return first.concat(...(others as readonly string[]));
  }
  checkListLength(others.reduce((sum, other) => sum + other.length, first.length));
  return first.concat(...(others as readonly List[]));
}

/** JavaScript's `includes` on a list: NaN is found. */
function includes(of: Sequence, item: Value): boolean {
  if (typeof of === "string") return of.includes(item as string);
  return of.some((other) => isEqual(other, item) || (Number.isNaN(item) && Number.isNaN(other)));
}

function slice(of: Sequence, start?: bigint, end?: bigint): Value {
  return of.slice(start === undefined ? 0 : Number(start), end === undefined ? undefined : Number(end));
}

function joined(items: List, separator: string): string {
  const texts = items.map((item) => (item === null ? "" : valueText(item)));
  checkTextLength(texts.reduce((sum, text) => sum + text.length + separator.length, 0));
  return texts.join(separator);
}

function sliceStep(of: Sequence, start: Value, stop: Value, step: bigint): Value {
  if (step === 0n) throw exprError("bad-argument", { fn: "sliceStep", problem: "the step is 0" });
  const items: List = typeof of === "string" ? [...of] : of;
  const [length, by] = [items.length, Number(step)];
  const bound = (value: Value, fallback: number): number => {
    if (value === null) return fallback;
    const position = Number(value) < 0 ? Number(value) + length : Number(value);
    return by > 0 ? Math.min(Math.max(position, 0), length) : Math.min(Math.max(position, -1), length - 1);
  };
  const [first, last] = by > 0 ? [bound(start, 0), bound(stop, length)] : [bound(start, length - 1), bound(stop, -1)];
  const picked: Value[] = [];
  for (let at = first; by > 0 ? at < last : at > last; at += by) picked.push(items[at] as Value);
  return typeof of === "string" ? picked.join("") : picked;
}

function totalOf(items: List): Value {
  return items.reduce<number | bigint>((sum, item) => {
    if (typeof sum === "bigint" && typeof item === "bigint") return checkedInt(sum + item, () => "The sum");
    return asNumber(sum) + asNumber(item);
  }, 0n);
}

function range(start: bigint, stop: bigint, step: bigint): Value {
  if (step === 0n) throw exprError("bad-argument", { fn: "range", problem: "the step is 0" });
  const distance = step > 0n ? stop - start : start - stop;
  const size = step > 0n ? step : -step;
  const count = distance <= 0n ? 0n : (distance + size - 1n) / size;
  checkListLength(Number(count));
  return Array.from({ length: Number(count) }, (_, index) => start + BigInt(index) * step);
}

function unique(items: List): List {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = item instanceof DateValue ? `date ${item.days}` : `${typeof item} ${deepKey(item)}`;
    return !seen.has(key) && seen.add(key);
  });
}

function deepKey(item: Value): string {
  return JSON.stringify(item instanceof Map ? [...item] : item, (_, part) =>
    typeof part === "bigint" ? Number(part) : part instanceof Map ? [...part] : part,
  );
}

const double = fn(["x"], op("*", name("x"), 2));
const isBig = fn(["x"], op(">", name("x"), 1));

/** Functions of lists; those of `length`, `slice` and `includes` also take texts. */
export const listFunctions: FunctionGroup = {
  title: "Lists",
  doc: "Positions count from 0. A list holds values of one type.",
  functions: {
    length: {
      signatures: ["length(text: string): int", "length(items: list<T>): int"],
      doc: "The number of items, or of UTF-16 units of a text.",
      evaluate: (of: Sequence) => BigInt(of.length),
      js: { property: "length" },
      sel: { text: ([of], [type]) => (type === "string" ? `${of}.length()` : `${of}.length`) },
      examples: () => [gives(["stave"], 5), gives(["😀"], 2), gives([[1, 2]], 2), gives([[]], 0)],
    },
    len: {
      signatures: ["len(text: string): int", "len(items: list<T>): int", "len(map: map<T>): int"],
      doc: "The number of items, of keys, or of Unicode characters of a text, as Python counts.",
      evaluate: (of: Sequence | ReadonlyMap<string, Value>) =>
        BigInt(typeof of === "string" ? [...of].length : of instanceof Map ? of.size : (of as List).length),
      python: { name: "len", code: "len(a)" },
      sel: {
        text: ([of], [type]) => {
          if (type === "string") return `${of}.replaceAll("[\\\\x{10000}-\\\\x{10ffff}]", "_").length()`;
          return typeof type === "object" && type.kind === "map" ? `${of}.size()` : `${of}.length`;
        },
      },
      examples: () => [gives(["stave"], 5), gives(["😀"], 1), gives([["a"]], 1), gives([[]], 0)],
    },
    slice: {
      signatures: [
        "slice(text: string, start?: int, end?: int): string",
        "slice(items: list<T>, start?: int, end?: int): list<T>",
      ],
      doc: "The part from `start` to before `end`; a negative position counts from the end.",
      evaluate: slice,
      js: { method: "slice" },
      python: { name: "a[b:c]", code: "a[b:c]" },
      sel: selStatements,
      examples: () => [
        gives(["stave", 1, 3], "ta"),
        gives(["stave", -2], "ve"),
        gives([[1, 2, 3], 1], [2, 3]),
        gives([[1, 2, 3], 2, 1], []),
        gives([[1, 2, 3], -9, 9], [1, 2, 3]),
      ],
    },
    sliceStep: {
      signatures: [
        "sliceStep(text: string, start: int?, stop: int?, step: int): string",
        "sliceStep(items: list<T>, start: int?, stop: int?, step: int): list<T>",
      ],
      doc: "Python's `a[start:stop:step]`; null stands for a bound that is left out.",
      evaluate: sliceStep,
      python: { name: "a[b:c:d]", code: "a[b:c:d]" },
      sel: selStatements,
      examples: () => [
        gives(["stave", null, null, -1], "evats"),
        gives([[0, 1, 2, 3, 4], 1, null, 2], [1, 3]),
        gives([[0, 1, 2, 3, 4], null, -2, 1], [0, 1, 2]),
        gives([[0, 1, 2], 5, 0, -1], [2, 1]),
        fails([[1], null, null, 0], "bad-argument"),
      ],
    },
    includes: {
      signatures: ["includes(text: string, part: string): bool", "includes(items: list<T>, item: T): bool"],
      doc: "True when the text contains `part`, or the list an equal item.",
      evaluate: includes,
      js: { method: "includes" },
      python: { name: "in", code: "b in a" },
      sel: selStatements,
      examples: () => [
        gives(["stave", "av"], true),
        gives([["a", "b"], "b"], true),
        gives([[1, 2], 3], false),
        gives([[float(Number.NaN)], float(Number.NaN)], true),
        gives([[1, 2], float(2)], true),
      ],
    },
    indexOf: {
      signatures: ["indexOf(text: string, part: string): int", "indexOf(items: list<T>, item: T): int"],
      doc: "The first position, -1 when there is none.",
      evaluate: (of: Sequence, item: Value) =>
        BigInt(typeof of === "string" ? of.indexOf(item as string) : of.findIndex((other) => isEqual(other, item))),
      js: { method: "indexOf" },
      sel: selStatements,
      examples: () => [gives(["stave", "v"], 3), gives([["a", "b"], "b"], 1), gives([[1], 2], -1), gives(["a", ""], 0)],
    },
    concat: {
      signatures: [
        "concat(text: string, ...others: string): string",
        "concat(items: list<T>, ...others: list<T>): list<T>",
      ],
      doc: "The texts or lists one after the other.",
      evaluate: (first: Sequence, ...others: Sequence[]) => concatenated(first, others),
      js: { method: "concat" },
      python: { name: "+", code: "a + b" },
      sel: selStatements,
      examples: () => [gives(["a", "b"], "ab"), gives([[1], [2, 3]], [1, 2, 3]), gives([[], ["x"]], ["x"])],
    },
    at: {
      signatures: ["at(text: string, position: int): string?", "at(items: list<T>, position: int): T?"],
      doc: "The item at a position, null outside; a negative position counts from the end.",
      evaluate: (of: Sequence, position: bigint) => of.at(Number(position)) ?? null,
      js: { method: "at" },
      sel: selRefuses("it has no null to give outside of the list"),
      examples: () => [
        gives([[1, 2, 3], -1], 3),
        gives([[1], 5], null),
        gives(["abc", 0], "a"),
        gives([["a"], 0], "a"),
      ],
    },
    map: {
      signatures: ["map(items: list<T>, each: fn(T, int): U): list<U>"],
      doc: "The result of the function for each item; it may take the position as well.",
      evaluate: (items: List, each: FnValue) => items.map((item, index) => each(item, BigInt(index))),
      js: { method: "map" },
      sel: selStatements,
      examples: () => [gives([[1, 2], double], [2, 4]), gives([listOf("int", []), double], [])],
    },
    filter: {
      signatures: ["filter(items: list<T>, keep: fn(T, int): bool): list<T>"],
      doc: "The items for which the function is true.",
      evaluate: (items: List, keep: FnValue) => items.filter(indexes(keep)),
      js: { method: "filter" },
      sel: selStatements,
      examples: () => [gives([[1, 2, 3], isBig], [2, 3]), gives([[1], isBig], [])],
    },
    reduce: {
      signatures: ["reduce(items: list<T>, next: fn(U, T, int): U, start: U): U"],
      doc: "The result of the function over the result so far and each item, from `start`.",
      evaluate: (items: List, next: FnValue, start: Value) =>
        items.reduce<Value>((sum, item, index) => next(sum, item, BigInt(index)), start),
      js: { method: "reduce" },
      sel: selStatements,
      examples: () => [
        gives([[1, 2, 3], fn(["s", "x"], op("+", name("s"), name("x"))), 0], 6),
        gives([[0.5, 1], fn(["s", "x"], op("+", name("s"), name("x"))), 0], 1.5),
      ],
    },
    some: {
      signatures: ["some(items: list<T>, test: fn(T, int): bool): bool"],
      doc: "True when the function is true for one item.",
      evaluate: (items: List, test: FnValue) => items.some(indexes(test)),
      js: { method: "some" },
      sel: selStatements,
      examples: () => [gives([[1, 2], isBig], true), gives([listOf("int", []), isBig], false)],
    },
    every: {
      signatures: ["every(items: list<T>, test: fn(T, int): bool): bool"],
      doc: "True when the function is true for all items.",
      evaluate: (items: List, test: FnValue) => items.every(indexes(test)),
      js: { method: "every" },
      sel: selStatements,
      examples: () => [gives([[1, 2], isBig], false), gives([listOf("int", []), isBig], true)],
    },
    find: {
      signatures: ["find(items: list<T>, test: fn(T, int): bool): T?"],
      doc: "The first item for which the function is true, else null.",
      evaluate: (items: List, test: FnValue) => items.find(indexes(test)) ?? null,
      js: { method: "find" },
      sel: selRefuses("it has no null to give when nothing is found"),
      examples: () => [gives([[1, 2, 3], isBig], 2), gives([[1], isBig], null)],
    },
    findIndex: {
      signatures: ["findIndex(items: list<T>, test: fn(T, int): bool): int"],
      doc: "The first position for which the function is true, else -1.",
      evaluate: (items: List, test: FnValue) => BigInt(items.findIndex(indexes(test))),
      js: { method: "findIndex" },
      sel: selStatements,
      examples: () => [gives([[1, 2, 3], isBig], 1), gives([[1], isBig], -1)],
    },
    findLast: {
      signatures: ["findLast(items: list<T>, test: fn(T, int): bool): T?"],
      doc: "The last item for which the function is true, else null.",
      evaluate: (items: List, test: FnValue) => items.findLast(indexes(test)) ?? null,
      js: { method: "findLast" },
      sel: selRefuses("it has no null to give when nothing is found"),
      examples: () => [gives([[1, 2, 3], isBig], 3), gives([[1], isBig], null)],
    },
    flatMap: {
      signatures: ["flatMap(items: list<T>, each: fn(T, int): list<U>): list<U>"],
      doc: "The lists that the function gives, one after the other.",
      evaluate: (items: List, each: FnValue) => items.flatMap((item, index) => each(item, BigInt(index)) as List),
      js: { method: "flatMap" },
      sel: selStatements,
      examples: () => [
        gives([[1, 2], fn(["x"], { kind: "list", items: [name("x"), name("x")] })], [1, 1, 2, 2]),
        gives([listOf("int", []), fn(["x"], [name("x")])], []),
      ],
    },
    flat: {
      signatures: ["flat(items: list<list<T>>): list<T>"],
      doc: "The lists of a list, one after the other.",
      evaluate: (items: readonly List[]) => items.flat(),
      js: { method: "flat" },
      sel: selRefuses("it has no lists of lists"),
      examples: () => [gives([[[1], [2, 3]]], [1, 2, 3]), gives([listOf({ kind: "list", of: "int" }, [])], [])],
    },
    join: {
      signatures: ["join(items: list<P?>, separator?: string): string"],
      doc: "The texts of the items with a separator, a comma unless told; null is an empty text.",
      evaluate: (items: List, separator = ",") => joined(items, separator),
      js: { method: "join" },
      python: { name: "str.join", code: '(b if b is not None else ",").join(map(str, a))' },
      sel: {
        text: ([items, separator], [type]) =>
          typeof type === "object" && type.kind === "list" && type.of === "string"
            ? `String.join(${separator ?? '","'}, ${items})`
            : selRefuses("it joins lists of strings only"),
      },
      examples: () => [
        gives([["a", "b"], "-"], "a-b"),
        gives([[1, 2], ","], "1,2"),
        gives([listOf("string", []), ","], ""),
      ],
    },
    reversed: {
      signatures: ["reversed(items: list<T>): list<T>"],
      doc: "The items from last to first.",
      evaluate: (items: List) => items.toReversed(),
      js: { method: "toReversed" },
      python: { name: "reversed", code: "list(reversed(a))" },
      sel: selStatements,
      examples: () => [gives([[1, 2, 3]], [3, 2, 1]), gives([["a"]], ["a"])],
    },
    range: {
      signatures: ["range(stop: int): list<int>", "range(start: int, stop: int, step?: int): list<int>"],
      doc: "The ints from `start` (0) to before `stop`, as Python's `range`.",
      evaluate: (first: bigint, stop?: bigint, step = 1n) =>
        stop === undefined ? range(0n, first, 1n) : range(first, stop, step),
      python: {
        name: "range",
        code: "list(range(a, b, c)) if c is not None else list(range(a, b)) if b is not None else list(range(a))",
      },
      sel: {
        text: ([first, stop, step]) =>
          stop === undefined ? `Util.intsBetween(0, ${first}, 1)` : `Util.intsBetween(${first}, ${stop}, ${step ?? 1})`,
      },
      examples: () => [
        gives([3], [0, 1, 2]),
        gives([1, 4], [1, 2, 3]),
        gives([4, 0, -2], [4, 2]),
        gives([4, 4], []),
        fails([0, 1, 0], "bad-argument"),
        fails([10_000_000], "value-too-large"),
      ],
    },
    unique: {
      signatures: ["unique(items: list<T>): list<T>"],
      doc: "The items without repetition, in order of first occurrence.",
      evaluate: unique,
      python: { name: "dict.fromkeys", code: "list(dict.fromkeys(a))" },
      sel: selStatements,
      examples: () => [gives([[1, 2, 1]], [1, 2]), gives([["b", "a", "b"]], ["b", "a"])],
    },
    sum: {
      signatures: ["sum(items: list<N>): N"],
      doc: "The sum, 0 for an empty list.",
      evaluate: totalOf,
      python: { name: "sum", code: "sum(a)" },
      sel: selStatements,
      examples: () => [
        gives([[1, 2, 3]], 6),
        gives([[0.5, 1]], 1.5),
        fails([[9223372036854775807n, 1]], "int-overflow"),
      ],
    },
    compact: {
      signatures: ["compact(items: list<T?>): list<T>"],
      doc: "The items that are not null.",
      evaluate: (items: List) => items.filter((item) => item !== null),
      sel: selRefuses("it has no lists with null in them"),
      examples: () => [
        gives([{ kind: "list", items: [maybe("int", 1), maybe("int", null)] }], [1]),
        gives([listOf({ kind: "nullable", of: "string" }, ["a", null])], ["a"]),
      ],
    },
  },
};
