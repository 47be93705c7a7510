import type { SelLiteral } from "../eval/interpolate.js";
import { findInterpolations } from "../syntax/interpolation.js";

/** The texts of a literal that may hold references: items, keys and values. */
export function literalTexts({ type, value }: SelLiteral): readonly string[] {
  if (type === "STRING") return [String(value)];
  if (type === "STRING_ARRAY") return value as readonly string[];
  return Object.entries(value as Readonly<Record<string, string>>).flat();
}

/**
 * The sorted names Maestro loads to replace the references of a literal.
 * @example
 * collectLiteralRefs({ type: "STRING", value: "s3://${bucket}/$$x" }); // ["bucket"]
 */
export function collectLiteralRefs(literal: SelLiteral): readonly string[] {
  const names = literalTexts(literal).flatMap((text) => findInterpolations(text).flatMap(({ name }) => name ?? []));
  return [...new Set(names)].sort((left, right) => (left < right ? -1 : 1));
}
