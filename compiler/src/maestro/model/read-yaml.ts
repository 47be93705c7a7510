import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  parseAllDocuments,
  type Scalar,
  visit,
  type YAMLParseError,
} from "yaml";
import { escapedOffsets } from "./read-json.js";
import type { SourceEntry, SourceNode, SourceProblem, SourceTree } from "./source-node.js";

/** How aliases and words such as `yes` are read: as YAML 1.2 has it, or as Maestro's own reader does. */
export type YamlManner = "standard" | "maestro";

/** Reads YAML, keeping positions; an alias stands where its anchor does, unless Maestro reads it. */
export function readYaml(text: string, mannerOf: (document: Document.Parsed) => YamlManner): SourceTree {
  try {
    return readDocuments(text, mannerOf);
  } catch (error) {
    // The parser's own recursion ends the same way for nesting without end.
    if (error instanceof NoAnchor) return { roots: [], problems: [error.problem] };
    if (error instanceof TooMuch || error instanceof RangeError)
      return { roots: [], problems: [tooMuch(error.message)] };
    throw error;
  }
}

class TooMuch extends Error {}

class NoAnchor extends Error {
  readonly problem: SourceProblem;

  constructor(name: string, start: number, end: number) {
    super(name);
    this.problem = { message: `there is no anchor &${name} before the alias`, start, end };
  }
}

function tooMuch(message: string): SourceProblem {
  const isNamed = message === TOO_DEEP || message === TOO_MANY;
  return { message: isNamed ? message : TOO_DEEP, start: 0, end: 0 };
}

const DEEPEST = 1_000;
const MOST_NODES = 100_000;
const TOO_DEEP = `it is nested more than ${DEEPEST} levels deep`;
const TOO_MANY = `its aliases stand for more than ${MOST_NODES} values`;

function readDocuments(text: string, mannerOf: (document: Document.Parsed) => YamlManner): SourceTree {
  const parsed = parseAllDocuments(text, { uniqueKeys: false, keepSourceTokens: false, strict: true });
  const documents = Array.isArray(parsed) ? parsed : [];
  const broken = documents.find(({ errors }) => errors.length > 0);
  const [error] = broken?.errors ?? [];
  // What follows the first one may only follow from it.
  if (broken !== undefined && error !== undefined) return { roots: [], problems: [toProblem(error, broken, text)] };
  const filled = documents.filter(({ contents }) => contents !== null);
  if (filled.length === 0) return { roots: [], problems: [{ message: "the file is empty", start: 0, end: 0 }] };
  const budget = { nodes: MOST_NODES };
  const roots = filled.map((document) =>
    convert(document.contents, { document, text, depth: 0, manner: mannerOf(document), budget }),
  );
  return { roots, problems: [] };
}

