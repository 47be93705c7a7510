import {
  collectLiteralRefs,
  collectRefs,
  convertResult,
  evaluateSel,
  interpolateLiteral,
  parseSel,
  type SelExtension,
  type SelOutcome,
  type TypedValue,
} from "../../sel/index.js";
import type { MaestroType } from "../definition.js";
import type { Reporter } from "../findings/reporter.js";
import type { DefinitionModel, ParamModel } from "../model/definition-model.js";
import { scalarText } from "../model/fields.js";
import type { SourceNode } from "../model/source-node.js";
import { INJECTED_WORKFLOW_PARAMS } from "../names.js";
import { EVALUATION_LIMITS } from "./constant-value.js";
import { spanIn } from "./place.js";

/** What the evaluation of a param at a push gives. */
export type DryValue = TypedValue | undefined;

/** Functions that differ from one evaluation to the next, or whose answer only the server knows. */
const unsteady =
  /\b(?:System|UUID|random|DateTime|getFromSignalOrDefault|getFromSignal\s*\([^()]*,|INITIATOR_RUNNER_NAME|nextUniqueId|getExecutionEnvironment)(?!\w)/;

const text = (value: string): TypedValue => ({ type: "STRING", value });
const SIGNAL_VALUE: TypedValue = { type: "LONG", value: "20220101" };

/** What a push answers to the functions of `params`; every signal is one number. */
function extensionOf({ workflow, owner }: DefinitionModel): SelExtension {
  const zone = workflow.timeTriggers[0]?.timezone?.value ?? "";
  const params = workflow.signalTriggers.flatMap((trigger) => trigger.params.map(({ name }) => name));
  return {
    instance: {
      INITIATOR_TYPE: text("VALIDATION"),
      INITIATOR_TIMEZONE: text(""),
      RUN_POLICY: text("START_FRESH_NEW_RUN"),
      owner: text(owner?.value ?? ""),
      FIRST_TIME_TRIGGER_TIMEZONE: text(zone),
      workflow_id: text(workflow.id),
      workflow_instance_id: text(""),
      workflow_run_id: text(""),
    },
    signalInitiator: Object.fromEntries(params.map((name) => [name, SIGNAL_VALUE])),
  };
}

/**
 * Evaluates the workflow's params as a push does. Only what is the same at every push is evaluated; a failure
 * is reported unless something was already found wrong with the param.
 */
export function dryRun(reporter: Reporter, definition: DefinitionModel): ReadonlyMap<string, DryValue> {
  const { workflow } = definition;
  const extension = extensionOf(definition);
  const byName = new Map(workflow.params.map((param) => [param.name, param]));
  const values = new Map<string, DryValue>();
  const evaluate = (name: string, path: readonly string[]): DryValue => {
    const param = byName.get(name);
    if (param === undefined || path.includes(name)) return undefined;
    if (!values.has(name)) {
      values.set(name, undefined);
      values.set(
        name,
        evaluateParam({ reporter, extension, read: (other) => evaluate(other, [...path, name]) }, param),
      );
    }
    return values.get(name);
  };
  for (const { name } of workflow.params) evaluate(name, []);
  return values;
}

type Read = (name: string) => DryValue;

interface DryRun {
  readonly reporter: Reporter;
  readonly extension: SelExtension;
  readonly read: Read;
}

/** Params of these names are replaced at a push. */
const REPLACED = new Set(["FROM_DATE", "TO_DATE"]);

function evaluateParam(run: DryRun, param: ParamModel): DryValue {
  if (param.type === undefined) return undefined;
  if (REPLACED.has(param.name) && param.type === "STRING") return text("20210101");
  if (param.value !== undefined) return literalValue(param.type, param.value, run.read);
  const type = INJECTED_WORKFLOW_PARAMS[param.name] ?? param.type;
  return param.expression === undefined ? undefined : expressionValue(run, param, type);
}

function literalValue(type: MaestroType, node: SourceNode, read: Read): DryValue {
  const value = plainLiteral(type, node);
  if (value === undefined || type === "MAP" || type === "STRING_MAP") return undefined;
  if (type !== "STRING" && type !== "STRING_ARRAY") return { type, value };
  const literal = { type, value };
  const filled = interpolateLiteral(literal, readAll(collectLiteralRefs(literal), read));
  return filled.ok ? { type, value: filled.value } : undefined;
}

function readAll(names: readonly string[], read: Read): Readonly<Record<string, TypedValue>> {
  const known = names.flatMap((name) => {
    const value = read(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(known);
}

/** The value of a literal of scalars or lists, where it is plain. */
export function plainLiteral(type: MaestroType, node: SourceNode): unknown {
  if (type.endsWith("_ARRAY")) {
    if (node.kind !== "array") return undefined;
    const items = node.items.map((item) => plainLiteral(type.replace("_ARRAY", "") as MaestroType, item));
    return items.includes(undefined) ? undefined : items;
  }
  if (type === "BOOLEAN" && node.kind === "boolean") return node.value;
  const text = node.kind === "number" ? node.text : scalarText(node);
  if (text === undefined) return undefined;
  if (type === "BOOLEAN") return /^true$/i.test(text);
  if (type === "LONG") return /^[+-]?\d+$/.test(text) ? text : undefined;
  return type === "DOUBLE" ? String(Number(text)) : text;
}

function expressionValue(run: DryRun, param: ParamModel, type: MaestroType): DryValue {
  const { reporter, extension, read } = run;
  const { expression } = param;
  if (expression === undefined || unsteady.test(expression.text)) return undefined;
  const { program, errors } = parseSel(expression.text, { param: true });
  if (program === undefined || errors.length > 0) return undefined;
  const names = collectRefs(program).filter((name) => name !== "params");
  const vars = readAll(names, read);
  if (Object.keys(vars).length < names.length) return undefined;
  const outcome = evaluateSel(program, { vars, ext: extension, limits: EVALUATION_LIMITS });
  if (!outcome.ok) {
    if (outcome.errorKind !== "limit_exceeded") {
      reportOnce(reporter, param, outcome.message, outcome.start ?? 0, outcome.end ?? expression.text.length);
    }
    return undefined;
  }
  const converted = convertValue(outcome, type);
  if ("problem" in converted) reportOnce(reporter, param, converted.problem, 0, expression.text.length);
  return "problem" in converted ? undefined : converted;
}

/** A result as the value of a param, or what Maestro has against it. */
export function convertValue(
  result: Extract<SelOutcome, { ok: true }>,
  type: MaestroType,
): TypedValue | { readonly problem: string } {
  if (result.type === "ERROR") return { problem: String(result.value) };
  if (result.notAParamValue === true) return { problem: `it gives ${result.type}, which no param can hold` };
  const converted = convertResult(result, type);
  if (!converted.ok) return { problem: converted.message };
  return { type: type === "STRING_MAP" ? "MAP" : type, value: converted.value };
}

/** Speaks only where no other check has. */
function reportOnce(reporter: Reporter, param: ParamModel, problem: string, start: number, end: number): void {
  const { expression } = param;
  if (expression === undefined) return;
  const isKnown = reporter.findings.some(
    (finding) => finding.severity === "error" && finding.pointer.startsWith(param.pointer),
  );
  if (isKnown) return;
  reporter.report("dryRunFails", spanIn(expression.node, expression.pointer, start, end), {
    name: param.name,
    problem,
  });
}
