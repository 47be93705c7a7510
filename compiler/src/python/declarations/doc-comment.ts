import { withoutMarks } from "./source-map.js";

/** Writes lines as a JSDoc comment, indented; nothing when there are none. */
export function docComment(lines: readonly string[], indent = ""): string {
  const safe = lines.flatMap((line) => withoutMarks(line).split("\n")).map(safeLine);
  if (safe.length === 0) return "";
  if (safe.length === 1) return `${indent}/** ${safe[0]} */\n`;
  return [
    `${indent}/**`,
    ...safe.map((line) => `${indent} *${line === "" ? "" : ` ${line}`}`),
    `${indent} */`,
    "",
  ].join("\n");
}

function safeLine(line: string): string {
  return line.replaceAll("*/", "*\u200b/").trimEnd();
}