function toProblem(
  { message, pos: [at, end] }: YAMLParseError,
  document: Document.Parsed,
  text: string,
): SourceProblem {
  const [line = message] = message.split("\n");
  const problem = line
    .replace(/ at line \d+, column \d+:?$/, "")
    .replace(/^Missing closing (["'])quote/, "Missing closing $1");
  const opening = problem.startsWith("Missing closing") ? lastQuote(document) : undefined;
  if (opening !== undefined) return { message: problem, start: opening, end: opening + 1 };
  const start = at + (/^ *(?=\S)/.exec(text.slice(at, end + 200))?.[0].length ?? 0);
  return { message: problem, start, end: Math.max(start + 1, end) };
}

/** Where the last text in quotes begins. */
function lastQuote(document: Document.Parsed): number | undefined {
  let last: number | undefined;
  visit(document, {
    Scalar(_key, { type, range }) {
      if (type === "QUOTE_DOUBLE" || type === "QUOTE_SINGLE") last = Math.max(last ?? 0, range?.[0] ?? 0);
    },
  });
  return last;
}

interface Reading {
  readonly document: Document.Parsed;
  readonly text: string;
  readonly depth: number;
  readonly manner: YamlManner;
  readonly budget: { nodes: number };
}

function convert(node: unknown, reading: Reading): SourceNode {
  const inner = { ...reading, depth: reading.depth + 1 };
  inner.budget.nodes -= 1;
  if (inner.depth > DEEPEST) throw new TooMuch(TOO_DEEP);
  if (inner.budget.nodes < 0) throw new TooMuch(TOO_MANY);
  if (isAlias(node)) {
    const [start = 0, end = 0] = node.range ?? [];
    if (reading.manner === "maestro") return { kind: "text", value: node.source, start, end, isAlias: true };
    const target = node.resolve(reading.document);
    if (target === undefined) throw new NoAnchor(node.source, start, end);
    return convert(target, inner);
  }
  const range = (node as { range?: readonly [number, number, number] } | null | undefined)?.range;
  const place = { start: range?.[0] ?? 0, end: range?.[1] ?? 0 };
  if (isMap(node)) {
    const entries = node.items.flatMap((pair) => toEntry(pair, inner));
    return { kind: "object", ...place, entries: reading.manner === "maestro" ? entries : withMerged(entries) };
  }
  if (isSeq(node)) return { kind: "array", ...place, items: node.items.map((item) => convert(item, inner)) };
  if (!isScalar(node)) return { kind: "null", ...place };
  return (reading.manner === "maestro" ? toOldScalar(node, place) : undefined) ?? toScalar(node, place, reading.text);
}

/** Merge keys put the entries of other objects beside an object's own, which count before them. */
function withMerged(entries: readonly SourceEntry[]): readonly SourceEntry[] {
  const isMerge = ({ key, value }: SourceEntry): boolean =>
    key === "<<" && [value].concat(value.kind === "array" ? value.items : []).some(({ kind }) => kind === "object");
  if (!entries.some(isMerge)) return entries;
  const own = new Set(entries.map(({ key }) => key));
  return entries.flatMap((entry) => {
    if (!isMerge(entry)) return entry;
    const parts = entry.value.kind === "array" ? entry.value.items : [entry.value];
    const merged = parts.flatMap((part) => (part.kind === "object" ? part.entries : []));
    return merged.filter(({ key }) => !own.has(key) && own.add(key) !== undefined);
  });
}

function toEntry(pair: Pair, reading: Reading): readonly SourceEntry[] {
  const key = pair.key as Scalar | null;
  const start = key?.range?.[0] ?? 0;
  const end = key?.range?.[1] ?? start;
  const value = convert(pair.value, reading);
  const placed = pair.value === null || pair.value === undefined ? { ...value, start: end, end } : value;
  const name = isScalar(key) && typeof key.source === "string" ? key.source : String(key?.value ?? "");
  return [{ key: name, keyStart: start, keyEnd: end, value: placed }];
}

const whole = /^[-+]?(?:0b[01_]+|0x[\da-fA-F_]+|0[0-7_]*|[1-9][\d_]*)$/;
const fraction = /^[-+]?(?:\d[\d_]*\.[\d_]*|\.\d[\d_]*)(?:[eE][-+]?\d+)?$/;
/** Digits that only YAML 1.2 takes for numbers. */
const newer = /^[-+]?(?:0\d+|0o[0-7]+|0[XO].*)$/;
/** Minutes and seconds with a fraction, which Maestro takes for a number and cannot read. */
const sexagesimal = /^[-+]?\d[\d_]*(?::[0-5]?\d)+\.[\d_]*$/;

/** The decimal text of a number in any notation of YAML 1.1. */
function decimalOf(written: string): string | undefined {
  const joined = written.replaceAll("_", "");
  if (fraction.test(written)) return joined;
  const sign = joined.startsWith("-") ? "-" : "";
  const digits = joined.replace(/^[-+]/, "");
  if (!whole.test(written) || !/\d/.test(digits)) return undefined;
  return `${sign}${BigInt(/^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits)}`;
}

/** Plain words and numbers that only YAML 1.1 knows. */
function toOldScalar(node: Scalar, place: { start: number; end: number }): SourceNode | undefined {
  const written = node.source ?? "";
  if (node.type !== "PLAIN" || node.tag !== undefined) return undefined;
  if (/^(?:yes|Yes|YES|on|On|ON)$/.test(written)) return { kind: "boolean", ...place, value: true, written };
  if (/^(?:no|No|NO|off|Off|OFF)$/.test(written)) return { kind: "boolean", ...place, value: false, written };
  if (sexagesimal.test(written)) return { kind: "number", ...place, text: written, written };
  if (/^[-+]?\d+$/.test(written) && !/^[-+]?0\d/.test(written)) return undefined;
  const decimal = decimalOf(written);
  if (decimal !== undefined && decimal !== written) return { kind: "number", ...place, text: decimal, written };
  return decimal === undefined && newer.test(written) ? { kind: "text", ...place, value: written } : undefined;
}

function toScalar(node: Scalar, place: { start: number; end: number }, text: string): SourceNode {
  const { value } = node;
  if (typeof value === "boolean") return { kind: "boolean", ...place, value };
  if (typeof value === "number" || typeof value === "bigint") {
    return { kind: "number", ...place, text: node.source ?? String(value) };
  }
  if (typeof value !== "string") return { kind: "null", ...place };
  const offsets = textOffsets(node, value, place, text);
  return { kind: "text", ...place, value, ...(offsets !== undefined && { offsets }) };
}

function textOffsets(
  node: Scalar,
  value: string,
  place: { readonly start: number; readonly end: number },
  text: string,
): readonly number[] | undefined {
  const written = text.slice(place.start, place.end);
  if (node.type === "PLAIN" && written === value) return counting(place.start, value.length);
  if (node.type === "QUOTE_SINGLE" && written.slice(1, -1) === value) return counting(place.start + 1, value.length);
  if (node.type === "QUOTE_DOUBLE" && (written.includes("\\") || !written.includes("\n"))) {
    const offsets = escapedOffsets(text, place.start + 1, place.end - 1);
    return offsets.length === value.length + 1 ? offsets : undefined;
  }
  if (node.type === "BLOCK_LITERAL") return blockOffsets(value, place, text);
  const isQuoted = node.type === "QUOTE_SINGLE" || node.type === "QUOTE_DOUBLE";
  const begin = isQuoted ? place.start + 1 : node.type === "PLAIN" ? place.start : text.indexOf("\n", place.start);
  const end = isQuoted ? place.end - 1 : place.end;
  return alignOffsets(value, text.slice(0, end), begin, node.type === "QUOTE_SINGLE");
}

/** A folded text has the words of the file in their order, with other blanks between them. */
function alignOffsets(value: string, text: string, begin: number, isSingle: boolean): readonly number[] | undefined {
  const offsets: number[] = [];
  let at = begin;
  for (let unit = 0; unit < value.length; unit += 1) {
    if (isBlank(value, unit)) {
      offsets.push(at);
      if (isBlank(value, unit + 1) && isBlank(text, at + 1)) at += 1;
      continue;
    }
    while (isBlank(text, at)) at += 1;
    if (text[at] !== value[unit]) return undefined;
    offsets.push(at);
    at += isSingle && text.startsWith("''", at) ? 2 : 1;
  }
  offsets.push(at);
  return offsets;
}

function isBlank(text: string, at: number): boolean {
  return /\s/.test(text.charAt(at));
}

function counting(start: number, length: number): readonly number[] {
  return Array.from({ length: length + 1 }, (_, at) => start + at);
}

/** Each line of the value is found, indented, in the lines after the `|`. */
function blockOffsets(
  value: string,
  place: { readonly start: number; readonly end: number },
  text: string,
): readonly number[] | undefined {
  const offsets: number[] = [];
  let lineStart = text.indexOf("\n", place.start) + 1;
  for (const line of value.split("\n")) {
    const found = text.indexOf(line, lineStart);
    const lineEnd = text.indexOf("\n", lineStart);
    if (found < 0 || (lineEnd >= 0 && found > lineEnd)) return undefined;
    for (let at = 0; at <= line.length; at += 1) offsets.push(found + at);
    lineStart = lineEnd < 0 ? text.length : lineEnd + 1;
  }
  return offsets;
}
