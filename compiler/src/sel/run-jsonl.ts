import { checkLiteral } from "./check/check-literal.js";
import { checkSel } from "./check/check-sel.js";
import type { SelFinding } from "./check/findings.js";
import type { SelVariable } from "./check/machine.js";
import { evaluateSel } from "./eval/evaluate-sel.js";
import { interpolateLiteral, type SelLiteral } from "./eval/interpolate.js";
import type { SelExtension, TypedValue } from "./eval/typed-value.js";
import { collectRefs } from "./refs/collect-refs.js";
import { collectLiteralRefs, literalTexts } from "./refs/literal-refs.js";
import type { SelProgram } from "./syntax/ast.js";
import { parseSel } from "./syntax/parser.js";
import type { SelType } from "./types.js";

/** A case as `stave sel --jsonl` reads it: an expression with the values it sees. */
export interface SelCase {
  readonly id?: string;
  readonly expr?: string;
  readonly literal?: SelLiteral;
  readonly vars?: Readonly<Record<string, TypedValue & { readonly evaluated?: boolean }>>;
  readonly ext?: SelExtension;
  readonly entry?: "param";
}

interface StaticLine {
  readonly type?: SelType | SelLiteral["type"];
  readonly diagnostics: readonly {
    readonly code: string;
    readonly severity: string;
    readonly message: string;
    readonly start: number;
    readonly end: number;
  }[];
}

/** What `stave sel --jsonl` prints for a case: the outcome in the notation of the recorded cases, and the check. */
export interface SelResultLine {
  readonly id?: string;
  readonly ok: boolean;
  readonly type?: string;
  readonly value?: unknown;
  readonly not_a_param_value?: true;
  readonly error_kind?: string;
  readonly message?: string;
  readonly refs?: readonly string[];
  readonly static: StaticLine;
}

type Outcome = Omit<SelResultLine, "id" | "static" | "refs">;

/** The type of a value as the checker takes it; an unset one may be anything null is. */
export function variableOf({ type, value }: TypedValue): SelVariable {
  const selType = type === "STRING_MAP" ? "MAP" : type;
  return value === null ? { type: selType, nullable: true } : { type: selType };
}

/**
 * Parses, checks and evaluates one case.
 * @example
 * selResultLine({ id: "a", expr: "x + 1;", vars: { x: { type: "LONG", value: "41" } } });
 * // { id: "a", ok: true, type: "LONG", value: "42", refs: ["x"], static: { type: "LONG", diagnostics: [] } }
 */
export function selResultLine(item: SelCase): SelResultLine {
  const id = item.id === undefined ? {} : { id: item.id };
  if (item.literal !== undefined) return { ...id, ...literalLine(item, item.literal) };
  const { program, errors } = parseSel(item.expr ?? "", { param: item.entry === "param" });
  const [first] = errors;
  if (program !== undefined && first === undefined) return { ...id, ...programLine(item, program) };
  const outcome = { ok: false, error_kind: first?.kind ?? "parse_error", message: first?.message ?? "" };
  return { ...id, ...outcome, static: { diagnostics: errors.map(diagnosticOf) } };
}

function literalLine(item: SelCase, literal: SelLiteral): Omit<SelResultLine, "id"> {
  const vars = item.vars ?? {};
  const outcome = interpolateLiteral(literal, vars);
  const diagnostics = literalTexts(literal).flatMap((text) => checkLiteral(text, new Set(Object.keys(vars))));
  const shown: Outcome = outcome.ok
    ? { ok: true, type: outcome.type, value: outcome.value }
    : { ok: false, error_kind: outcome.errorKind, message: outcome.message };
  const refs = collectLiteralRefs(literal);
  return { ...shown, refs, static: { type: literal.type, diagnostics: diagnostics.map(diagnosticOf) } };
}

function programLine(item: SelCase, program: SelProgram): Omit<SelResultLine, "id"> {
  const values = Object.entries(item.vars ?? {});
  const vars = Object.fromEntries(values.map(([name, value]): [string, SelVariable] => [name, variableOf(value)]));
  const { type, diagnostics } = checkSel(program, { vars, paramFunctions: item.ext !== undefined });
  const context = { vars: item.vars ?? {}, ...(item.ext === undefined ? {} : { ext: item.ext }) };
  return {
    ...outcomeOf(evaluateSel(program, context)),
    refs: collectRefs(program),
    static: { ...(type === undefined ? {} : { type }), diagnostics: diagnostics.map(diagnosticOf) },
  };
}

function outcomeOf(outcome: ReturnType<typeof evaluateSel>): Outcome {
  if (!outcome.ok) return { ok: false, error_kind: outcome.errorKind, message: outcome.message };
  const { type, value, notAParamValue } = outcome;
  return notAParamValue === true ? { ok: true, type, value, not_a_param_value: true } : { ok: true, type, value };
}

function diagnosticOf({ code, severity, message, start, end }: SelFinding): StaticLine["diagnostics"][number] {
  return { code, severity, message, start, end };
}
