import type { Expr } from "@stave/ir-schema";
import type { CallExpression, Expression, MemberExpression, NewExpression, Node, ObjectExpression } from "acorn";
import { bindOnce } from "./bind-once.js";
import { call, int, op, text } from "./build.js";
import { type Binding, isPath, type LambdaContext, type Lowered } from "./context.js";
import type { LowerGlobal } from "./global-functions.js";
import { lowerAll, lowerExpression, lowerValue } from "./lower-expression.js";
import { globalName } from "./lower-member.js";
import type { LowerMethod } from "./lower-method.js";

type Scope = Binding | undefined;

function refuseOptions(options: Node, context: LambdaContext): undefined {
  const isMonths = /months?["']/.test(context.source(options));
  const rewrite = isMonths ? "Use `fn.monthsBetween(a, b)`." : "Leave the options out.";
  return context.unsupported(options, "options of Temporal", rewrite);
}

const library =
  (fn: string, count: number): LowerGlobal =>
  (node, scope, context) => {
    const args = node.arguments as Expression[];
    const extra = args[count];
    if (extra !== undefined) return refuseOptions(extra, context);
    const lowered = args.some((arg) => (arg as { type: string }).type === "SpreadElement")
      ? context.unsupported(node, "a spread argument here", "Pass the values one by one.")
      : lowerAll(args, scope, context);
    return lowered && call(fn, ...lowered);
  };

const temporalTexts: readonly (readonly [RegExp, string])[] = [
  [/^\d{4}-\d\d-\d\d$/, "date"],
  [/^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:\d\d)$/, "timestamp"],
  [/^-?P\d|^-?PT\d/, "duration"],
];

/** An argument that Temporal also takes as text, `day.until("2026-01-31")`. */
export function temporalArgument(arg: Expr, node: Expression, context: LambdaContext): Expr {
  if (arg.kind !== "literal" || typeof arg.value !== "string") return arg;
  const { value } = arg;
  const fn = temporalTexts.find(([pattern]) => pattern.test(value))?.[1];
  return fn === undefined ? arg : context.at(node, call(fn, arg));
}

const compare: LowerGlobal = (node, scope, context) => {
  const lowered = library("compare", 2)(node, scope, context);
  if (lowered?.kind !== "call") return lowered;
  return call(
    "compare",
    ...lowered.args.map((arg, at) => temporalArgument(arg, node.arguments[at] as Expression, context)),
  );
};

const fromText =
  (fn: string, rewrite: string): LowerGlobal =>
  (node, scope, context) => {
    const [arg] = node.arguments;
    if (arg?.type === "ObjectExpression") {
      if (fn === "duration") return lowerUnits(arg, scope, context);
      return fn === "date"
        ? lowerDateFields(arg, scope, context)
        : context.unsupported(node, "`from` with fields", rewrite);
    }
    return library(fn, 1)(node, scope, context);
  };

/** Functions of `Temporal` that expressions know. */
export const temporalFunctions: Readonly<Record<string, LowerGlobal>> = {
  "Temporal.PlainDate.from": fromText("date", "Write `new Temporal.PlainDate(year, month, day)`."),
  "Temporal.Instant.from": fromText("timestamp", "Write the ISO text."),
  "Temporal.Duration.from": fromText("duration", "Write the ISO text."),
  "Temporal.PlainDate.compare": compare,
  "Temporal.Instant.compare": compare,
  "Temporal.Duration.compare": compare,
  "Temporal.Instant.fromEpochMilliseconds": library("fromEpochMilliseconds", 1),
};

const classRewrites: Readonly<Record<string, string>> = {
  Date: "Dates are `Temporal.PlainDate`; the clock is `run.startTime`.",
  Set: "Spread it at once: `[...new Set(xs)]`; or use `xs.includes(x)`.",
  Map: "Use an object: `{ [key]: value }` or `Object.fromEntries(pairs)`.",
  Array: "Write `Array(n).fill(value)` or `Array.from({ length: n }, (_, i) => i)`.",
  RegExp: "Use `includes`, `startsWith`, `split` or `replaceAll` with plain texts.",
  "Temporal.Instant": "Write `Temporal.Instant.from(text)`.",
  "Temporal.Duration": "Write `Temporal.Duration.from({ hours: 1 })`.",
};

/** `new Temporal.PlainDate(y, m, d)`; no other class has instances in expressions. */
export function lowerNew(node: NewExpression, scope: Scope, context: LambdaContext): Lowered {
  const name = context.source(node.callee);
  if (name === "Temporal.PlainDate" && globalName((node.callee as MemberExpression).object as Expression, scope)) {
    return library("dateOf", 3)({ ...node, type: "CallExpression", optional: false } as CallExpression, scope, context);
  }
  const rewrite = Object.hasOwn(classRewrites, name)
    ? (classRewrites[name] as string)
    : "Use plain values and literals.";
  return context.unsupported(node, `\`new ${name}\``, rewrite);
}

