import { type Document, isAlias, isMap, isScalar, isSeq, type Pair, parseAllDocuments, type Scalar } from "yaml";
import { escapedOffsets } from "./read-json.js";
import type { SourceEntry, SourceNode, SourceProblem, SourceTree } from "./source-node.js";

/** Reads YAML, keeping positions; an alias stands where its anchor does. */
export function readYaml(text: string): SourceTree {
  const documents = parseAllDocuments(text, { uniqueKeys: false, keepSourceTokens: false, strict: true });
  const [document, second] = Array.isArray(documents) ? documents : [];
  if (document === undefined) return { problems: [{ message: "the file is empty", start: 0, end: 0 }] };
  const problems: SourceProblem[] = document.errors.map(({ message, pos }) => ({
    message: (message.split("\n")[0] ?? message).replace(/ at line \d+, column \d+:?$/, ""),
    start: pos[0],
    end: pos[1],
  }));
  if (second !== undefined) {
    const start = second.range?.[0] ?? 0;
    problems.push({ message: "only one document is read from a file", start, end: start });
  }
  if (problems.length > 0) return { problems };
  return { root: convert(document.contents, { document, text, depth: 0 }), problems: [] };
}

interface Reading {
  readonly document: Document.Parsed;
  readonly text: string;
  readonly depth: number;
}

const DEEPEST = 200;

function convert(node: unknown, reading: Reading): SourceNode {
  const inner = { ...reading, depth: reading.depth + 1 };
  if (isAlias(node) && reading.depth < DEEPEST) return convert(node.resolve(reading.document), inner);
  const range = (node as { range?: readonly [number, number, number] } | null | undefined)?.range;
  const place = { start: range?.[0] ?? 0, end: range?.[1] ?? 0 };
  if (isMap(node)) {
    return { kind: "object", ...place, entries: node.items.flatMap((pair) => toEntry(pair, inner)) };
  }
  if (isSeq(node)) return { kind: "array", ...place, items: node.items.map((item) => convert(item, inner)) };
  return isScalar(node) ? toScalar(node, place, reading.text) : { kind: "null", ...place };
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
  if (node.type === "QUOTE_DOUBLE" && !written.includes("\n")) {
    const offsets = escapedOffsets(text, place.start + 1, place.end - 1);
    return offsets.length === value.length + 1 ? offsets : undefined;
  }
  return node.type === "BLOCK_LITERAL" ? blockOffsets(value, place, text) : undefined;
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
