import type { EdgeModel, ExpressionModel } from "./definition-model.js";
import { placeOf, type Reading, readList, readText } from "./fields.js";
import type { SourceText } from "./source-node.js";

const conditional = /^(\s*if\s+)(.*?)(\s+then\s+)(\S+)\s*$/i;
const otherwise = /^\s*otherwise\s+(\S+)\s*$/i;

/** Reads a list of transitions: `job`, `IF condition THEN job`, `OTHERWISE job`. */
export function readTransitions(reading: Reading | undefined): readonly EdgeModel[] {
  const items = readList(reading);
  const edges = items.flatMap((item, position) => readTransition(item, position === items.length - 1) ?? []);
  if (edges.some(({ isOtherwise }) => isOtherwise === true)) for (const item of items) reportSemicolon(item);
  return edges;
}

function readTransition(item: Reading, isLast: boolean): EdgeModel | undefined {
  if (item.node.kind === "null") return undefined;
  const text = readText(item);
  if (text === undefined || text.value === "") return undefined;
  const spot = placeOf(item);
  const match = conditional.exec(text.value);
  if (match !== null) {
    const [, before = "", condition = "", , to = ""] = match;
    return { to, spot, condition: slice(item, before.length, condition) };
  }
  const rest = otherwise.exec(text.value);
  if (rest !== null) {
    if (!isLast) report(item, text.value, "OTHERWISE must be the last of the list");
    return { to: rest[1] ?? "", spot, isOtherwise: true };
  }
  const to = text.value.trim();
  if (/\s/.test(to)) report(item, text.value, "it is no job, no IF … THEN job and no OTHERWISE job on one line");
  return { to, spot };
}

/** OTHERWISE stands for the other conditions, negated as they are. */
function reportSemicolon(item: Reading): void {
  const [, , condition = ""] = (item.node.kind === "text" && conditional.exec(item.node.value)) || [];
  if (/;\s*$/.test(condition)) item.reporter.report("semicolonNegated", placeOf(item), { text: condition });
}

function report(item: Reading, text: string, problem: string): void {
  item.reporter.report("badTransition", placeOf(item), { text, problem });
}

/** The condition inside the text, with its own offsets. */
function slice(item: Reading, start: number, text: string): ExpressionModel {
  const { node, pointer } = item;
  if (node.kind !== "text") return { text, node, pointer };
  const offsets = node.offsets?.slice(start, start + text.length + 1);
  const inner: SourceText = {
    kind: "text",
    value: text,
    start: offsets?.[0] ?? node.start,
    end: offsets?.at(-1) ?? node.end,
    ...(offsets !== undefined && { offsets }),
  };
  return { text, node: inner, pointer };
}

/** What OTHERWISE stands for after some IFs. */
export function conditionOfOtherwise(conditions: readonly string[]): string {
  return `!((${conditions.join(") || (")}))`;
}
