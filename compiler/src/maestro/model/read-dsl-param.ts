import type { MaestroType } from "../definition.js";
import type { DefinitionFix } from "../findings/finding.js";
import { referenceIdProblem } from "../names.js";
import { table } from "../table.js";
import type { ParamModel } from "./definition-model.js";
import { inside, keyPlace, placeOf, type Reading, readText, scalarText } from "./fields.js";
import { checkLiteral } from "./read-literal.js";
import { MAESTRO_TYPES, MODES } from "./read-param.js";
import {
  describeNode,
  type SourceEntry,
  type SourceNode,
  type SourceNumber,
  type SourceObject,
} from "./source-node.js";

const typeWords: Readonly<Record<string, MaestroType | "pmap">> = table({
  string: "STRING",
  long: "LONG",
  double: "DOUBLE",
  boolean: "BOOLEAN",
  map: "STRING_MAP",
  pmap: "pmap",
  "array<string>": "STRING_ARRAY",
  "array<long>": "LONG_ARRAY",
  "array<double>": "DOUBLE_ARRAY",
  "array<boolean>": "BOOLEAN_ARRAY",
});

/** Reads a key of the YAML language that stands for a param. */
export function readDslParam(reading: Reading, entry: SourceEntry): ParamModel | undefined {
  const spot = keyPlace(reading, entry);
  const { reporter } = reading;
  const { isExpression, name, word, mode, rest } = readKey(entry.key);
  if (rest !== "") reporter.report("keyTail", spot, { key: entry.key, rest });
  const problem = referenceIdProblem(name);
  if (problem !== undefined) reporter.report("badId", spot, { what: "param", id: name, problem });
  const hinted = word === undefined ? undefined : typeOfWord(word);
  if (word !== undefined && hinted === undefined) {
    reporter.report("badParamKey", spot, { key: entry.key, problem: `there is no type ${word}` });
    return undefined;
  }
  if (mode !== undefined && !MODES.some((one) => one === mode.toUpperCase())) {
    reporter.report("badParamKey", spot, { key: entry.key, problem: `there is no mode ${mode}` });
  }
  const value = inside(reading, entry.key, entry.value, `the param "${name}"`);
  const base = {
    name,
    spot,
    pointer: value.pointer,
    valuePointer: value.pointer,
    node: entry.value,
    meta: new Map<string, SourceNode>(),
  };
  const moded =
    mode === undefined
      ? base
      : { ...base, mode: { value: mode.toUpperCase(), node: entry.value, pointer: spot.pointer } };
  return isExpression ? expressionParam(moded, value, hinted) : literalParam(moded, value, hinted);
}

interface ParamKey {
  readonly isExpression: boolean;
  readonly name: string;
  readonly word?: string;
  readonly mode?: string;
  /** What follows the mode and the type, and is passed over. */
  readonly rest: string;
}

/** `!name<type>(mode)`: the mode stands in the last brackets, the type between the first and the last angle. */
function readKey(key: string): ParamKey {
  const text = key.trim();
  const isExpression = text.startsWith("!");
  const moded = between(isExpression ? text.slice(1) : text, "(", ")", true);
  const typed = between(moded.before, "<", ">", false);
  return {
    isExpression,
    name: typed.before,
    ...(typed.inner !== undefined && { word: typed.inner }),
    ...(moded.inner !== undefined && { mode: moded.inner }),
    rest: typed.after + moded.after,
  };
}

function between(
  text: string,
  open: string,
  close: string,
  isLast: boolean,
): { readonly before: string; readonly inner?: string; readonly after: string } {
  const start = isLast ? text.lastIndexOf(open) : text.indexOf(open);
  const end = text.lastIndexOf(close);
  if (start <= 0 || end <= start) return { before: text, after: "" };
  return { before: text.slice(0, start).trim(), inner: text.slice(start + 1, end).trim(), after: text.slice(end + 1) };
}

function typeOfWord(word: string): MaestroType | "pmap" | undefined {
  const text = word.replace(/^(array<)\s*(.*?)\s*>$/i, "$1$2>");
  const known = typeWords[text.toLowerCase()];
  if (known !== undefined) return known;
  const type = MAESTRO_TYPES.find((one) => one === text.toUpperCase());
  return type === "MAP" ? "STRING_MAP" : type;
}

type Base = Omit<ParamModel, "type" | "value" | "expression">;

function expressionParam(base: Base, value: Reading, hinted: MaestroType | "pmap" | undefined): ParamModel | undefined {
  const text = readText(value);
  if (text === undefined) return undefined;
  const type = hinted === "pmap" ? "MAP" : (hinted ?? "STRING");
  return { ...base, type, expression: { text: text.value, node: text.node, pointer: text.pointer } };
}

