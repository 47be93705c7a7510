import { Failure } from "../java/failure.js";
import { nullAccess } from "./argument.js";
import { type Box, isArray, type OpaqueBox, type StringBox } from "./box.js";
import { DATE_METHODS, DAYS_METHODS, FORMAT_METHODS, PROPERTY_METHODS, utcZone, ZONE_METHODS } from "./date-methods.js";
import type { Machine } from "./machine.js";
import { MAP_METHODS } from "./map-methods.js";
import { at, type Method, type Methods, methodMap } from "./method.js";
import { DOUBLE_METHODS, LONG_METHODS, MATH_METHODS } from "./number-methods.js";
import { callParams, paramField } from "./params-methods.js";
import { STRING_METHODS, VARIADIC_STRING_METHODS } from "./string-methods.js";
import { toJson, UTIL_METHODS } from "./util-methods.js";

const HEX = "0123456789abcdef";

function randomUuid(machine: Machine): string {
  const pattern = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  return pattern.replace(/x/g, () => HEX[Math.floor(machine.random() * 16)] ?? "0");
}

const UUID_METHODS = methodMap<OpaqueBox>({
  "randomUUID/0": (machine) => {
    machine.count(0);
    return { type: "UUID", value: randomUuid(machine) };
  },
  "toString/0": (machine, { value }) => machine.text(String(value)),
});

const MISC_METHODS = methodMap<OpaqueBox>({
  "currentTimeMillis/0": (machine) => machine.long(Math.trunc(machine.now())),
  "asList/1": (_machine, _misc, args) => at(args, 0),
});

function unknownMethod(receiver: Box, method: string, count: number): never {
  const args = count === 1 ? "1 argument" : `${count} arguments`;
  throw new Failure("unknown_function", `${receiver.type} has no method ${method} with ${args}`);
}

function methodsOf(type: Box["type"]): Methods<never> | undefined {
  switch (type) {
    case "STRING":
      return STRING_METHODS;
    case "LONG":
      return LONG_METHODS;
    case "DOUBLE":
      return DOUBLE_METHODS;
    case "MAP":
      return MAP_METHODS;
    case "DATETIME":
      return DATE_METHODS;
    case "DATETIME_ZONE":
      return ZONE_METHODS;
    case "DATETIME_FORMATTER":
      return FORMAT_METHODS;
    case "DATETIME_PROPERTY":
      return PROPERTY_METHODS;
    case "DATETIME_DAYS":
      return DAYS_METHODS;
    case "MATH":
      return MATH_METHODS;
    case "UUID":
      return UUID_METHODS;
    case "PRESET_MISC_FUNC_FIELDS":
      return MISC_METHODS;
    case "PRESET_UTIL_FUNCTION":
      return UTIL_METHODS;
    default:
      return undefined;
  }
}

/** Calls a method by its name and the number of arguments alone. */
export function callMember(machine: Machine, receiver: Box, name: string, args: readonly Box[]): Box {
  if (receiver.type === "NULL") nullAccess(`${name} is called on null`);
  if (receiver.type === "PRESET_PARAMS") return callParams(machine, name, args);
  if (receiver.type === "PRESET_UTIL_FUNCTION" && name === "toJson") return toJson(machine, args);
  const method = methodsOf(receiver.type)?.get(name)?.[args.length] as Method<Box> | undefined;
  if (method !== undefined) return method(machine, receiver, args);
  const variadic = receiver.type === "STRING" ? VARIADIC_STRING_METHODS.get(name) : undefined;
  return variadic?.(machine, receiver as StringBox, args) ?? unknownMethod(receiver, name, args.length);
}

export function readField(machine: Machine, receiver: Box, name: string): Box {
  if (receiver.type === "NULL") nullAccess(`the field ${name} of null is read`);
  if (receiver.type === "PRESET_PARAMS") return paramField(machine, name);
  if (isArray(receiver) && name === "length") return machine.long(receiver.value.length);
  if (receiver.type === "DATETIME_ZONE" && name === "UTC") return utcZone(machine);
  if (receiver.type === "PRESET_MISC_FUNC_FIELDS" && name === "SUNDAY") return machine.long(7);
  throw new Failure("unknown_function", `${receiver.type} has no field ${name}`);
}
