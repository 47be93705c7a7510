import type { At, ParamModel, SignalModel, SignalTriggerModel } from "./definition-model.js";
import {
  checkFree,
  inside,
  keyPlace,
  placeOf,
  type Reading,
  readList,
  readObject,
  readText,
  reportNull,
  reportShape,
} from "./fields.js";
import { readExpression, readParam, readParams } from "./read-param.js";

const OPERATORS = ["=", "<", "<=", ">", ">="];

/** Reads the signals a step waits for. */
export function readWaits(reading: Reading | undefined): readonly SignalModel[] {
  return readSignalList(reading).map((item) => {
    const fields = readObject(item, ["name", "match_params"], true);
    const name = readName(item, fields?.get("name"));
    const matches = readMatches(fields?.get("match_params"));
    return { ...name, pointer: item.pointer, node: item.node, payload: [], ...matches };
  });
}

function readSignalList(reading: Reading | undefined): readonly Reading[] {
  const items = readList(reading);
  if (reading?.node.kind === "array" && items.length === 0) {
    reading.reporter.report("noSignals", placeOf(reading), { where: reading.what });
  }
  return items;
}

function readName(item: Reading, reading: Reading | undefined): { readonly name?: At<string> } {
  const name = readText(reading);
  if (reading === undefined || name?.value === "") {
    item.reporter.report("missingKey", placeOf(item), { where: "A signal", key: "name" });
  }
  return name === undefined ? {} : { name };
}

function readMatches(reading: Reading | undefined): {
  readonly params: readonly ParamModel[];
  readonly operators: readonly At<string>[];
} {
  const params: ParamModel[] = [];
  const operators: At<string>[] = [];
  if (reading === undefined) return { params, operators };
  for (const entry of readObject(reading, [], false)?.object.entries ?? []) {
    const match = inside(reading, entry.key, entry.value);
    const fields = readObject(match, ["param", "operator"], true);
    const operator = readOperator(match, fields?.get("operator"));
    if (operator !== undefined) operators.push(operator);
    const given = fields?.get("param");
    if (given === undefined) {
      match.reporter.report("missingKey", placeOf(match), { where: `The match of "${entry.key}"`, key: "param" });
      continue;
    }
    const param = readParam(given, entry.key, "match", keyPlace(reading, entry));
    if (param !== undefined) params.push(checkSignalType(given, param));
  }
  const ranges = operators.filter((one) => one.value !== "=");
  if (ranges.length > 1) reading.reporter.report("twoRanges", placeOf(reading), {});
  return { params, operators };
}

function readOperator(match: Reading, reading: Reading | undefined): At<string> | undefined {
  const operator = readText(reading);
  if (reading === undefined) {
    match.reporter.report("missingKey", placeOf(match), { where: match.what, key: "operator" });
  } else if (operator !== undefined && !OPERATORS.includes(operator.value)) {
    reading.reporter.report("badOperator", placeOf(reading), { found: operator.value });
  }
  return operator;
}

function checkSignalType(reading: Reading, param: ParamModel): ParamModel {
  if (param.type !== undefined && param.type !== "STRING" && param.type !== "LONG") {
    const place = param.typeNode === undefined ? placeOf(reading) : { ...param.typeNode, pointer: reading.pointer };
    reading.reporter.report("signalType", place, { name: param.name, found: param.type });
  }
  return param;
}

/** Reads the signals a step announces. */
export function readEmits(reading: Reading | undefined): readonly SignalModel[] {
  return readSignalList(reading).map((item) => {
    const fields = readObject(item, ["name", "params", "payload"], true);
    const name = readName(item, fields?.get("name"));
    const params = readParams(fields?.get("params"));
    if (fields?.raw("params")?.value.kind === "null") reportNull(fields, "params");
    for (const param of params) checkSignalType(item, param);
    const payload = readParams(fields?.get("payload"));
    reportLost(item, name.name?.value ?? "", params, payload);
    return { ...name, pointer: item.pointer, node: item.node, params, payload, operators: [] };
  });
}

