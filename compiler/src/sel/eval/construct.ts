import { parseIsoDate } from "../java/date-iso.js";
import { type DateTime, dateTime, dateTimeOf } from "../java/date-time.js";
import { Failure, illegal } from "../java/failure.js";
import { toInt32 } from "../java/long.js";
import type { Zone } from "../java/zone.js";
import { UTC } from "../java/zone-id.js";
import type { SelType } from "../types.js";
import { longBox, zoneOf } from "./argument.js";
import { type Box, isOpaque, newBoxMap } from "./box.js";
import { currentDate } from "./date-methods.js";
import type { Machine } from "./machine.js";
import { at } from "./method.js";
import { doubleOfText, longOfText } from "./number-methods.js";

function wrongArguments(type: string, args: readonly Box[]): never {
  return illegal(`new ${type}(${args.map((arg) => arg.type).join(", ")}) is not a form of this constructor`);
}

function newString(machine: Machine, args: readonly Box[]): Box {
  const [arg] = args;
  if (arg === undefined) return machine.text("");
  if (args.length === 1 && arg.type === "STRING") return machine.text(arg.value);
  return args.length === 1 && arg.type === "LONG" ? machine.text(String(arg.value)) : wrongArguments("String", args);
}

function newLong(machine: Machine, args: readonly Box[]): Box {
  const [arg] = args;
  if (args.length !== 1 || arg === undefined) return wrongArguments("Long", args);
  if (arg.type === "LONG") return machine.long(arg.value);
  return arg.type === "STRING" ? machine.long(longOfText(arg.value)) : wrongArguments("Long", args);
}

function newDouble(machine: Machine, args: readonly Box[]): Box {
  const [arg] = args;
  if (args.length !== 1 || arg === undefined) return wrongArguments("Double", args);
  if (arg.type === "DOUBLE") return machine.double(arg.value);
  return arg.type === "STRING" ? machine.double(doubleOfText(arg.value)) : wrongArguments("Double", args);
}

function newBoolean(machine: Machine, args: readonly Box[]): Box {
  const [arg] = args;
  if (args.length !== 1 || arg === undefined) return wrongArguments("Boolean", args);
  if (arg.type === "BOOLEAN") return machine.boolean(arg.value);
  const { type, value } = arg;
  return type === "STRING" ? machine.boolean(value?.toLowerCase() === "true") : wrongArguments("Boolean", args);
}

function newMap(machine: Machine, args: readonly Box[]): Box {
  if (args.length > 0) wrongArguments("Map", args);
  machine.count(0);
  return { type: "MAP", value: newBoxMap() };
}

/** A date out of a number, a text or a date; anything unset is the present. */
function dateFrom(machine: Machine, box: Box, zone: Zone | undefined): DateTime {
  if (isOpaque(box)) throw new Failure("type_error", `${box.type} is not a date`);
  if (box.value === null) return dateTime(machine.now(), zone ?? UTC);
  switch (box.type) {
    case "LONG":
      return dateTime(box.value, zone ?? UTC);
    case "STRING":
      machine.charge(box.value.length);
      return dateTime(parseIsoDate(box.value, zone ?? UTC), zone ?? UTC);
    case "DATETIME":
      return zone === undefined ? box.value : dateTime(box.value.millis, zone);
    default:
      return illegal(`${box.type} is not a date`);
  }
}

function newDateTime(machine: Machine, args: readonly Box[]): DateTime {
  switch (args.length) {
    case 0:
      return currentDate(machine);
    case 1:
      return dateFrom(machine, at(args, 0), undefined);
    case 2: {
      if (isOpaque(at(args, 0))) throw new Failure("type_error", `${at(args, 0).type} is not a date`);
      return dateFrom(machine, at(args, 0), zoneOf(at(args, 1)) ?? UTC);
    }
    case 8: {
      const values = args.slice(0, 7).map((arg) => toInt32(longBox(arg).value));
      return dateTimeOf(values, zoneOf(at(args, 7)) ?? UTC);
    }
    default:
      return wrongArguments("DateTime", args);
  }
}

/** `new T(…)`; the type is known, but not every type can be made. */
export function construct(machine: Machine, type: SelType, args: readonly Box[]): Box {
  switch (type) {
    case "STRING":
      return newString(machine, args);
    case "LONG":
      return newLong(machine, args);
    case "DOUBLE":
      return newDouble(machine, args);
    case "BOOLEAN":
      return newBoolean(machine, args);
    case "MAP":
      return newMap(machine, args);
    case "DATETIME": {
      const value = newDateTime(machine, args);
      machine.count(0);
      return { type, value };
    }
    default:
      throw new Failure("unknown_function", `${type} has no constructor`);
  }
}
