import { checkSel } from "./check/check-sel.js";
import type { SelFinding } from "./check/findings.js";
import { evaluateSel } from "./eval/evaluate-sel.js";
import type { TypedValue } from "./eval/typed-value.js";
import { variableOf } from "./run-jsonl.js";
import { parseSel } from "./syntax/parser.js";
import type { SelType } from "./types.js";

/** What `stave sel EXPR` shows: type, findings and value. */
export interface SelReport {
  /** Whether the expression has a value and no error. */
  readonly ok: boolean;
  readonly type?: SelType;
  readonly value?: unknown;
  /** Why there is no value. */
  readonly failure?: string;
  readonly findings: readonly SelFinding[];
  /** The same for a person to read. */
  readonly text: string;
}

/**
 * Checks and evaluates the expression of a param, with variables given as plain JSON.
 * @example
 * selExpressionReport("n * 2", { n: 21 }).text; // "type   LONG\nvalue  42"
 */
export function selExpressionReport(expression: string, variables: Readonly<Record<string, unknown>>): SelReport {
  const vars = Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, typedValue(value)]));
  const { program, errors } = parseSel(expression, { param: true });
  if (program === undefined || errors.length > 0) return withText(expression, { ok: false, findings: errors });
  const types = Object.fromEntries(Object.entries(vars).map(([name, value]) => [name, variableOf(value)]));
  const { type, diagnostics } = checkSel(program, { vars: types, param: true, strictNames: true });
  const outcome = evaluateSel(program, { vars });
  const hasError = diagnostics.some(({ severity }) => severity === "error");
  return withText(expression, {
    ok: outcome.ok && !hasError,
    ...(outcome.ok ? { type: outcome.type, value: outcome.value } : { failure: outcome.message }),
    ...(!outcome.ok && type !== undefined ? { type } : {}),
    findings: diagnostics,
  });
}

/** The SEL value of a JSON value: whole numbers are LONG, lists take the type of their items. */
export function typedValue(value: unknown): TypedValue {
  if (typeof value === "string" || value === null) return { type: "STRING", value };
  if (typeof value === "boolean") return { type: "BOOLEAN", value };
  if (typeof value === "number") return { type: Number.isInteger(value) ? "LONG" : "DOUBLE", value: String(value) };
  if (Array.isArray(value)) return typedArray(value);
  const entries = Object.entries(value as object).map(([key, item]) => [key, typedValue(item)]);
  return { type: "MAP", value: Object.fromEntries(entries) };
}

function typedArray(items: readonly unknown[]): TypedValue {
  const isEvery = (kind: string): boolean => items.length > 0 && items.every((item) => typeof item === kind);
  if (isEvery("boolean")) return { type: "BOOLEAN_ARRAY", value: items };
  if (!isEvery("number")) return { type: "STRING_ARRAY", value: items.map(String) };
  return { type: items.every(Number.isInteger) ? "LONG_ARRAY" : "DOUBLE_ARRAY", value: items.map(String) };
}

type Facts = Omit<SelReport, "text">;

function withText(expression: string, facts: Facts): SelReport {
  const lines = [
    ...(facts.type === undefined ? [] : [`type   ${facts.type}`]),
    ...(facts.value === undefined ? [] : [`value  ${valueText(facts)}`]),
    ...(facts.failure === undefined ? [] : [`fails  ${facts.failure}`]),
    ...facts.findings.map((item) => findingText(expression, item)),
  ];
  return { ...facts, text: lines.join("\n") };
}

/** Numbers travel as text to keep all their digits. */
function valueText({ type, value }: Facts): string {
  const isNumber = type === "LONG" || type === "DOUBLE";
  return isNumber ? String(value) : JSON.stringify(value);
}

function findingText(expression: string, item: SelFinding): string {
  const before = expression.slice(0, item.start);
  const lineStart = before.lastIndexOf("\n") + 1;
  const line = before.split("\n").length;
  const [source = ""] = expression.slice(lineStart).split("\n");
  const column = item.start - lineStart;
  const length = Math.max(1, Math.min(item.end, lineStart + source.length) - item.start);
  const hint = item.hint === undefined ? [] : [`  hint: ${item.hint}`];
  const head = `${line}:${column + 1} ${item.severity} ${item.code} ${item.message}`;
  return [head, `  ${source}`, `  ${" ".repeat(column)}${"^".repeat(length)}`, ...hint].join("\n");
}
