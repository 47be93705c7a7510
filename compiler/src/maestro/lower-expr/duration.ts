import { type DurationValue, decodeValue, type Expr, selString } from "@stave/ir-schema";
import type { Emitter } from "./emitter.js";
import { lowerWhole } from "./lower-node.js";
import { refuse } from "./refuse.js";
import { computed, intText, type SelValue } from "./value.js";

type CallExpr = Extract<Expr, { kind: "call" }>;
type Millis = (args: readonly Expr[], emitter: Emitter) => string;

const NANOS_PER_MILLI = 1_000_000n;
const unitMillis: Readonly<Record<string, number>> = {
  weeks: 604_800_000,
  days: 86_400_000,
  hours: 3_600_000,
  minutes: 60_000,
  seconds: 1000,
  milliseconds: 1,
};

const part = (args: readonly Expr[], position: number): Expr => args[position] ?? refuse("an argument is missing");

const counted =
  (unit: number): Millis =>
  (args, emitter) => {
    const count = lowerWhole(part(args, 0), emitter);
    return count.type === "int"
      ? `(${count.text} * ${unit})`
      : refuse("a fraction of a unit is no whole number of milliseconds");
  };

const both =
  (operator: "+" | "-"): Millis =>
  (args, emitter) =>
    `(${millisOf(part(args, 0), emitter)} ${operator} ${millisOf(part(args, 1), emitter)})`;

const instant = (node: Expr, emitter: Emitter): string =>
  node.kind === "literal" && /\.\d{3}\d*[1-9]/.test(String(node.value))
    ? refuse("its times have milliseconds at most")
    : `new DateTime(${lowerWhole(node, emitter).text}, DateTimeZone.UTC).getMillis()`;

const lengths: Readonly<Record<string, Millis>> = {
  ...Object.fromEntries(Object.entries(unitMillis).map(([name, unit]) => [name, counted(unit)])),
  addDuration: both("+"),
  subtractDuration: both("-"),
  negated: (args, emitter) => `(0 - ${millisOf(part(args, 0), emitter)})`,
  absDuration: (args, emitter) => {
    const length = emitter.name(millisOf(part(args, 0), emitter));
    return `(${length} < 0 ? 0 - ${length} : ${length})`;
  },
  until: (args, emitter) => `(${instant(part(args, 1), emitter)} - ${instant(part(args, 0), emitter)})`,
  scaleDuration: (args, emitter) => {
    const factor = lowerWhole(part(args, 1), emitter);
    if (factor.type !== "int") return refuse("a fraction of a duration is no whole number of milliseconds");
    return `(${millisOf(part(args, 0), emitter)} * ${factor.text})`;
  },
};

/** SEL text of a duration's milliseconds: SEL has no durations of its own. */
export function millisOf(node: Expr, emitter: Emitter): string {
  if (node.kind === "literal") {
    const { nanos } = decodeValue(node.value, "duration") as DurationValue;
    if (nanos % NANOS_PER_MILLI !== 0n) return refuse("its times have milliseconds at most");
    return intText(String(nanos / NANOS_PER_MILLI));
  }
  const lower = node.kind === "call" && Object.hasOwn(lengths, node.fn) ? lengths[node.fn] : undefined;
  return lower === undefined
    ? millisOfText(lowerWhole(node, emitter), emitter)
    : lower((node as CallExpr).args, emitter);
}

const ISO_DURATION =
  "^([+-])?[Pp](?:(\\d+)[Ww])?(?:(\\d+)[Dd])?(?:[Tt](?:(\\d+)[Hh])?(?:(\\d+)[Mm])?(?:(\\d+)(?:[.,](\\d{1,3})0*)?[Ss])?)?$";
/** The units of the pattern's groups from the second on. */
const groupMillis = [604_800_000, 86_400_000, 3_600_000, 60_000, 1000];

/** The milliseconds of an ISO-8601 text; one that is none, or is finer, stops the expression. */
function millisOfText(value: SelValue, emitter: Emitter): string {
  const text = emitter.held(value).text;
  const pattern = emitter.name(selString(ISO_DURATION));
  const group = (digits: string): string => `Long.parseLong(${digits})`;
  const whole = groupMillis.map((unit, at) => `${group(`${text}.replaceAll(${pattern}, "0$${at + 2}")`)} * ${unit}`);
  const fraction = group(`(${text}.replaceAll(${pattern}, "$7") + "000").substring(0, 3)`);
  const size = emitter.name([...whole, fraction].join(" + "));
  return `(${text}.startsWith("-") ? 0 - ${size} : ${size})`;
}

const isoText = (text: string): string =>
  `${text}.toString("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").replaceAll("\\\\.000Z$", "Z").replaceAll("(\\\\.\\\\d*?)0+Z$", "$1Z")`;

const moved =
  (operator: "+" | "-") =>
  ({ args }: CallExpr, emitter: Emitter): SelValue => {
    const millis = `${instant(part(args, 0), emitter)} ${operator} ${millisOf(part(args, 1), emitter)}`;
    return computed(isoText(`new DateTime(${millis}, DateTimeZone.UTC)`), "timestamp");
  };

function total({ args }: CallExpr, emitter: Emitter): SelValue {
  const unit = part(args, 1);
  const millis = unit.kind === "literal" ? unitMillis[String(unit.value)] : undefined;
  if (millis === undefined) return refuse("the unit of `total` must be a literal");
  return computed(`(${millisOf(part(args, 0), emitter)} / ${millis}.0)`, "float");
}

/** Functions that take durations and give something else. */
export const durationCalls: Readonly<Record<string, (node: CallExpr, emitter: Emitter) => SelValue>> = {
  addDuration: moved("+"),
  subtractDuration: moved("-"),
  total,
  divideDurations: ({ args }, emitter) =>
    computed(`(${millisOf(part(args, 0), emitter)} * 1.0 / ${millisOf(part(args, 1), emitter)})`, "float"),
  compare: ({ args }, emitter) => {
    const [a, b] = [0, 1].map((position) => emitter.name(millisOf(part(args, position), emitter)));
    return computed(`(${a} < ${b} ? -1 : (${a} > ${b} ? 1 : 0))`, "int");
  },
};

/** A comparison of two durations. */
export function compareDurations(operator: string, left: Expr, right: Expr, emitter: Emitter): SelValue {
  return computed(`(${millisOf(left, emitter)} ${operator} ${millisOf(right, emitter)})`, "bool");
}
