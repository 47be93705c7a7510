import { findFunction, functionTable, nameCall, nearest } from "@stave/ir-schema";
import type { CallExpression, Expression, Identifier, MemberExpression, SpreadElement } from "acorn";
import { call } from "./build.js";
import { type Binding, type LambdaContext, type Lowered, lookup } from "./context.js";
import { foreignName, importedName } from "./foreign-text.js";
import { findGlobal, globalNames, refusedGlobals } from "./global-functions.js";
import { lowerAll, lowerExpression } from "./lower-expression.js";
import { lowerFill } from "./lower-fresh-list.js";
import { lowerFunction, lowerLocalCall } from "./lower-function.js";
import { globalName } from "./lower-member.js";
import { lowerMethod } from "./lower-method.js";
import { lowerRegexTest } from "./lower-regex.js";
import { lowerZonedCall } from "./lower-zoned.js";

type Scope = Binding | undefined;

/** The expression of a call: of a global function, of the library under `fn`, or of a method. */
export function lowerCall(node: CallExpression, scope: Scope, context: LambdaContext): Lowered {
  const callee = unwrapped(node.callee as Expression);
  if (callee.type === "Identifier") {
    return named(callee.name, lowerPlainCall(node, callee, scope, context));
  }
  if (callee.type !== "MemberExpression" || callee.object.type === "Super") {
    return context.unsupported(node, "this call", "Name the function first: `const f = (x) => …`, then call `f(x)`.");
  }
  const owner = qualifiedName(callee.object, scope);
  if (owner !== undefined && !callee.computed) {
    const { name } = callee.property as Identifier;
    return named(`${owner}.${name}`, lowerGlobalCall(node, owner, name, scope, context));
  }
  const zoned = callee.computed ? "other" : lowerZonedCall(node, scope, context);
  if (zoned !== "other") return zoned;
  const filled = callee.computed ? "other" : lowerFill(node, scope, context);
  if (filled !== "other") return filled;
  const tested = callee.computed ? "other" : lowerRegexTest(node, scope, context);
  if (tested !== "other") return tested;
  const of = lowerExpression(callee.object, scope, context);
  return of && lowerMethod(node, of, scope, context);
}

/** Remembers under which name the user called a function of the library. */
function named(name: string, lowered: Lowered): Lowered {
  if (lowered?.kind === "call") nameCall(lowered, { name });
  return lowered;
}

/** `(0, module.fn)` is how bundlers call an import. */
function unwrapped(callee: Expression): Expression {
  if (callee.type === "ParenthesizedExpression") return unwrapped(callee.expression);
  const last = callee.type === "SequenceExpression" ? callee.expressions.at(-1) : undefined;
  return last ?? callee;
}

const namespaces: ReadonlySet<string> = new Set([
  ...["Math", "Object", "Number", "String", "Array", "JSON", "Temporal", "fn", "Date", "console", "Promise", "Reflect"],
  ...["performance", "crypto", "process", "BigInt", "Intl", "Symbol"],
]);

/** `Math` or `Temporal.PlainDate`, where the text means the global. */
function qualifiedName(node: Expression, scope: Scope): string | undefined {
  const imported = importedName(node);
  if (imported !== undefined) return imported;
  if (node.type === "Identifier") {
    const global = globalName(node, scope);
    return global !== undefined && namespaces.has(global) ? global : undefined;
  }
  if (node.type !== "MemberExpression" || node.computed || node.object.type === "Super") return undefined;
  return qualifiedName(node.object, scope) === "Temporal"
    ? `Temporal.${(node.property as Identifier).name}`
    : undefined;
}

function lowerPlainCall(node: CallExpression, callee: Identifier, scope: Scope, context: LambdaContext): Lowered {
  const { name } = callee;
  const bound = lookup(name, scope);
  if (bound?.fn !== undefined) return lowerLocalCall(node, bound.fn, scope, context);
  if (bound !== undefined && bound.make === undefined) {
    return context.report(callee, "lambda-used-too-early", { name });
  }
  if (bound !== undefined) {
    return context.unsupported(node, `a call of \`${name}\``, "Write its body in place.");
  }
  if (name === "__name" && node.arguments[0]) return lowerExpression(node.arguments[0] as Expression, scope, context);
  const foreign = foreignName(name);
  if (foreign !== undefined) return context.report(node, "lambda-transformed", { found: `${name}(…)`, tool: foreign });
  const lower = findGlobal(name);
  if (lower !== undefined) return lower(node, scope, context);
  const rewrite = Object.hasOwn(refusedGlobals, name) ? refusedGlobals[name] : undefined;
  if (rewrite !== undefined) return context.report(node, "lambda-unknown-global", { name, rewrite });
  return context.report(callee, "lambda-capture", { name, isCalled: true });
}

function lowerGlobalCall(
  node: CallExpression,
  owner: string,
  member: string,
  scope: Scope,
  context: LambdaContext,
): Lowered {
  if (owner === "fn") return lowerLibraryCall(node, member, scope, context);
  const name = `${owner}.${member}`;
  const lower = findGlobal(name);
  if (lower !== undefined) return lower(node, scope, context);
  const near = nearest(name, globalNames());
  const rewrite =
    refusedGlobals[name] ??
    refusedGlobals[owner] ??
    (near === undefined ? "See docs/functions.md for what there is." : `Did you mean \`${near}\`?`);
  return context.report((node.callee as MemberExpression) ?? node, "lambda-unknown-global", { name, rewrite });
}

/** `fn.len(xs)`: a function of the library by its own name. */
function lowerLibraryCall(node: CallExpression, name: string, scope: Scope, context: LambdaContext): Lowered {
  if (findFunction(name) === undefined) {
    const near = nearest(name, Object.keys(functionTable));
    const rewrite =
      near === undefined ? "See docs/functions.md for the functions there are." : `Did you mean \`fn.${near}\`?`;
    return context.report(node.callee, "lambda-unknown-global", { name: `fn.${name}`, rewrite });
  }
  const args = node.arguments.map((arg) => lowerArgument(arg, scope, context));
  return args.includes(undefined) ? undefined : call(name, ...(args as []));
}

function lowerArgument(node: Expression | SpreadElement, scope: Scope, context: LambdaContext): Lowered {
  if (node.type === "SpreadElement") {
    return context.unsupported(node, "a spread argument here", "Pass the list itself.");
  }
  const isFunction = node.type === "ArrowFunctionExpression" || node.type === "FunctionExpression";
  return isFunction ? lowerFunction(node, [], scope, context) : lowerAll([node], scope, context)?.[0];
}
