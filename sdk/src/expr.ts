import type { CallPlace, Diagnostic, Expr, Type } from "@stave/ir-schema";
import { createDiagnostic, StaveError } from "@stave/ir-schema";
import { currentBuild } from "./current-build.js";
import { toOperand, typeOfValue, UNDEFINED_HINT } from "./literal.js";
import { combine, createRef } from "./operations.js";
import type { ParamSpec } from "./params.js";
import { POISON } from "./poison.js";
import { isRef, type Ref, type RefNode } from "./ref.js";
import { captureSite, partOf, type Site } from "./sites.js";
import type { Instant, PlainDate } from "./temporal.js";

/** A finding about a lambda, with its place in the lambda's own text. */
export type LambdaDiagnostic = Diagnostic & { readonly textSpan: { readonly start: number; readonly end: number } };

/** A lambda made into a tree. */
export interface LoweredLambda {
  readonly expr?: Expr | undefined;
  readonly spans: { get(node: object): { readonly start: number; readonly end: number } | undefined };
  readonly diagnostics: readonly LambdaDiagnostic[];
}

/** Makes a tree of a lambda's source text; the compiler provides it. */
export type LowerLambda = (
  text: string,
  inputs: readonly Expr[],
  inputTypes: readonly (Type | undefined)[],
) => LoweredLambda;

let lowerLambda: LowerLambda | undefined;

/** Installs the lambda compiler; done once by the package that users import. */
export function installLambdaLowering(lower: LowerLambda): void {
  lowerLambda = lower;
}

/** Where the nodes of lambdas were written; filled while sites are captured. */
export const lambdaOrigins: WeakMap<object, CallPlace> = new WeakMap();

type ValueOf<TInput> = TInput extends Ref<infer T> ? T : TInput;

/** The values behind a list of refs. */
export type ValuesOf<TInputs extends readonly unknown[]> = { -readonly [K in keyof TInputs]: ValueOf<TInputs[K]> };

/**
 * Computes with values that exist only when the workflow runs. The lambda is not called: its text becomes a tree that
 * is checked now and evaluated by the runtime. It means what JavaScript says it means, sees its own parameters and
 * nothing else.
 *
 * @example
 * const enough = expr([models.auc, min_auc], (aucs, min) => Math.min(...aucs) >= min);
 */
export function expr<T, TResult>(input: Ref<T>, lambda: (value: T) => TResult): Ref<TResult>;
export function expr<const TInputs extends readonly unknown[], TResult>(
  inputs: TInputs,
  lambda: (...values: ValuesOf<TInputs>) => TResult,
): Ref<TResult>;
export function expr(inputs: unknown, lambda: (...values: never[]) => unknown): unknown {
  const list: readonly unknown[] = Array.isArray(inputs) ? inputs : [inputs];
  const refs: RefNode[] = [];
  const exprs: Expr[] = [];
  const types: (Type | undefined)[] = [];
  for (const input of list) {
    const operand = toOperand(input, undefined, () => {});
    for (const ref of operand.refs) refs.push(ref);
    exprs.push(operand.expr);
    types.push(isRef(input) ? input.type : typeOfValue(input));
  }
  if (lowerLambda === undefined) throw new StaveError([createDiagnostic("compiler-missing", { call: "expr" })]);
  const site = captureSite(expr);
  if (hasMissing(list, refs, (index) => [`Value ${index + 1} of expr`, partOf(site, 0, index)])) {
    return combine(POISON, undefined, refs);
  }
  const lowered = lowerLambda(lambda.toString(), exprs, types);
  if (lowered.diagnostics.length > 0) reportLambda(lowered.diagnostics, refs, site);
  if (site !== undefined && lowered.expr !== undefined) recordOrigins(lowered.expr, lowered, site);
  return combine(lowered.expr ?? POISON, undefined, refs, { site });
}

function reportLambda(found: readonly LambdaDiagnostic[], refs: readonly RefNode[], site: Site | undefined): void {
  const placed = found.map(({ textSpan, ...diagnostic }) => {
    const call = site && { ...(partOf(site, 1) as Site), text: textSpan };
    return call === undefined ? diagnostic : { ...diagnostic, at: { call } };
  });
  reportThrough(refs, placed);
}

/** Adds findings to the build the refs belong to, or the one whose body runs; outside of all they are thrown. */
function reportThrough(refs: readonly RefNode[], found: readonly Diagnostic[]): void {
  const context = refs.find((ref) => ref.context)?.context ?? currentBuild();
  if (context === undefined) throw new StaveError(found);
  context.diagnostics.push(...found.map((item) => ({ ...item, at: { workflow: context.workflowId, ...item.at } })));
}