const timeUnits: Readonly<Record<string, string>> = {
  days: "days",
  hours: "hours",
  minutes: "minutes",
  seconds: "seconds",
  milliseconds: "milliseconds",
};

type Units = ReadonlyMap<string, Expr>;

function readUnits(node: ObjectExpression, scope: Scope, context: LambdaContext): Units | undefined {
  const units = new Map<string, Expr>();
  for (const part of node.properties) {
    if (part.type !== "Property" || part.computed || part.key.type !== "Identifier") {
      return context.unsupported(part, "this part of a duration", "Write plain units: `{ days: 1 }`.");
    }
    const amount = lowerValue(part.value, scope, context);
    if (amount === undefined) return undefined;
    units.set(part.key.name, amount);
  }
  return units;
}

function lowerUnits(node: ObjectExpression, scope: Scope, context: LambdaContext): Lowered {
  const units = readUnits(node, scope, context);
  if (units === undefined) return undefined;
  const parts: Expr[] = [];
  for (const [unit, amount] of units) {
    const fn = Object.hasOwn(timeUnits, unit) ? timeUnits[unit] : undefined;
    if (fn === undefined) {
      const known = Object.keys(timeUnits).join(", ");
      return context.unsupported(node, `the unit \`${unit}\` here`, `A duration has ${known}; add months to a date.`);
    }
    parts.push(context.at(node, call(fn, amount)));
  }
  const [first, ...rest] = parts;
  if (first === undefined) return context.unsupported(node, "an empty duration", "Name a unit: `{ hours: 1 }`.");
  return rest.reduce((sum, part) => context.at(node, call("addDuration", sum, part)), first);
}

const calendarUnits = new Set(["years", "months", "weeks", "days"]);

/** `date.add({ months: 1 })` moves by the calendar, `instant.add({ hours: 1 })` by the clock. */
const shift =
  (sign: 1 | -1): LowerMethod =>
  (node, of, scope, context) => {
    const [arg, options] = node.arguments;
    if (arg === undefined || arg.type === "SpreadElement") {
      return context.unsupported(node, "`add` without units", "Name the units: `{ days: 1 }`.");
    }
    if (options !== undefined) return context.unsupported(options, "options of `add`", "Leave the options out.");
    if (arg.type !== "ObjectExpression") {
      const length = lowerExpression(arg, scope, context);
      return length && call(sign > 0 ? "addDuration" : "subtractDuration", of, length);
    }
    const units = readUnits(arg, scope, context);
    if (units === undefined) return undefined;
    if (units.size > 1 && !haveOneSign(units)) {
      return context.unsupported(
        arg,
        "several computed units at once",
        "Chain them: `.add({ months: n }).add({ days: 1 })`.",
      );
    }
    if ([...units.keys()].every((unit) => calendarUnits.has(unit))) return shiftDate(arg, of, units, sign, context);
    const length = lowerUnits(arg, scope, context);
    return length && call(sign > 0 ? "addDuration" : "subtractDuration", of, length);
  };

/** JavaScript throws where the signs of the units differ, so they must be known to agree. */
function haveOneSign(units: Units): boolean {
  const amounts = [...units.values()].map((amount) => (amount.kind === "literal" ? Number(amount.value) : Number.NaN));
  return amounts.every((amount) => amount >= 0) || amounts.every((amount) => amount <= 0);
}

function shiftDate(node: ObjectExpression, of: Expr, units: Units, sign: 1 | -1, context: LambdaContext): Expr {
  const months = scaledSum(node, [units.get("years"), 12], [units.get("months"), 1], sign, context);
  const days = scaledSum(node, [units.get("weeks"), 7], [units.get("days"), 1], sign, context);
  const moved = months ? context.at(node, call("addMonths", of, months)) : of;
  return days ? call("addDays", moved, days) : moved;
}

type Scaled = readonly [amount: Expr | undefined, factor: number];

function scaledSum(
  node: ObjectExpression,
  a: Scaled,
  b: Scaled,
  sign: 1 | -1,
  context: LambdaContext,
): Expr | undefined {
  const terms = [a, b].flatMap(([amount, factor]) => {
    if (amount === undefined) return [];
    return [times(node, amount, factor * sign, context)];
  });
  const [first, second] = terms;
  return first && second ? context.at(node, op("+", first, second)) : first;
}

function times(node: ObjectExpression, amount: Expr, factor: number, context: LambdaContext): Expr {
  if (factor === 1) return amount;
  if (amount.kind === "literal" && typeof amount.value === "number") {
    return context.at(node, { ...amount, value: amount.value * factor });
  }
  return context.at(node, op("*", amount, context.at(node, int(factor))));
}