function literalParam(base: Base, value: Reading, hinted: MaestroType | "pmap" | undefined): ParamModel | undefined {
  const { node, reporter } = value;
  if (node.kind === "null") {
    reporter.report("noValue", placeOf(value), { name: base.name });
    return undefined;
  }
  const found = typeOfValue(node);
  if (hinted === undefined) reportOldWord(value, base.name);
  if (found === undefined) {
    const advice = "Lists hold texts, numbers or bools.";
    reporter.report("badLiteral", placeOf(value), {
      name: base.name,
      type: "a list",
      found: describeNode(node),
      advice,
    });
    return undefined;
  }
  const wanted = hinted === "pmap" ? "MAP" : hinted;
  const isEmptyList = node.kind === "array" && node.items.length === 0;
  const isMended = isEmptyList ? wanted?.endsWith("_ARRAY") : hinted === "pmap" && node.kind === "object";
  const type = wanted ?? found;
  if (wanted !== undefined && wanted !== found && isMended !== true) {
    const advice = `Without <…> it is a ${found}.`;
    const details = { name: base.name, type: `a ${wanted}`, found: describeNode(node), advice };
    const fix = wanted === "DOUBLE" && node.kind === "number" ? fractionFix(node) : undefined;
    reporter.report("badLiteral", placeOf(value), details, fix);
  } else if (type !== "MAP") {
    checkLiteral(value, type, base.name);
    if (node.kind === "array") checkItems(value, node.items, type, base.name);
  }
  const entries = type === "MAP" && node.kind === "object" ? readDslParams(value, node) : undefined;
  return { ...base, type, value: node, ...(entries !== undefined && { entries }) };
}

function fractionFix({ start, end, text }: SourceNumber): DefinitionFix {
  return { description: `Write ${text}.0`, edits: [{ start, end, text: `${text}.0` }] };
}

const ITEM_KINDS: Readonly<Partial<Record<MaestroType, readonly SourceNode["kind"][]>>> = {
  STRING_ARRAY: ["text"],
  LONG_ARRAY: ["number"],
  DOUBLE_ARRAY: ["number", "text"],
  BOOLEAN_ARRAY: ["boolean"],
};

/** The first item makes the type, and the others are not turned into it. */
function checkItems(value: Reading, items: readonly SourceNode[], type: MaestroType, name: string): void {
  const odd = items.findIndex(({ kind }) => ITEM_KINDS[type]?.includes(kind) === false);
  const item = items[odd];
  if (item === undefined || (item.kind === "null" && type === "STRING_ARRAY")) return;
  const details = { name, type: `a ${type}`, found: describeNode(item), advice: "Write all items alike." };
  value.reporter.report("badLiteral", placeOf(inside(value, odd, item)), details);
}

/** A plain word or number that newer readers of YAML take for something else. */
function reportOldWord({ node, pointer, reporter }: Reading, name: string): void {
  if (node.kind !== "boolean" && node.kind !== "number") return;
  const { written } = node;
  if (written === undefined) return;
  const read = node.kind === "boolean" ? String(node.value) : node.text;
  const edits = [{ start: node.start, end: node.end, text: read }];
  const fix = read === written ? undefined : { description: `Write ${read}`, edits };
  reporter.report("oldYamlWord", { start: node.start, end: node.end, pointer }, { name, written, read }, fix);
}

/** Reads an object whose keys are all params. */
export function readDslParams(
  reading: Reading,
  object: Pick<SourceObject, "entries">,
  known: readonly string[] = [],
): readonly ParamModel[] {
  return object.entries
    .filter((entry) => !known.includes(entry.key))
    .flatMap((entry) => readDslParam(reading, entry) ?? []);
}

function typeOfValue(node: SourceNode): MaestroType | undefined {
  switch (node.kind) {
    case "text":
    case "null":
      return "STRING";
    case "boolean":
      return "BOOLEAN";
    case "number":
      return /^[+-]?\d+$/.test(node.text) ? "LONG" : "DOUBLE";
    case "array": {
      const [first] = node.items;
      if (first === undefined) return "STRING_ARRAY";
      return scalarText(first) === undefined ? undefined : (`${typeOfValue(first)}_ARRAY` as MaestroType);
    }
    case "object": {
      const isText = node.entries.length > 0 && node.entries.every(({ value }) => value.kind === "text");
      return isText ? "STRING_MAP" : "MAP";
    }
  }
}
