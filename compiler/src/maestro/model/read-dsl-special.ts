import type { MaestroStepKind } from "../definition.js";
import type { ParamModel } from "./definition-model.js";
import {
  type Fields,
  inside,
  keyPlace,
  placeOf,
  type Reading,
  readObject,
  readText,
  readWhole,
  reportShape,
} from "./fields.js";
import { lastOf } from "./read-dsl-level.js";
import { readDslParams } from "./read-dsl-param.js";
import type { SourceEntry, SourceNode } from "./source-node.js";

/** Reads the params that a job has keys for: what a subworkflow runs, what a loop runs over. */
export function specialParams(fields: Fields, kind: MaestroStepKind, id: string): readonly ParamModel[] {
  if (kind === "foreach" || kind === "while") return loopParams(fields, kind);
  if (kind !== "subworkflow") return [];
  const target = lastOf(fields, ["workflow_id", "subworkflow_id"]);
  const version = lastOf(fields, ["version", "subworkflow_version"]);
  const { start } = fields.reading.node;
  return [
    textParam(
      "subworkflow_id",
      target ?? fields.reading,
      readText(target)?.value ?? id,
      target ? target.node : { start, end: start },
    ),
    ...(version === undefined
      ? []
      : [textParam("subworkflow_version", version, readText(version)?.value ?? "", version.node)]),
  ];
}

/** Params with those special ones, which come last, or take the place of a param that is written under their name. */
export function withSpecial(own: readonly ParamModel[], special: readonly ParamModel[]): readonly ParamModel[] {
  const replaced = own.map((param) => special.find(({ name }) => name === param.name) ?? param);
  return [...replaced, ...special.filter(({ name }) => !own.some((param) => param.name === name))];
}

function textParam(
  name: string,
  reading: Reading,
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): ParamModel {
  const { node, pointer } = reading;
  const value: SourceNode = node.kind === "text" ? node : { kind: "text", value: text, start, end };
  const spot = { start, end, pointer };
  return { name, spot, pointer, valuePointer: pointer, node: value, type: "STRING", value, meta: new Map() };
}

/** A foreach has them even where none are given. */
function loopParams(fields: Fields, kind: MaestroStepKind): readonly ParamModel[] {
  const given = lastOf(fields, ["loop_params", "params"]);
  const ranges = kind === "foreach" ? fields.get("ranges") : undefined;
  if (given === undefined && ranges === undefined && kind === "while") return [];
  const { node, pointer } = given ?? ranges ?? fields.reading;
  const listed = given === undefined ? [] : readDslParams(given, { entries: entriesOf(given) });
  const ranged = ranges === undefined ? [] : entriesOf(ranges).map((entry) => rangeParam(ranges, entry));
  const value: SourceNode = { kind: "object", start: node.start, end: node.end, entries: [] };
  const spot = { start: node.start, end: node.end, pointer };
  const base = { name: "loop_params", spot, pointer, valuePointer: pointer, node, meta: new Map() };
  return [{ ...base, type: "MAP", value, entries: [...listed, ...ranged] }];
}

function entriesOf(reading: Reading | undefined): readonly SourceEntry[] {
  if (reading === undefined) return [];
  if (reading.node.kind === "object") return reading.node.entries;
  reportShape(reading, "an object");
  return [];
}

/** A range becomes a call of Util.intsBetween. */
function rangeParam(ranges: Reading, entry: SourceEntry): ParamModel {
  const reading = inside(ranges, entry.key, entry.value, `the range "${entry.key}"`);
  const fields = readObject(reading, ["from", "to", "increment"], true);
  const part = (key: string, missing: string): string => String(readWhole(fields?.get(key))?.value ?? missing);
  if (fields !== undefined && fields.get("to") === undefined) {
    reading.reporter.report("missingKey", placeOf(reading), { where: `The range "${entry.key}"`, key: "to" });
  }
  const text = `Util.intsBetween(${part("from", "0")}, ${part("to", "0")}, ${part("increment", "1")});`;
  const expression = { text, node: entry.value, pointer: reading.pointer };
  const spot = keyPlace(ranges, entry);
  const base = { name: entry.key, spot, pointer: reading.pointer, valuePointer: reading.pointer, node: entry.value };
  return { ...base, type: "LONG_ARRAY", expression, meta: new Map() };
}
