import { createInterface } from "node:readline";
import { createDiagnostic, StaveError } from "@stave/ir-schema";
import { EXIT, type ExitCode } from "../exit.js";
import type { Invocation } from "../main.js";

interface SelOptions {
  readonly var: readonly string[];
  readonly jsonl?: boolean;
  readonly json?: boolean;
}

/** `stave sel`. */
export async function sel(
  invocation: Invocation,
  expression: string | undefined,
  options: SelOptions,
): Promise<ExitCode> {
  if (options.jsonl) return await readCases(invocation);
  if (expression === undefined)
    throw new StaveError([createDiagnostic("missing-argument-of-command", { what: "The expression" })]);
  const { selExpressionReport } = await import("@stave/compiler/sel");
  const result = selExpressionReport(expression, variablesOf(options.var));
  invocation.output.out(options.json ? JSON.stringify(result, null, 2) : result.text);
  return result.ok ? EXIT.ok : EXIT.workflow;
}

function variablesOf(texts: readonly string[]): Record<string, unknown> {
  const variables: Record<string, unknown> = {};
  for (const text of texts) {
    const at = text.indexOf("=");
    if (at < 1) throw new StaveError([createDiagnostic("bad-param-text", { text })]);
    variables[text.slice(0, at)] = parse(text.slice(at + 1));
  }
  return variables;
}

/** What is not JSON is a text, so that `--var day=20240101x` needs no quotes within quotes. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return text;
  }
}

async function readCases({ output }: Invocation): Promise<ExitCode> {
  const { selResultLine } = await import("@stave/compiler/sel");
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== "") output.out(JSON.stringify(selResultLine(JSON.parse(line))));
  }
  return EXIT.ok;
}