function reportLost(
  item: Reading,
  signal: string,
  params: readonly ParamModel[],
  payload: readonly ParamModel[],
): void {
  const { reporter } = item;
  const first = payload[0];
  if (first !== undefined) reporter.report("payloadDropped", first.spot, { name: signal });
  for (const param of [...params, ...payload]) {
    if (param.name === "name") reporter.report("nameOverwritten", param.spot, {});
  }
  for (const param of payload) {
    if (params.some((other) => other.name === param.name)) {
      reporter.report("payloadHidden", param.spot, { key: param.name });
    }
  }
}

const MOST_SIGNALS = 8;

/** Reads a trigger by signals. */
export function readSignalTrigger(reading: Reading): SignalTriggerModel {
  const fields = readObject(reading, ["definitions", "params", "condition", "dedup_expr"], true);
  const definitions = fields?.get("definitions");
  const entries = definitions === undefined ? [] : (readObject(definitions, [], false)?.object.entries ?? []);
  if (entries.length === 0) reading.reporter.report("noSignals", placeOf(reading), { where: "A signal trigger" });
  const signals = entries.map((entry) =>
    readDefinition(inside(definitions ?? reading, entry.key, entry.value), entry.key, {
      ...keyPlace(definitions ?? reading, entry),
    }),
  );
  if (signals.length > MOST_SIGNALS) {
    reading.reporter.report("tooManySignals", placeOf(reading), { found: signals.length });
  }
  checkJoinKeys(reading, signals);
  const condition = readExpression(fields?.get("condition"));
  const dedup = readExpression(fields?.get("dedup_expr"));
  return {
    pointer: reading.pointer,
    node: reading.node,
    signals,
    params: readParams(fields?.get("params")),
    ...(condition !== undefined && { condition }),
    ...(dedup !== undefined && { dedup }),
  };
}

type TriggerSignal = SignalTriggerModel["signals"][number];

function readDefinition(reading: Reading, name: string, spot: TriggerSignal["spot"]): TriggerSignal {
  const fields = readObject(reading, ["match_params", "join_keys"], true);
  const given = fields?.get("match_params");
  const matches = given === undefined ? [] : (readObject(given, [], false)?.object.entries ?? []);
  const joins = fields?.get("join_keys");
  const joinKeys = joins === undefined ? undefined : readList(joins).map((item) => readText(item)?.value ?? "");
  return {
    name,
    spot,
    matches: matches.map((entry) => readMatch(inside(given ?? reading, entry.key, entry.value), entry.key)),
    ...(joins !== undefined &&
      joinKeys !== undefined && {
        joinKeys: { value: joinKeys, node: joins.node, pointer: joins.pointer },
      }),
  };
}

function readMatch(reading: Reading, name: string): TriggerSignal["matches"][number] {
  const fields = readObject(reading, ["value", "operator"], true);
  const value = fields?.get("value");
  readOperator(reading, fields?.get("operator"));
  if (value === undefined) {
    reading.reporter.report("missingKey", placeOf(reading), { where: `The match of "${name}"`, key: "value" });
  } else if (value.node.kind === "number") {
    checkFree(value);
  } else if (value.node.kind !== "text") {
    reportShape(value, "a text or a whole number");
  }
  return { name, spot: placeOf(reading), ...(value !== undefined && { value: value.node }) };
}

function checkJoinKeys(reading: Reading, signals: readonly TriggerSignal[]): void {
  const expected = signals[0]?.joinKeys?.value.length ?? 0;
  for (const { name, spot, joinKeys, matches } of signals) {
    const found = joinKeys?.value.length ?? 0;
    if (found !== expected) reading.reporter.report("joinKeysDiffer", spot, { signal: name, found, expected });
    for (const key of joinKeys?.value ?? []) {
      if (matches.some((match) => match.name === key)) {
        reading.reporter.report(
          "joinKeyMatched",
          joinKeys === undefined ? spot : { ...joinKeys.node, pointer: joinKeys.pointer },
          {
            key,
            signal: name,
          },
        );
      }
    }
  }
}
