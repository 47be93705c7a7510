import { findInterpolations } from "../syntax/interpolation.js";
import { closestName } from "./closest-name.js";
import { finding, type SelFinding } from "./findings.js";

/**
 * Checks the `$name` and `${name}` references of a literal text against the names it can see.
 * @example
 * checkLiteral("s3://${bukcet}", new Set(["bucket"]))[0]?.hint; // "did you mean bucket? …"
 */
export function checkLiteral(text: string, names: ReadonlySet<string>): readonly SelFinding[] {
  const found: SelFinding[] = [];
  for (const { kind, name, start, end } of findInterpolations(text)) {
    if (name === undefined || names.has(name)) continue;
    const close = closestName(name, names);
    const advice = `${close === undefined ? "" : `did you mean ${close}? `}write $$ for a dollar sign`;
    const key = kind === "value" ? "unknownReference" : "escapedReference";
    found.push(finding(key, { start, end }, { name, advice }));
  }
  return found;
}
