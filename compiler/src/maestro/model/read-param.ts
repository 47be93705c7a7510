import type { MaestroType } from "../definition.js";
import { referenceIdProblem } from "../names.js";
import { closest } from "./closest.js";
import type { ExpressionModel, ParamModel } from "./definition-model.js";
import {
  checkFree,
  type Fields,
  inside,
  keyPlace,
  placeOf,
  type Reading,
  readObject,
  readText,
  readWord,
  renameKey,
  reportShape,
} from "./fields.js";
import { checkLiteral } from "./read-literal.js";
import { readTags } from "./read-tags.js";
import { describeNode } from "./source-node.js";

/** The types a param can have. */
export const MAESTRO_TYPES: readonly MaestroType[] = [
  "STRING",
  "LONG",
  "DOUBLE",
  "BOOLEAN",
  "STRING_MAP",
  "STRING_ARRAY",
  "LONG_ARRAY",
  "DOUBLE_ARRAY",
  "BOOLEAN_ARRAY",
  "MAP",
];

/** The modes of params, the most lenient first. */
export const MODES = ["MUTABLE", "MUTABLE_ON_START_RESTART", "MUTABLE_ON_START", "IMMUTABLE", "CONSTANT"] as const;

const KEYS = ["type", "value", "expression", "mode", "validator", "tags"];
const SYSTEM_KEYS = ["source", "internal_mode"];

/** Where params stand: at the top, exactly one of value and expression is needed; in a MAP, at least one. */
export type ParamRule = "exact" | "entry" | "match";

/** Reads a map of params. */
export function readParams(reading: Reading | undefined, rule: ParamRule = "exact"): readonly ParamModel[] {
  if (reading === undefined) return [];
  const fields = readObject(reading, [], false);
  return (fields?.object.entries ?? []).flatMap((entry) => {
    const place = keyPlace(reading, entry);
    const problem = rule === "match" ? undefined : referenceIdProblem(entry.key);
    if (problem !== undefined) {
      const name = rule === "entry" ? "mapKeyName" : "badId";
      const what = "param";
      if (name === "badId") reading.reporter.report(name, place, { what, id: entry.key, problem });
      else reading.reporter.report(name, place, { id: entry.key, problem });
    }
    const param = readParam(
      inside(reading, entry.key, entry.value, `the param "${entry.key}"`),
      entry.key,
      rule,
      place,
    );
    return param === undefined ? [] : [param];
  });
}

/** Reads one param. */
export function readParam(
  reading: Reading,
  name: string,
  rule: ParamRule,
  spot: { readonly start: number; readonly end: number; readonly pointer: string },
): ParamModel | undefined {
  if (reading.node.kind !== "object" && rule === "entry") {
    const found = describeNode(reading.node);
    reading.reporter.report("plainMapEntry", placeOf(reading), { name, found });
    return undefined;
  }
  const fields = readObject(reading, [...KEYS, ...SYSTEM_KEYS], false);
  if (fields === undefined) return undefined;
  reportMeta(fields, name);
  const type = readType(fields, name);
  const expression = readExpression(fields.get("expression"));
  const value = fields.get("value");
  checkChoice(fields, name, rule);
  if (value !== undefined && type !== undefined) checkLiteral(value, type, name);
  const mode = readWord(fields.get("mode"), MODES);
  readTags(fields.get("tags"));
  const typeNode = fields.get("type")?.node;
  return {
    name,
    spot,
    pointer: reading.pointer,
    node: reading.node,
    valuePointer: `${reading.pointer}/value`,
    ...(type !== undefined && { type }),
    ...(typeNode !== undefined && { typeNode }),
    ...(value !== undefined && { value: value.node }),
    ...(expression !== undefined && { expression }),
    ...(mode !== undefined && { mode }),
    ...(type === "MAP" && value?.node.kind === "object" && { entries: readParams(value, "entry") }),
    meta: new Map(SYSTEM_KEYS.flatMap((key) => metaOf(fields, key))),
  };
}

function metaOf(fields: Fields, key: string): readonly (readonly [string, Reading["node"]])[] {
  const entry = fields.raw(key);
  return entry === undefined ? [] : [[key, entry.value]];
}

function readType(fields: Fields, name: string): MaestroType | undefined {
  const reading = fields.get("type");
  const { reporter } = fields.reading;
  if (reading === undefined) {
    const advice = suggestType(fields);
    reporter.report("noType", placeOf(fields.reading), { name, advice });
    return undefined;
  }
  const text = readText(reading);
  const type = MAESTRO_TYPES.find((one) => one === text?.value.toUpperCase());
  if (type === undefined && text !== undefined) {
    const expected = MAESTRO_TYPES.join(" ");
    reporter.report("badType", placeOf(reading), { name, found: text.value, expected });
  }
  return type;
}

function suggestType(fields: Fields): string {
  const value = fields.get("value")?.node;
  const type =
    value?.kind === "boolean"
      ? "BOOLEAN"
      : value?.kind === "number"
        ? /[.eE]/.test(value.text)
          ? "DOUBLE"
          : "LONG"
        : "STRING";
  return `"type": "${type}"`;
}

/** Reads a text of SEL. */
export function readExpression(reading: Reading | undefined): ExpressionModel | undefined {
  const text = readText(reading);
  return text === undefined ? undefined : { text: text.value, node: text.node, pointer: text.pointer };
}

function checkChoice(fields: Fields, name: string, rule: ParamRule): void {
  const hasValue = fields.get("value") !== undefined;
  const hasExpression = fields.get("expression") !== undefined;
  const { reporter } = fields.reading;
  const place = placeOf(fields.reading);
  if (hasValue && hasExpression) {
    reporter.report(rule === "exact" ? "twoValues" : "valueWins", place, { name });
  }
  if (!hasValue && !hasExpression && rule !== "entry") reporter.report("noValue", place, { name });
}

function reportMeta(fields: Fields, name: string): void {
  const { reading } = fields;
  const validator = fields.get("validator");
  if (validator !== undefined && validator.node.kind !== "text") reportShape(validator, "a text");
  else if (validator !== undefined) reading.reporter.report("validatorIgnored", placeOf(validator), { name });
  for (const entry of fields.unknown) {
    checkFree(inside(reading, entry.key, entry.value));
    const meant = closest(entry.key, KEYS);
    const place = keyPlace(reading, entry);
    if (meant === undefined || fields.raw(meant) !== undefined) {
      reading.reporter.report("strayMeta", place, { key: entry.key, name });
      continue;
    }
    const fix = { description: `Rename the key to ${meant}`, edits: [renameKey(reading, entry, meant)] };
    reading.reporter.report("unknownMeta", place, { key: entry.key, name, closest: meant }, fix);
  }
}
