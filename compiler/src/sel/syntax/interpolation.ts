import type { SelSpan } from "./ast.js";

/** A place in a literal text that Maestro rewrites. */
export interface SelInterpolation extends SelSpan {
  /** `value`: replaced by the value of `name`; `dollar`: `$$` becomes `$`; `escaped`: stays, but `name` must exist. */
  readonly kind: "value" | "dollar" | "escaped";
  readonly name?: string;
}

const REFERENCE = /([a-zA-Z][_a-zA-Z0-9]*)|\{([a-zA-Z][-_./a-zA-Z0-9]*)\}/y;

function referenceAt(text: string, at: number): { readonly name: string; readonly end: number } | undefined {
  REFERENCE.lastIndex = at;
  const found = REFERENCE.exec(text);
  const name = found?.[1] ?? found?.[2];
  return name === undefined ? undefined : { name, end: REFERENCE.lastIndex };
}

/**
 * Finds the references and escapes of a literal text, in order.
 * @example
 * findInterpolations("s3://${bucket}/$$x"); // [{ kind: "value", name: "bucket", start: 5, end: 14 }, { kind: "dollar", … }]
 */
export function findInterpolations(text: string): readonly SelInterpolation[] {
  const found: SelInterpolation[] = [];
  for (let at = text.indexOf("$"); at >= 0; at = text.indexOf("$", at)) {
    let end = at;
    while (text[end] === "$") end += 1;
    const pairs = Math.floor((end - at) / 2);
    for (let pair = 0; pair < pairs; pair += 1)
      found.push({ kind: "dollar", start: at + 2 * pair, end: at + 2 * pair + 2 });
    const reference = referenceAt(text, end);
    const isValue = (end - at) % 2 === 1;
    if (reference !== undefined && (isValue || pairs > 1)) {
      const start = isValue ? end - 1 : end;
      found.push({ kind: isValue ? "value" : "escaped", name: reference.name, start, end: reference.end });
    }
    at = reference?.end ?? end;
  }
  return found;
}
