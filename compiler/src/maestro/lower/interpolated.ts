import type { Expr } from "@stave/ir-schema";
import type { LowerContext } from "./context.js";
import { escapeDollars } from "./literal.js";
import { readReference } from "./read-reference.js";
import type { Site } from "./site.js";

const interpolatable = /^[a-zA-Z][-_./a-zA-Z0-9]*$/;

/** A text, or a list or map of texts, with references as Maestro writes them; nothing where a part is not just a name. */
export function interpolatedValue(context: LowerContext, site: Site, expr: Expr): unknown {
  if (expr.kind === "text") return interpolatedText(context, site, expr.parts);
  if (expr.kind === "list") {
    if (expr.items.every(isFixed)) return expr.items.map(({ value }) => value);
    return ifAll(expr.items.map((item) => textOf(context, site, item)));
  }
  if (expr.kind !== "map") return undefined;
  const keys = ifAll(expr.entries.map(({ key }) => textOf(context, site, key)));
  const values = ifAll(expr.entries.map(({ value }) => textOf(context, site, value)));
  return keys && values && Object.fromEntries(keys.map((key, at) => [key, values[at]]));
}

type Literal = Extract<Expr, { kind: "literal" }>;

/** A number or bool, which holds no dollars. */
function isFixed(expr: Expr): expr is Literal {
  return expr.kind === "literal" && (typeof expr.value === "number" || typeof expr.value === "boolean");
}

function ifAll(texts: readonly (string | undefined)[]): readonly string[] | undefined {
  return texts.includes(undefined) ? undefined : (texts as readonly string[]);
}

function textOf(context: LowerContext, site: Site, expr: Expr): string | undefined {
  if (expr.kind === "literal" && typeof expr.value === "string") return escapeDollars(expr.value);
  return expr.kind === "text" ? interpolatedText(context, site, expr.parts) : undefined;
}

function interpolatedText(context: LowerContext, site: Site, parts: readonly (string | Expr)[]): string | undefined {
  // A dollar before a reference would make the reference a text.
  if (parts.some((part, at) => typeof part === "string" && part.endsWith("$") && at < parts.length - 1))
    return undefined;
  const texts = ifAll(parts.map((part) => partText(context, site, part)));
  const text = texts?.join("");
  return text === undefined ? undefined : (context.written.texts?.[text] ?? text);
}

function partText(context: LowerContext, site: Site, part: string | Expr): string | undefined {
  if (typeof part === "string") return escapeDollars(part);
  const name = nameOf(context, site, part);
  return name !== undefined && interpolatable.test(name) ? `\${${name}}` : undefined;
}

function nameOf(context: LowerContext, site: Site, part: Expr): string | undefined {
  if (part.kind === "sel") return part.source;
  const isRef = part.kind === "param" || part.kind === "loop" || part.kind === "output" || part.kind === "run";
  return isRef ? readReference(context, site, part)?.sel : undefined;
}
