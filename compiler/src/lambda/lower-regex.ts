import type { Expr } from "@stave/ir-schema";
import type { CallExpression, Expression, Identifier, Literal, MemberExpression } from "acorn";
import { call, op, text } from "./build.js";
import type { Binding, LambdaContext, Lowered } from "./context.js";
import { lowerAll, lowerExpression } from "./lower-expression.js";

type Scope = Binding | undefined;

interface PlainPattern {
  readonly text: string;
  readonly atStart: boolean;
  readonly atEnd: boolean;
  readonly isGlobal: boolean;
}

const hints: readonly (readonly [RegExp, string])[] = [
  [/i/, "Work on `s.toLowerCase()` with a plain text."],
  [/\\s/, "Use `fn.words(text)`, which splits at white space."],
  [/\\d/, "Use `fn.isDigits(text)` for texts of digits, or `split` and `Number`."],
];

const plainHint = "Use `includes`, `startsWith`, `split` or `replaceAll` with plain texts.";

/** Reports a regular expression that is more than a plain text. */
export function refuseRegex(node: Literal, context: LambdaContext): undefined {
  const { pattern = "", flags = "" } = node.regex ?? {};
  const hint = hints.find(([trait], at) => trait.test(at === 0 ? flags : pattern))?.[1] ?? plainHint;
  return context.unsupported(node, "a regular expression", hint);
}

/** True for the literal of a regular expression. */
export function isRegex(node: { readonly type: string } | undefined): node is Literal {
  return node?.type === "Literal" && (node as Literal).regex !== undefined;
}

/** The text that a pattern without special characters stands for; anchors are kept apart. */
function readPlain(node: Literal): PlainPattern | undefined {
  const { pattern = "", flags = "" } = node.regex ?? {};
  if (/[^gu]/.test(flags)) return undefined;
  const atStart = pattern.startsWith("^");
  const atEnd = /(?<!\\)(?:\\\\)*\$$/.test(pattern);
  const body = pattern.slice(atStart ? 1 : 0, atEnd ? -1 : undefined);
  if (body === "" || !/^(?:[^\\^$.*+?()[\]{}|]|\\[^\w\s])+$/.test(body)) return undefined;
  return { text: body.replace(/\\(.)/g, "$1"), atStart, atEnd, isGlobal: flags.includes("g") };
}

/** `/plain/.test(text)`. */
export function lowerRegexTest(node: CallExpression, scope: Scope, context: LambdaContext): Lowered | "other" {
  const { object, property } = node.callee as MemberExpression;
  const [arg] = node.arguments;
  if (!isRegex(object) || (property as Identifier).name !== "test") return "other";
  const plain = readPlain(object);
  if (plain === undefined || arg === undefined || arg.type === "SpreadElement") return refuseRegex(object, context);
  const of = lowerExpression(arg, scope, context);
  const part = context.at(object, text(plain.text));
  if (of === undefined) return undefined;
  if (plain.atStart && plain.atEnd) return op("==", of, part);
  return call(plain.atStart ? "startsWith" : plain.atEnd ? "endsWith" : "includes", of, part);
}

/** `text.replace(/plain/g, by)` and `text.split(/plain/)`. */
export function lowerRegexMethod(
  node: CallExpression,
  of: Expr,
  scope: Scope,
  context: LambdaContext,
): Lowered | "other" {
  const { name } = (node.callee as MemberExpression).property as Identifier;
  const [pattern, ...others] = node.arguments;
  if (!isRegex(pattern) || !["replace", "replaceAll", "split"].includes(name)) return "other";
  const plain = readPlain(pattern);
  if (plain === undefined || others.some(({ type }) => type === "SpreadElement")) return refuseRegex(pattern, context);
  const rest = lowerAll(others as Expression[], scope, context);
  const fn = functionFor(name, plain, rest?.[0]);
  if (rest === undefined) return undefined;
  if (fn === undefined) return refuseRegex(pattern, context);
  const part = context.at(pattern, text(plain.text));
  return fn.startsWith("remove") ? call(fn, of, part) : call(fn, of, part, ...rest);
}

function functionFor(name: string, plain: PlainPattern, by: Expr | undefined): string | undefined {
  const isAnchored = plain.atStart || plain.atEnd;
  if (name === "split") return isAnchored ? undefined : "split";
  if (name === "replaceAll" && !plain.isGlobal) return undefined;
  if (!isAnchored) return plain.isGlobal ? "replaceAll" : "replace";
  const removes = by?.kind === "literal" && by.value === "" && plain.atStart !== plain.atEnd;
  if (!removes) return undefined;
  return plain.atStart ? "removePrefix" : "removeSuffix";
}
