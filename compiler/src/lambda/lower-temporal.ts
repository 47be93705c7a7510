import type { Expr } from "@stave/ir-schema";
import type { CallExpression, Expression, Identifier, MemberExpression, NewExpression, ObjectExpression } from "acorn";
import { call, int, op } from "./build.js";
import type { Binding, LambdaContext, Lowered } from "./context.js";
import type { LowerGlobal } from "./global-functions.js";
import { lowerAll, lowerExpression, lowerValue } from "./lower-expression.js";
import { globalName } from "./lower-member.js";
import type { LowerMethod } from "./lower-method.js";

type Scope = Binding | undefined;

const library =
  (fn: string, count: number): LowerGlobal =>
  (node, scope, context) => {
    const args = node.arguments as Expression[];
    const extra = args[count];
    if (extra !== undefined) return context.unsupported(extra, "options of Temporal", "Leave the options out.");
    const lowered = args.some((arg) => (arg as { type: string }).type === "SpreadElement")
      ? context.unsupported(node, "a spread argument here", "Pass the values one by one.")
      : lowerAll(args, scope, context);
    return lowered && call(fn, ...lowered);
  };

const fromText =
  (fn: string, rewrite: string): LowerGlobal =>
  (node, scope, context) => {
    const [arg] = node.arguments;
    if (arg?.type === "ObjectExpression") {
      return fn === "duration"
        ? lowerUnits(arg, scope, context)
        : context.unsupported(node, "`from` with fields", rewrite);
    }
    return library(fn, 1)(node, scope, context);
  };

/** Functions of `Temporal` that expressions know. */
export const temporalFunctions: Readonly<Record<string, LowerGlobal>> = {
  "Temporal.PlainDate.from": fromText("date", "Write `new Temporal.PlainDate(year, month, day)`."),
  "Temporal.Instant.from": fromText("timestamp", "Write the ISO text."),
  "Temporal.Duration.from": fromText("duration", "Write the ISO text."),
  "Temporal.PlainDate.compare": library("compare", 2),
  "Temporal.Instant.compare": library("compare", 2),
  "Temporal.Duration.compare": library("compare", 2),
  "Temporal.Instant.fromEpochMilliseconds": library("fromEpochMilliseconds", 1),
};

/** `new Temporal.PlainDate(y, m, d)`; no other class has instances in expressions. */
export function lowerNew(node: NewExpression, scope: Scope, context: LambdaContext): Lowered {
  const name = context.source(node.callee);
  if (name === "Temporal.PlainDate" && globalName((node.callee as MemberExpression).object as Expression, scope)) {
    return library("dateOf", 3)({ ...node, type: "CallExpression", optional: false } as CallExpression, scope, context);
  }
  const rewrite =
    name === "Date"
      ? "Dates are `Temporal.PlainDate`; the clock is `run.startTime`."
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
    if (extra !== undefined) return context.unsupported(extra, "options of Temporal", "Leave the options out.");
    const args = lowerAll(node.arguments as Expression[], scope, context);
    if (args === undefined) return undefined;
    return isSwapped ? call(fn, ...args, of) : call(fn, of, ...args);
  };

/** `total("hours")` and `total({ unit: "hours" })`. */
const total: LowerMethod = (node, of, scope, context) => {
  const [arg] = node.arguments;
  const [unit] = arg?.type === "ObjectExpression" ? arg.properties : [];
  const value = unit?.type === "Property" && context.source(unit.key) === "unit" ? unit.value : (arg as Expression);
  if (value === undefined) return context.unsupported(node, "`total` without a unit", 'Write `total("hours")`.');
  const lowered = lowerValue(value, scope, context);
  if (lowered?.kind === "literal" && lowered.value === "weeks") {
    return context.unsupported(node, "a total of weeks", 'Divide: `d.total("days") / 7`.');
  }
  return lowered && call("total", of, lowered);
};

const withFields: LowerMethod = (node, of, scope, context) => {
  const [arg] = node.arguments;
  if (arg?.type !== "ObjectExpression" || arg.properties.length !== 1) {
    return context.unsupported(node, "`with` of several fields", "Change one field at a time: `.with({ day: 1 })`.");
  }
  const fields = readUnits(arg, scope, context);
  const [entry] = fields ?? [];
  if (entry === undefined) return undefined;
  const functions: Readonly<Record<string, string>> = { year: "withYear", month: "withMonth", day: "withDay" };
  const fn = Object.hasOwn(functions, entry[0]) ? functions[entry[0]] : undefined;
  if (fn === undefined) return context.unsupported(arg, `\`with({ ${entry[0]} })\``, "A date has year, month and day.");
  return call(fn, of, entry[1]);
};

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

const zonedFields: Readonly<Record<string, string>> = {
  year: "year",
  month: "month",
  day: "day",
  dayOfWeek: "dayOfWeek",
  dayOfYear: "dayOfYear",
  hour: "hour",
  minute: "minute",
  second: "second",
};
const dateFields = new Set(["year", "month", "day", "dayOfWeek", "dayOfYear"]);

/** `instant.toZonedDateTimeISO(zone).hour` and `a.until(b).days`, which need their whole chain to be understood. */
export function lowerZonedField(node: MemberExpression, scope: Scope, context: LambdaContext): Lowered {
  const name = (node.property as Identifier).name;
  const inner = node.object;
  if (inner.type !== "CallExpression" || inner.callee.type !== "MemberExpression" || inner.callee.computed)
    return undefined;
  const { object, property } = inner.callee;
  const method = (property as Identifier).name;
  const [arg] = inner.arguments;
  if (object.type === "Super" || arg === undefined || arg.type === "SpreadElement") return undefined;
  if (name === "days" && (method === "until" || method === "since")) {
    const [of, other] = lowerAll([object, arg], scope, context) ?? [];
    return of && other && (method === "until" ? call("daysBetween", of, other) : call("daysBetween", other, of));
  }
  if (method !== "toZonedDateTimeISO" || !Object.hasOwn(zonedFields, name)) return undefined;
  const [of, zone] = lowerAll([object, arg], scope, context) ?? [];
  if (!of || !zone) return undefined;
  const fn = zonedFields[name] as string;
  return dateFields.has(name) ? call(fn, context.at(inner, call("toDate", of, zone))) : call(fn, of, zone);
}

/** `instant.toZonedDateTimeISO(zone).toPlainDate()` and `date.toZonedDateTime(zone).toInstant()`. */
export function lowerZonedCall(node: CallExpression, scope: Scope, context: LambdaContext): Lowered {
  const outer = node.callee as MemberExpression;
  const inner = outer.object;
  if (inner.type !== "CallExpression" || inner.callee.type !== "MemberExpression") return undefined;
  const name = `${(inner.callee.property as Identifier).name}.${(outer.property as Identifier).name}`;
  const fns: Readonly<Record<string, string>> = {
    "toZonedDateTimeISO.toPlainDate": "toDate",
    "toZonedDateTime.toInstant": "startOfDay",
  };
  const fn = Object.hasOwn(fns, name) ? fns[name] : undefined;
  const [arg] = inner.arguments;
  if (fn === undefined || arg === undefined || arg.type === "SpreadElement" || inner.callee.object.type === "Super") {
    return undefined;
  }
  const args = lowerAll([inner.callee.object, arg], scope, context);
  return args && call(fn, ...args);
}
