import { findingText } from "../findings/finding.js";
import type { Reporter } from "../findings/reporter.js";
import type { ParamModel } from "../model/definition-model.js";
import { pointerToken } from "../model/fields.js";
import type { SourceNode } from "../model/source-node.js";
import { readDollars } from "./interpolation.js";
import { type Place, spanIn } from "./place.js";
import { resolveName } from "./resolve-name.js";

/** Checks the references in a param's literal; gives the names they read. */
export function checkLiteralTexts(reporter: Reporter, param: ParamModel, place: Place): readonly string[] {
  const { value, type } = param;
  if (value === undefined) return [];
  const pointer = param.valuePointer;
  if (type === "STRING") return checkText(reporter, value, pointer, place);
  if (type === "STRING_ARRAY" && value.kind === "array") {
    return value.items.flatMap((item, position) => checkText(reporter, item, `${pointer}/${position}`, place));
  }
  if (type !== "STRING_MAP" || value.kind !== "object") return [];
  return value.entries.flatMap((entry) => {
    const key: SourceNode = { kind: "text", value: entry.key, start: entry.keyStart, end: entry.keyEnd };
    const at = pointer + pointerToken(entry.key);
    return [...checkText(reporter, key, at, place), ...checkText(reporter, entry.value, at, place)];
  });
}

/** Checks the references in one literal text; gives the names they read. */
export function checkText(reporter: Reporter, node: SourceNode, pointer: string, place: Place): readonly string[] {
  if (node.kind !== "text" || !node.value.includes("$")) return [];
  const { references, untouched } = readDollars(node.value);
  for (const { text, start, end } of untouched) {
    reporter.report("notInterpolated", spanIn(node, pointer, start, end), { text });
  }
  return references.map(({ name, start, end, isEscaped }) => {
    const text = node.value.slice(start, end);
    const { isFound, findings } = resolveName(name, place);
    const span = spanIn(node, pointer, start, end);
    for (const problem of findings) {
      if (problem.name === "unknownName" && isEscaped) {
        reporter.report("escapedReference", span, { text });
      } else if (problem.name === "unknownName") {
        const meant = problem.details.advice;
        const advice = meant || `Write $${text} for the text itself.`;
        reporter.report(
          "unknownReference",
          span,
          { text, place: place.what, advice },
          meant === "" ? escapeFix(node, span) : undefined,
        );
      } else {
        reporter.add(findingText(problem.name, problem.details as never), span);
      }
    }
    return isFound ? name : "";
  });
}

/** Doubles the dollar, for texts such as `$HOME` that are meant for a shell. */
function escapeFix(
  node: SourceNode,
  span: { readonly start: number; readonly end: number },
):
  | { readonly description: string; readonly edits: readonly { start: number; end: number; text: string }[] }
  | undefined {
  if (node.kind !== "text" || node.offsets === undefined) return undefined;
  return { description: "Escape the dollar", edits: [{ start: span.start, end: span.start, text: "$" }] };
}
