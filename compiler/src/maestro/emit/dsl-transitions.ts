import { conditionOfOtherwise } from "../model/read-dsl-transition.js";

/** The successors of a step as lines of Maestro's YAML language; a condition it cannot hold is refused. */
export function dslTransitions(
  successors: Readonly<Record<string, unknown>>,
  refuse: (what: string) => void,
): readonly string[] {
  const entries = Object.entries(successors).map(([to, condition]) => [to, String(condition)] as const);
  const conditions = entries.map(([, condition]) => condition).filter((condition) => condition !== "true");
  return entries.map(([to, condition], position) => {
    if (condition === "true") return to;
    const isLast = position === entries.length - 1;
    if (isLast && conditions.length > 1 && condition === conditionOfOtherwise(conditions.slice(0, -1))) {
      return `OTHERWISE ${to}`;
    }
    if (!isOneLine(condition)) refuse(`the condition on the way to "${to}"`);
    return `IF ${condition} THEN ${to}`;
  });
}

/** Blanks around a condition are lost, and it stands in one line of Java's. */
function isOneLine(condition: string): boolean {
  return /^[^\s](?:.*[^\s])?$/.test(condition) && !condition.includes("\u0085");
}
