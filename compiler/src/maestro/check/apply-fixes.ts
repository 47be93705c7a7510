import type { Finding } from "../findings/finding.js";

/**
 * A file's text with the fixes of its findings applied; where two overlap, the first one stands.
 *
 * @example
 * const text = applyFixes(file.text, findings.filter((finding) => finding.file === file.path));
 */
export function applyFixes(text: string, findings: readonly Finding[]): string {
  const edits = findings.flatMap((finding) => finding.fix?.edits ?? []).sort((left, right) => left.start - right.start);
  let result = "";
  let at = 0;
  let last = "";
  for (const { start, end, text: inserted } of edits) {
    const edit = `${start} ${end} ${inserted}`;
    if (start < at || edit === last) continue;
    result += text.slice(at, start) + inserted;
    at = end;
    last = edit;
  }
  return result + text.slice(at);
}
