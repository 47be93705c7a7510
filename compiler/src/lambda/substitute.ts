import { type Expr, forEachChild, keepWords, mapChildren, nameValue, type TextSpan } from "@stave/ir-schema";
import { variable } from "./build.js";
import { isPath } from "./context.js";

/** The expression of a lambda over its inputs, with the place of each node in the lambda's text. */
export interface Substituted {
  readonly expr: Expr;
  readonly spans: ReadonlyMap<Expr, TextSpan>;
}

/** The input at a position, as it stands in a lambda's template. */
export function inputNode(position: number): Expr {
  return { kind: "param", name: `#${position}` };
}

function inputPosition(node: Expr): number {
  return node.kind === "param" && node.name.startsWith("#") ? Number(node.name.slice(1)) : -1;
}

/** Puts the inputs in their places; one that is computed and used twice is computed once. */
export function substitute(
  template: Expr,
  inputs: readonly Expr[],
  templateSpans: ReadonlyMap<Expr, TextSpan>,
  text: string,
): Substituted {
  const spans = new Map<Expr, TextSpan>();
  const uses = inputs.map(() => 0);
  countUses(template, uses);
  const isShared = inputs.map((input, position) => (uses[position] as number) > 1 && !isPath(input));
  const replace = (node: Expr): Expr => {
    const position = inputPosition(node);
    const replaced =
      position >= 0
        ? isShared[position]
          ? variable(`#in${position}`)
          : ({ ...inputs[position] } as Expr)
        : mapChildren(node, replace);
    const span = templateSpans.get(node);
    if (span) spans.set(replaced, span);
    if (span && position >= 0) nameInput(replaced, text.slice(span.start, span.end));
    if (node.kind === "call" && replaced.kind === "call") keepWords(node, replaced);
    return replaced;
  };
  const body = replace(template);
  const expr = inputs.reduceRight<Expr>(
    (rest, value, position) => (isShared[position] ? { kind: "let", name: `#in${position}`, value, in: rest } : rest),
    body,
  );
  return { expr, spans };
}

/** A lambda's parameter is called what the lambda calls it. */
function nameInput(node: Expr, source: string): void {
  if (/^[\w$]+$/.test(source)) nameValue(node, source);
}

function countUses(node: Expr, uses: number[]): void {
  const position = inputPosition(node);
  if (position >= 0) uses[position] = (uses[position] as number) + 1;
  else forEachChild(node, (child) => countUses(child, uses));
}
