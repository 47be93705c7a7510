import type { ArrowFunctionExpression, FunctionExpression } from "acorn";
import { parseExpressionAt } from "acorn";
import { isTooDeep, isTooNested } from "./nesting.js";
import type { LambdaProblem } from "./problem.js";
import { problem } from "./problem.js";

/** The syntax tree of a lambda. */
export type LambdaSyntax = ArrowFunctionExpression | FunctionExpression;

/** Longer texts are refused before they are parsed. */
export const MAX_LAMBDA_LENGTH = 20_000;

/** The syntax tree of a lambda's text, or why there is none. */
export function parseLambda(text: string): LambdaSyntax | LambdaProblem {
  const whole = { start: 0, end: text.length };
  if (text.length > MAX_LAMBDA_LENGTH) {
    return problem("lambda-too-large", { problem: `its text has ${text.length} characters` }, whole);
  }
  const tooDeep = problem("lambda-too-large", { problem: "it is nested too deeply" }, whole);
  if (isTooNested(text)) return tooDeep;
  try {
    const node = parseExpressionAt(text, 0, { ecmaVersion: "latest", sourceType: "module" });
    const isFunction = node.type === "ArrowFunctionExpression" || node.type === "FunctionExpression";
    if (isFunction && text.slice(node.end).trim() === "") return isTooDeep(node) ? tooDeep : node;
    return problem("lambda-not-a-function", { text: excerpt(text) }, whole);
  } catch (error) {
    return parseProblem(error, text);
  }
}

function parseProblem(error: unknown, text: string): LambdaProblem {
  const whole = { start: 0, end: text.length };
  if (error instanceof RangeError) return problem("lambda-too-large", { problem: "it is nested too deeply" }, whole);
  if (!(error instanceof SyntaxError)) throw error;
  if (/^(?:function\b|class\b|[\w$]+\s*\(|\[native)/.test(text) || text.includes("[native code]")) {
    return problem("lambda-not-a-function", { text: excerpt(text) }, whole);
  }
  const at = (error as SyntaxError & { pos?: number }).pos ?? 0;
  const words = error.message.replace(/ \(\d+:\d+\)$/, "");
  return problem("lambda-syntax", { problem: words }, { start: at, end: Math.min(text.length, at + 1) });
}

function excerpt(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
