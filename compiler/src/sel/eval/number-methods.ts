import { parseDouble } from "../java/double-parse.js";
import { doubleText } from "../java/double-text.js";
import { Failure, illegal, quoted } from "../java/failure.js";
import { LONG_MAX, LONG_MIN, type Long, parseLong, toLong } from "../java/long.js";
import { power } from "../java/power.js";
import { longBox, notNull, nullAccess, stringBox } from "./argument.js";
import { type Box, type DoubleBox, isOpaque, type LongBox, type OpaqueBox } from "./box.js";
import type { Machine } from "./machine.js";
import { at, type Method, type Methods, methodMap } from "./method.js";

/** `Long.parseLong`, where null is no number. */
export function longOfText(text: string | null): Long {
  const value = text === null ? undefined : parseLong(text);
  return value ?? illegal(`${quoted(text)} is not a 64-bit integer`);
}

/** `Double.parseDouble`, where null is a null access. */
export function doubleOfText(text: string | null): number {
  const value = parseDouble(notNull(text, "the text of the number"));
  return value ?? illegal(`${quoted(text)} is not a number`);
}

/** Java's `(long) value`: cut toward zero, stopped at the ends, 0 for NaN. */
function longOfDouble(value: number): Long {
  if (Number.isNaN(value)) return 0;
  if (value >= 2 ** 63) return LONG_MAX;
  return value <= -(2 ** 63) ? LONG_MIN : toLong(BigInt(Math.trunc(value)));
}

function unknown(method: string, type: string, given: Box): never {
  throw new Failure("unknown_function", `${type} has no method ${method} that takes ${given.type}`);
}

export const LONG_METHODS: Methods<LongBox> = methodMap<LongBox>({
  "toString/0": (machine, { value }) => machine.text(String(value)),
  "toString/1": (machine, _receiver, args) => machine.text(String(longBox(at(args, 0)).value)),
  "valueOf/1": (machine, _receiver, args) => {
    const arg = at(args, 0);
    if (arg.type === "LONG") return machine.long(arg.value);
    return arg.type === "STRING" ? machine.long(longOfText(arg.value)) : unknown("valueOf", "LONG", arg);
  },
  "parseLong/1": (machine, _receiver, args) => machine.long(longOfText(stringBox(at(args, 0)).value)),
  "intValue/0": (machine, { value }) => machine.long(value),
});

const toLongBox: Method<DoubleBox> = (machine, { value }) => machine.long(longOfDouble(value));

export const DOUBLE_METHODS: Methods<DoubleBox> = methodMap<DoubleBox>({
  "toString/0": (machine, { value }) => machine.text(doubleText(value)),
  "toString/1": (machine, _receiver, args) => {
    const arg = at(args, 0);
    if (arg.type === "NULL") nullAccess("null was given where DOUBLE is expected");
    if (arg.type !== "DOUBLE") throw new Failure("type_error", `${arg.type} was given where DOUBLE is expected`);
    return machine.text(doubleText(arg.value));
  },
  "valueOf/1": (machine, _receiver, args) => {
    const arg = at(args, 0);
    if (arg.type === "DOUBLE") return machine.double(arg.value);
    return arg.type === "STRING" ? machine.double(doubleOfText(arg.value)) : unknown("valueOf", "DOUBLE", arg);
  },
  "parseDouble/1": (machine, _receiver, args) => machine.double(doubleOfText(stringBox(at(args, 0)).value)),
  "intValue/0": toLongBox,
  "longValue/0": toLongBox,
});

function powOperand(box: Box): number {
  if (box.type === "LONG" || box.type === "DOUBLE") return Number(box.value);
  if (box.value === null && !isOpaque(box)) return nullAccess("null was given where a number is expected");
  throw new Failure("type_error", `${box.type} was given where a number is expected`);
}

function extreme(pick: (left: Long, right: Long) => boolean): Method<OpaqueBox> {
  return (machine: Machine, _receiver, args) => {
    const [left, right] = [longBox(at(args, 0)).value, longBox(at(args, 1)).value];
    return machine.long(pick(left, right) ? left : right);
  };
}

export const MATH_METHODS: Methods<OpaqueBox> = methodMap<OpaqueBox>({
  "min/2": extreme((left, right) => left <= right),
  "max/2": extreme((left, right) => left >= right),
  "pow/2": (machine, _receiver, args) => {
    const [base, exponent] = [powOperand(at(args, 0)), powOperand(at(args, 1))];
    machine.charge(50);
    return machine.double(power(base, exponent));
  },
  "random/0": (machine) => machine.double(machine.random()),
});
