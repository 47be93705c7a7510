import type { Reporter } from "../findings/reporter.js";
import { closest } from "./closest.js";
import type { At } from "./definition-model.js";
import { describeNode, type SourceEntry, type SourceNode, type SourceObject } from "./source-node.js";

/** A node that is being read, and what it is called in messages. */
export interface Reading {
  readonly reporter: Reporter;
  readonly node: SourceNode;
  readonly pointer: string;
  readonly what: string;
}

/** The fields of an object by key. */
export interface Fields {
  readonly reading: Reading;
  readonly object: SourceObject;
  /** The value of a key; null counts as absent. */
  readonly get: (key: string) => Reading | undefined;
  /** The value of a key, null included. */
  readonly raw: (key: string) => SourceEntry | undefined;
  readonly unknown: readonly SourceEntry[];
}

/** One token of a JSON pointer. */
export function pointerToken(key: string | number): string {
  return `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** The reading of a part of a node. */
export function inside(reading: Reading, key: string | number, node: SourceNode, what?: string): Reading {
  const name = what ?? (typeof key === "number" ? `${reading.what}[${key}]` : key);
  return { ...reading, node, pointer: reading.pointer + pointerToken(key), what: name };
}

/** The place of a reading's node. */
export function placeOf({ node, pointer }: Reading): { start: number; end: number; pointer: string } {
  return { start: node.start, end: node.end, pointer };
}

/** The place of a list, and whether nothing is in it. */
export function listPlace(reading: Reading): { start: number; end: number; pointer: string; isEmpty: boolean } {
  const { node } = reading;
  return { ...placeOf(reading), isEmpty: node.kind === "array" && node.items.length === 0 };
}

/** Reads an object, or reports what stands there instead. */
export function readObject(reading: Reading, known: readonly string[], isStrict: boolean): Fields | undefined {
  const { node, reporter } = reading;
  if (node.kind !== "object") {
    reportShape(reading, "an object");
    return undefined;
  }
  const values = new Map<string, SourceEntry>();
  for (const entry of node.entries) {
    if (values.has(entry.key)) reporter.report("repeatedKey", keyPlace(reading, entry), { key: entry.key });
    values.set(entry.key, entry);
  }
  const unknown = [...values.values()].filter((entry) => !known.includes(entry.key));
  if (isStrict) for (const entry of unknown) reportUnknown(reading, entry, known);
  const get = (key: string): Reading | undefined => {
    const entry = values.get(key);
    return entry === undefined || entry.value.kind === "null" ? undefined : inside(reading, key, entry.value);
  };
  return { reading, object: node, get, raw: (key) => values.get(key), unknown };
}

/** The place of an entry's key. */
export function keyPlace(reading: Reading, entry: SourceEntry): { start: number; end: number; pointer: string } {
  return { start: entry.keyStart, end: entry.keyEnd, pointer: reading.pointer + pointerToken(entry.key) };
}

/** Reports a key that Maestro refuses. */
export function reportUnknown(reading: Reading, entry: SourceEntry, known: readonly string[]): void {
  const meant = closest(entry.key, known);
  const advice = meant === undefined ? `It takes ${known.join(", ")}.` : `Did you mean "${meant}"?`;
  const place = keyPlace(reading, entry);
  const isFree = meant !== undefined && reading.node.kind === "object" && !hasKey(reading.node, meant);
  const fix = isFree
    ? { description: `Rename the key to ${meant}`, edits: [renameKey(reading, entry, meant)] }
    : undefined;
  reading.reporter.report("unknownKey", place, { where: capital(reading.what), key: entry.key, advice }, fix);
}

function hasKey(object: SourceObject, key: string): boolean {
  return object.entries.some((entry) => entry.key === key);
}

/** The edit that renames a key, in quotes where it stood in quotes. */
export function renameKey(
  { reporter }: Reading,
  entry: SourceEntry,
  name: string,
): { start: number; end: number; text: string } {
  const written = reporter.text.slice(entry.keyStart, entry.keyEnd);
  const quote = /^["']/.exec(written)?.[0] ?? "";
  return { start: entry.keyStart, end: entry.keyEnd, text: quote + name + quote };
}

/** Reports that a node is not what is wanted. */
export function reportShape(reading: Reading, expected: string): void {
  const details = { where: capital(reading.what), found: describeNode(reading.node), expected };
  reading.reporter.report("wrongShape", placeOf(reading), details);
}

/** Reports a null that Maestro does not take as absent. */
export function reportNull(fields: Fields, key: string): void {
  const entry = fields.raw(key);
  if (entry === undefined) return;
  fields.reading.reporter.report("nullRefused", keyPlace(fields.reading, entry), { where: capital(key) });
}

/** A message's first word with a capital letter. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Reads the items of a list. */
export function readList(reading: Reading | undefined): readonly Reading[] {
  if (reading === undefined) return [];
  const { node } = reading;
  if (node.kind === "array") return node.items.map((item, position) => inside(reading, position, item));
  reportShape(reading, "a list");
  return [];
}

/** Reads a text; numbers and bools are taken as their text. */
export function readText(reading: Reading | undefined): At<string> | undefined {
  if (reading === undefined) return undefined;
  const { node, pointer } = reading;
  const value = scalarText(node);
  if (value !== undefined) return { value, node, pointer };
  reportShape(reading, "a text");
  return undefined;
}

/** The text Maestro takes a scalar for. */
export function scalarText(node: SourceNode): string | undefined {
  if (node.kind === "text") return node.value;
  if (node.kind === "number") return node.written ?? node.text;
  return node.kind === "boolean" ? (node.written ?? String(node.value)) : undefined;
}

/** Reads the items of a list of texts, among which Maestro keeps null. */
export function readTexts(reading: Reading | undefined): readonly Reading[] {
  const items = readList(reading);
  for (const item of items) {
    if (item.node.kind === "null") reportNothing(item);
    else readText(item);
  }
  return items;
}

/** Numbers and bools are read as absent from null, from a blank text and from the text "null". */
export function isNothing({ node }: Pick<Reading, "node">): boolean {
  return node.kind === "null" || (node.kind === "text" && /^\s*(null\s*)?$/.test(node.value));
}

function reportNothing(reading: Reading): void {
  const details = { where: capital(reading.what), found: describeNode(reading.node) };
  reading.reporter.report("readAsNothing", placeOf(reading), details);
}

/** The text of a number of Maestro's that may be written as a text; fractions of plain numbers are cut. */
export function parsableText(node: SourceNode): string | undefined {
  if (node.kind !== "number") return node.kind === "text" ? node.value : undefined;
  if (/^-?\d+$/.test(node.text)) return node.text;
  const cut = Math.trunc(Number(node.text));
  return Number.isFinite(cut) ? String(BigInt(cut)) : node.text;
}

/** Reads a whole number of so many bits; numeric texts are taken, fractions are cut. */
export function readWhole(reading: Reading | undefined, bits: 32 | 64 = 64): At<number> | undefined {
  if (reading === undefined) return undefined;
  if (isNothing(reading)) {
    reportNothing(reading);
    return undefined;
  }
  const { node, pointer, reporter } = reading;
  const text = node.kind === "text" ? node.value.trim() : node.kind === "number" ? node.text : "";
  if (!(node.kind === "text" ? /^[+-]?\d+$/ : /^-?\d/).test(text)) {
    reportShape(reading, "a whole number");
    return undefined;
  }
  if (!fitsBits(text, bits)) {
    const details = { where: capital(reading.what), found: text, expected: `a number of ${bits} bits` };
    reporter.report("outOfRange", placeOf(reading), details);
    return undefined;
  }
  const value = Number(text);
  const cut = Math.trunc(value);
  if (cut !== value) {
    reporter.report("numberCut", placeOf(reading), { where: capital(reading.what), found: text, cut });
  }
  return { value: cut, node, pointer };
}

/** Whether a number fits a signed integer of so many bits, once its fraction is cut. */
export function fitsBits(text: string, bits: number): boolean {
  if (!/^[+-]?\d+$/.test(text)) return Math.abs(Number(text)) < 2 ** (bits - 1);
  const value = BigInt(text.replace("+", ""));
  return BigInt.asIntN(bits, value) === value;
}

/** Maestro reads whole numbers as 64 bits also where any value may stand. */
export function checkFree(reading: Reading): void {
  const { node } = reading;
  if (node.kind === "array") for (const [at, item] of node.items.entries()) checkFree(inside(reading, at, item));
  if (node.kind === "object") for (const { key, value } of node.entries) checkFree(inside(reading, key, value));
  if (node.kind !== "number" || !/^[+-]?\d+$/.test(node.text) || fitsBits(node.text, 64)) return;
  const details = { where: capital(reading.what), found: node.text, expected: "a number of 64 bits" };
  reading.reporter.report("outOfRange", placeOf(reading), details);
}

/** Reads true or false, also as a text or a number. */
export function readBoolean(reading: Reading | undefined): At<boolean> | undefined {
  if (reading === undefined) return undefined;
  if (isNothing(reading)) {
    reportNothing(reading);
    return undefined;
  }
  const { node, pointer } = reading;
  if (node.kind === "boolean") return { value: node.value, node, pointer };
  if (node.kind === "number" && /^-?\d+$/.test(node.text)) return { value: Number(node.text) !== 0, node, pointer };
  if (node.kind === "text" && /^(true|True|TRUE|false|False|FALSE)$/.test(node.value)) {
    return { value: node.value.toLowerCase() === "true", node, pointer };
  }
  reportShape(reading, "true or false");
  return undefined;
}

/** Reads one of a set of words, in any case. */
export function readWord(reading: Reading | undefined, words: readonly string[]): At<string> | undefined {
  const text = readText(reading);
  if (reading === undefined || text === undefined) return undefined;
  const value = words.find((word) => word.toLowerCase() === text.value.toLowerCase());
  if (value !== undefined) return { ...text, value };
  const details = { where: capital(reading.what), found: text.value, expected: words.join(" ") };
  reading.reporter.report("unknownWord", placeOf(reading), details);
  return undefined;
}

/** Reports a number that is not in its range. */
export function checkRange(
  reading: Reading | undefined,
  value: At<number> | undefined,
  least: number,
  most: number,
): void {
  if (reading === undefined || value === undefined || (value.value >= least && value.value <= most)) return;
  const expected = `${least} to ${most}`;
  const details = { where: capital(reading.what), found: value.value, expected };
  reading.reporter.report("outOfRange", placeOf(reading), details);
}

/** Reports a text that is too long. */
export function checkLength(reading: Reading | undefined, text: At<string> | undefined, limit: number): void {
  if (reading === undefined || text === undefined || text.value.length <= limit) return;
  const details = { where: capital(reading.what), found: text.value.length, limit };
  reading.reporter.report("tooLong", placeOf(reading), details);
}
