import { type Expr, nameCall } from "@stave/ir-schema";
import type { CallExpression, Expression, Identifier, MemberExpression } from "acorn";
import { call, field } from "./build.js";
import type { Binding, LambdaContext, Lowered } from "./context.js";
import { lowerAll } from "./lower-expression.js";
import type { LowerMethod } from "./lower-method.js";
import { temporalArgument } from "./lower-temporal.js";

type Scope = Binding | undefined;

const clockFields = new Set(["hour", "minute", "second"]);
const dateFields = new Set(["year", "month", "day", "dayOfWeek", "dayOfYear", "daysInMonth", "inLeapYear"]);

/** `instant.toZonedDateTimeISO(zone)`: it has no type of its own, only its parts have. */
export const lowerToZoned: LowerMethod = (node, of, scope, context) => {
  const [arg] = node.arguments;
  if (arg === undefined || arg.type === "SpreadElement" || node.arguments.length > 1) {
    return context.unsupported(node, "`toZonedDateTimeISO` without one zone", 'Name the zone: `("Europe/Berlin")`.');
  }
  const zone = lowerAll([arg], scope, context)?.[0];
  if (zone === undefined) return undefined;
  const zoned: Expr = { kind: "struct", fields: { instant: of, zone } };
  context.shapes.set(zoned, "zoned");
  return zoned;
};

function partsOf(zoned: Expr): readonly [instant: Expr, zone: Expr] {
  const { instant, zone } = zoned.kind === "struct" ? zoned.fields : {};
  return instant && zone ? [instant, zone] : [field(zoned, "instant"), field(zoned, "zone")];
}

/** `zoned.hour`, `zoned.year`. */
export function lowerZonedField(node: MemberExpression, zoned: Expr, context: LambdaContext): Lowered {
  const name = (node.property as Identifier).name;
  const [instant, zone] = partsOf(zoned);
  if (clockFields.has(name)) return call(name, instant, zone);
  if (name === "epochMilliseconds") return field(instant, name);
  if (dateFields.has(name)) return field(context.at(node.object, call("toDate", instant, zone)), name);
  const known = [...dateFields, ...clockFields].join(", ");
  return context.unsupported(node.property, `\`${name}\` of a zoned date and time`, `It has ${known}.`);
}

const zonedMethods: Readonly<Record<string, (instant: Expr, zone: Expr) => Expr>> = {
  toPlainDate: (instant, zone) => call("toDate", instant, zone),
  toInstant: (instant) => instant,
};

/** `zoned.toPlainDate()`. */
export function lowerZonedMethod(node: CallExpression, zoned: Expr, context: LambdaContext): Lowered {
  const { property } = node.callee as MemberExpression;
  const { name } = property as Identifier;
  const make = Object.hasOwn(zonedMethods, name) ? zonedMethods[name] : undefined;
  if (make !== undefined) return make(...partsOf(zoned));
  const rewrite = "Use `.toPlainDate()` or `.toInstant()` first.";
  return context.unsupported(property, `\`${name}\` of a zoned date and time`, rewrite);
}

/** `date.toZonedDateTime(zone).toInstant()`. */
export function lowerZonedCall(node: CallExpression, scope: Scope, context: LambdaContext): Lowered | "other" {
  const outer = node.callee as MemberExpression;
  const inner = outer.object;
  if (inner.type !== "CallExpression" || inner.callee.type !== "MemberExpression") return "other";
  const name = `${(inner.callee.property as Identifier).name}.${(outer.property as Identifier).name}`;
  const [arg] = inner.arguments;
  if (name !== "toZonedDateTime.toInstant" || arg === undefined || arg.type === "SpreadElement") return "other";
  if (inner.callee.object.type === "Super") return "other";
  const args = lowerAll([inner.callee.object, arg], scope, context);
  return args && call("startOfDay", ...args);
}

/** `a.until(b).days`, which needs both to be understood. */
export function lowerDaysField(node: MemberExpression, scope: Scope, context: LambdaContext): Lowered | "other" {
  const inner = node.object;
  if (inner.type !== "CallExpression" || inner.callee.type !== "MemberExpression" || inner.callee.computed)
    return "other";
  const { object, property } = inner.callee;
  const method = (property as Identifier).name;
  const [arg] = inner.arguments;
  if ((node.property as Identifier).name !== "days" || (method !== "until" && method !== "since")) return "other";
  if (object.type === "Super" || arg === undefined || arg.type === "SpreadElement") return "other";
  return lowerDays(inner, method, object, arg, scope, context);
}

const dayOption = /^\{\s*largestUnit:\s*(["'])(?:day|days|auto)\1\s*,?\s*\}$/;

function lowerDays(
  node: CallExpression,
  method: "until" | "since",
  object: Expression,
  arg: Expression,
  scope: Scope,
  context: LambdaContext,
): Lowered {
  const [, options] = node.arguments;
  if (options !== undefined && !dayOption.test(context.source(options))) {
    return context.unsupported(options, `options of \`${method}\``, `Leave them out: \`${method}(other).days\`.`);
  }
  const [of, other] = lowerAll([object, arg], scope, context) ?? [];
  if (of === undefined || other === undefined) return undefined;
  const until = temporalArgument(other, arg, context);
  const days = method === "until" ? call("daysBetween", of, until) : call("daysBetween", until, of);
  nameCall(days, { name: method, receiver: method === "until" ? 0 : 1 });
  return days;
}