/** Reports the values that are undefined; true when there are any. */
function hasMissing(
  values: readonly unknown[],
  refs: readonly RefNode[],
  describe: (index: number) => readonly [what: string, site: Site | undefined],
): boolean {
  const found: Diagnostic[] = [];
  for (const [index, value] of values.entries()) {
    if (value !== undefined) continue;
    const [what, call] = describe(index);
    const extras = { hint: UNDEFINED_HINT };
    found.push(createDiagnostic("not-a-ref", { what, found: "undefined" }, call && { call }, extras));
  }
  if (found.length > 0) reportThrough(refs, found);
  return found.length > 0;
}

function recordOrigins(root: Expr, lowered: LoweredLambda, site: Site): void {
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    const text = lowered.spans.get(node);
    if (text !== undefined) lambdaOrigins.set(node, { ...(partOf(site, 1) as Site), text });
    for (const child of Object.values(node)) visit(child);
  };
  visit(root);
}

/**
 * Joins texts and values, the f-string of TypeScript: `` text`s3://bucket/${day}/part-${n}.parquet` ``.
 *
 * @example
 * const path = text`s3://bucket/${day}/part-${n}.parquet`;
 */
export function text(strings: TemplateStringsArray, ...values: readonly unknown[]): Ref<string> {
  const refs: RefNode[] = [];
  const parts: (string | Expr)[] = [];
  strings.forEach((string, index) => {
    if (string !== "") parts.push(string);
    if (index >= values.length) return;
    const operand = toOperand(values[index], undefined, () => {});
    refs.push(...operand.refs);
    parts.push(
      operand.refs.length === 0 && typeof values[index] === "string" ? (values[index] as string) : operand.expr,
    );
  });
  const site = captureSite(text);
  if (hasMissing(values, refs, (index) => [`Value ${index + 1} of the text`, partOf(site, index + 1)])) {
    return combine(POISON, "string", refs) as unknown as Ref<string>;
  }
  const node = { kind: "text" as const, parts };
  if (site !== undefined) lambdaOrigins.set(node, site);
  return combine(node, "string", refs, { site }) as unknown as Ref<string>;
}

/**
 * The first of several values whose step was not skipped: brings the arms of a `when` together.
 *
 * @example
 * const model = w.step("chosen", noop({ path: firstOf(big.path, small.path) }));
 */
export function firstOf<T>(...options: readonly [Ref<T>, ...Ref<T>[]]): Ref<T> {
  const refs = options as unknown as readonly RefNode[];
  const type = refs.find((ref) => ref.type)?.type;
  const tree = { kind: "firstOf" as const, options: refs.map((ref) => ref.expr) };
  return combine(tree, type, refs, { merges: true, site: captureSite(firstOf) }) as unknown as Ref<T>;
}

/**
 * Raw SEL of Netflix Maestro: checked, but tied to that target.
 *
 * @example
 * const day = sel(p.string(), "Util.tsToDateInt(RUN_TS)");
 */
export function sel<T>(type: ParamSpec<T>, source: string): Ref<T> {
  return createRef({ kind: "sel", source, type: type.type }, type.type, [], undefined) as unknown as Ref<T>;
}

type RunField = "id" | "workflowId" | "startTime" | "logicalDate" | "intervalStart" | "intervalEnd" | "ds" | "dsNodash";

const runRef = <T>(field: RunField, type: Type): Ref<T> =>
  createRef({ kind: "run", field }, type, [], undefined) as unknown as Ref<T>;

/** Facts about the run; the only way in which time and identity enter an expression. */
export interface RunContext {
  /** The run's own id. */
  readonly id: Ref<string>;
  readonly workflowId: Ref<string>;
  /** When the run started. */
  readonly startTime: Ref<Instant>;
  /** The date the run is about: its scheduled date, or the date it started. */
  readonly logicalDate: Ref<PlainDate>;
  /** Start of the stretch of data the run is about. */
  readonly intervalStart: Ref<Instant>;
  /** End of the stretch of data the run is about, not included. */
  readonly intervalEnd: Ref<Instant>;
  /** The logical date as text, `2026-01-31`. */
  readonly ds: Ref<string>;
  /** The logical date as text, `20260131`. */
  readonly dsNodash: Ref<string>;
}

/** Facts about the run. */
export const run: RunContext = Object.freeze({
  id: runRef<string>("id", "string"),
  workflowId: runRef<string>("workflowId", "string"),
  startTime: runRef<Instant>("startTime", "timestamp"),
  logicalDate: runRef<PlainDate>("logicalDate", "date"),
  intervalStart: runRef<Instant>("intervalStart", "timestamp"),
  intervalEnd: runRef<Instant>("intervalEnd", "timestamp"),
  ds: runRef<string>("ds", "string"),
  dsNodash: runRef<string>("dsNodash", "string"),
});
