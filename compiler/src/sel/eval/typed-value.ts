import { doubleText } from "../java/double-text.js";
import { Failure, illegal } from "../java/failure.js";
import { type Long, toLong } from "../java/long.js";
import { ELEMENT_OF, type SelType } from "../types.js";
import { type Box, NULL, newBoxMap, type ScalarBox } from "./box.js";
import type { Machine } from "./machine.js";
import { OutputBudget } from "./output-budget.js";

/** A value as the conformance cases write it: LONG and DOUBLE are decimal text, MAP holds typed values. */
export interface TypedValue {
  readonly type: SelType | "STRING_MAP";
  readonly value: unknown;
}

type TypedRecord = Readonly<Record<string, TypedValue>>;

/** The data behind the functions of `params`. */
export interface SelExtension {
  readonly steps?: Readonly<Record<string, TypedRecord>>;
  readonly step?: TypedRecord;
  readonly signals?: Readonly<Record<string, TypedRecord>>;
  readonly signalInitiator?: TypedRecord;
  readonly signalDependencies?: Readonly<Record<string, TypedRecord>>;
  readonly foreach?: Readonly<Record<string, Readonly<Record<string, TypedRecord>>>>;
  readonly subworkflows?: Readonly<Record<string, Readonly<Record<string, TypedRecord>>>>;
  readonly instance?: TypedRecord;
  readonly nextUniqueId?: TypedValue;
  readonly environment?: TypedValue;
}

const SAFE_DIGITS = 15;

function readLong(value: unknown): Long {
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  const text = typeof value === "string" ? value : String(value);
  return text.length <= SAFE_DIGITS ? Number(text) : toLong(BigInt(text));
}

function readScalar(type: SelType, value: unknown, machine: Machine): ScalarBox {
  switch (type) {
    case "STRING":
      return machine.text(value === null ? null : String(value));
    case "LONG":
      return machine.long(readLong(value));
    case "DOUBLE":
      return machine.double(Number(value));
    default:
      return machine.boolean(value === true);
  }
}

function readMap(value: unknown, machine: Machine, entry: (value: unknown) => TypedValue): Box {
  const map = newBoxMap();
  machine.count(0);
  const items = value as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(items)) {
    const box = readValue(entry(items[key]), machine);
    if (box.type === "NULL") illegal(`the map entry ${key} is null, which an expression cannot read`);
    map.put(machine.text(key), box);
  }
  return { type: "MAP", value: map };
}

/** Makes the box of a param; arrays and maps are copies. */
export function readValue({ type, value }: TypedValue, machine: Machine): Box {
  if (value === null) return NULL;
  switch (type) {
    case "STRING":
    case "LONG":
    case "DOUBLE":
    case "BOOLEAN":
      return readScalar(type, value, machine);
    case "STRING_ARRAY":
    case "LONG_ARRAY":
    case "DOUBLE_ARRAY":
    case "BOOLEAN_ARRAY": {
      const element = ELEMENT_OF[type] as SelType;
      const elements = (value as readonly unknown[]).map((item) => readScalar(element, item, machine));
      machine.count(0);
      return { type, value: elements };
    }
    case "MAP":
      return readMap(value, machine, (item) => item as TypedValue);
    case "STRING_MAP":
      return readMap(value, machine, (item) => ({ type: "STRING", value: item }));
    default:
      throw new Failure("type_error", `a param cannot have the type ${type}`);
  }
}

/** A result, and whether it cannot become the value of a param. */
export interface WrittenValue extends TypedValue {
  readonly type: SelType;
  readonly notAParamValue: boolean;
}

const scalar = (box: ScalarBox): unknown =>
  box.type === "LONG" ? String(box.value) : box.type === "DOUBLE" ? doubleNotation(box.value) : box.value;

/** A notation that JavaScript's `Number` reads back to the same double. */
function doubleNotation(value: number): string {
  return Number.isFinite(value) ? doubleText(value) : String(value);
}

function writeMap(box: Box & { type: "MAP" }, budget: OutputBudget): WrittenValue {
  if (box.value === null) return { type: "MAP", value: null, notAParamValue: false };
  const map = [...box.value];
  budget.take(map.length * 200);
  let notAParamValue = false;
  const entries = budget.inside(() =>
    map.map(([key, item]): [string, TypedValue] => {
      const written = writeValue(item, budget);
      notAParamValue ||= written.notAParamValue;
      return [String(key.value), { type: written.type, value: written.value }];
    }),
  );
  return { type: "MAP", value: Object.fromEntries(entries), notAParamValue };
}

/** Writes a result in the notation of the conformance cases. */
export function writeValue(box: Box, budget?: OutputBudget): WrittenValue {
  switch (box.type) {
    case "STRING":
    case "LONG":
    case "DOUBLE":
    case "BOOLEAN":
      return { type: box.type, value: scalar(box), notAParamValue: false };
    case "MAP":
      return writeMap(box, budget ?? new OutputBudget());
    case "STRING_ARRAY":
    case "LONG_ARRAY":
    case "DOUBLE_ARRAY":
    case "BOOLEAN_ARRAY":
      return { type: box.type, value: box.value.map(scalar), notAParamValue: false };
    default:
      return { type: box.type, value: writeOther(box), notAParamValue: true };
  }
}

function writeOther(box: Box): unknown {
  if (box.value === null) return null;
  switch (box.type) {
    case "ERROR":
      return box.value;
    case "DATETIME":
      return { millis: String(box.value.millis), zone: box.value.zone.id };
    case "DATETIME_ZONE":
      return box.value.id;
    case "DATETIME_DAYS":
      return String(box.value);
    case "DATETIME_PROPERTY": {
      const { field, date } = box.value;
      return { field, millis: String(date.millis), zone: date.zone.id };
    }
    default:
      return null;
  }
}