const plain =
  (fn: string, count: number, isSwapped = false): LowerMethod =>
  (node, of, scope, context) => {
    const extra = node.arguments[count];
    if (extra !== undefined) return refuseOptions(extra, context);
    const nodes = node.arguments as Expression[];
    const args = lowerAll(nodes, scope, context)?.map((arg, at) =>
      temporalArgument(arg, nodes[at] as Expression, context),
    );
    if (args === undefined) return undefined;
    return isSwapped ? call(fn, ...args, of) : call(fn, of, ...args);
  };

/** `total("hours")` and `total({ unit: "hours" })`. */
const total: LowerMethod = (node, of, scope, context) => {
  const [arg] = node.arguments;
  const [option] = arg?.type === "ObjectExpression" ? arg.properties : [];
  const value =
    option?.type === "Property" && context.source(option.key) === "unit" ? option.value : (arg as Expression);
  if (value === undefined) return context.unsupported(node, "`total` without a unit", 'Write `total("hours")`.');
  const unit = lowerValue(value, scope, context);
  if (unit?.kind !== "literal") return unit && call("total", of, unit);
  const plural = String(unit.value).replace(/([^s])$/, "$1s");
  if (plural === "weeks") return context.unsupported(node, "a total of weeks", 'Divide: `d.total("days") / 7`.');
  if (!Object.hasOwn(timeUnits, plural)) {
    const known = Object.keys(timeUnits).join(", ");
    return context.unsupported(arg ?? node, `a total of ${plural}`, `A duration has ${known}.`);
  }
  return call("total", of, context.at(arg ?? node, text(plural)));
};

const dateParts = ["year", "month", "day"] as const;
const withPart = { year: "withYear", month: "withMonth", day: "withDay" } as const;

function readDateParts(node: ObjectExpression, scope: Scope, context: LambdaContext): Units | undefined {
  const units = readUnits(node, scope, context);
  const strange = units && [...units.keys()].find((name) => !Object.hasOwn(withPart, name));
  if (strange === undefined) return units;
  return context.unsupported(node, `the field \`${strange}\` here`, "A date has year, month and day.");
}

/** The date with some parts changed, each cut to what there is; the day is cut last, so that it is not cut twice. */
function withParts(of: Expr, parts: Units, node: Expression, context: LambdaContext): Expr {
  const given = dateParts.filter((part) => parts.has(part));
  const keepsDay = !parts.has("day") && given.length > 1;
  const start = keepsDay ? context.at(node, call("withDay", of, context.at(node, int(1)))) : of;
  const changed = given.reduce(
    (date, part) => context.at(node, call(withPart[part], date, parts.get(part) as Expr)),
    start,
  );
  return keepsDay ? call("withDay", changed, context.at(node, call("day", of))) : changed;
}

/** `date.with({ month: 1, day: 1 })`. */
const withFields: LowerMethod = (node, of, scope, context) => {
  const [arg, extra] = node.arguments;
  if (arg?.type !== "ObjectExpression" || extra !== undefined) {
    const rewrite =
      "On a date write the fields: `.with({ day: 1 })`; on a list use `map((x, i) => (i === n ? value : x))`.";
    return context.unsupported(node, "`with` of this", rewrite);
  }
  const parts = readDateParts(arg, scope, context);
  if (parts === undefined) return undefined;
  if (parts.size === 0) return context.unsupported(arg, "`with` of no field", "Name a field: `.with({ day: 1 })`.");
  return isPath(of)
    ? withParts(of, parts, node, context)
    : bindOnce(of, (date) => withParts(date, parts, node, context), context);
};

/** `Temporal.PlainDate.from({ year, month, day })`, which cuts the month and the day to what there is. */
function lowerDateFields(node: ObjectExpression, scope: Scope, context: LambdaContext): Lowered {
  const parts = readDateParts(node, scope, context);
  if (parts === undefined) return undefined;
  const year = parts.get("year");
  if (year === undefined || parts.size < dateParts.length) {
    return context.unsupported(node, "a date without year, month or day", "Give all three.");
  }
  const start = context.at(node, call("dateOf", year, context.at(node, int(1)), context.at(node, int(1))));
  return withParts(start, new Map([...parts].filter(([part]) => part !== "year")), node, context);
}

/** Methods of Temporal values that expressions know. */
export const temporalMethods: Readonly<Record<string, LowerMethod>> = {
  add: shift(1),
  subtract: shift(-1),
  until: plain("until", 1),
  since: plain("until", 1, true),
  equals: plain("equals", 1),
  total,
  negated: plain("negated", 0),
  abs: plain("absDuration", 0),
  with: withFields,
};
