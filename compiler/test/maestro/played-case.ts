import { type IrDocument, type Json, type Step, type Type, withoutNull } from "@stave/ir-schema";
import { simulate } from "@stave/runtime-local/core";
import { lowerWorkflow, type MaestroDefinition, type MaestroStepBody } from "../../src/maestro/index.js";
import { literalParam } from "../../src/maestro/lower/literal.js";
import { NULL_TEXT, nullableScalar } from "../../src/maestro/lower/nullable.js";
import { isJsonText } from "../../src/maestro/lower/type-map.js";
import type { PortableCase } from "./portable-workflow.js";
import { parseExact, readSteps, runToEnd, type ServerStep } from "./real-runs.js";

/** What a step did, in the words of the local runtime, and the values it gave, as text. */
export interface StepOutcome {
  readonly status: string;
  readonly values: Readonly<Record<string, string>>;
}

/** What a run did: its status, and what each step did by its key. */
export interface Outcome {
  readonly status: string;
  readonly steps: Readonly<Record<string, StepOutcome>>;
}

/** The facts of a run that its expressions can read. */
export interface Facts {
  readonly runId: string;
  readonly startTime: string;
  readonly logicalDate: string;
}

/** The documents of a case with ids of their own, those it runs as steps first. */
export function documentsOf({ document, others }: PortableCase, prefix: string): readonly IrDocument[] {
  const renamed = (id: string): string => `${prefix}_${id}`;
  return [...others, document].map(({ ir, workflow }) => {
    const steps = JSON.parse(JSON.stringify(workflow.steps), (key: string, value: unknown) =>
      key === "workflow" && typeof value === "string" ? renamed(value) : value,
    ) as readonly Step[];
    return { ir, workflow: { ...workflow, id: renamed(workflow.id), steps } };
  });
}

/** The definitions of documents; nothing when one cannot be lowered. */
export function definitionsOf(documents: readonly IrDocument[]): readonly MaestroDefinition[] | undefined {
  const definitions = documents.map((document) => lowerWorkflow(document).definition);
  return definitions.every((one) => one !== undefined) ? definitions : undefined;
}

/** The params of a run as Maestro takes them; a map is said to be given. */
export function runParams(document: IrDocument, params: PortableCase["params"]): Record<string, unknown> {
  const given = Object.entries(params).flatMap(([name, value]) => {
    const type = document.workflow.params?.[name]?.type ?? "json";
    const held = nullableScalar(type) === undefined ? undefined : value === null ? NULL_TEXT : String(value);
    const param = held === undefined ? literalParam(type, value) : literalParam("string", held);
    const isMap = param?.type === "MAP" || param?.type === "STRING_MAP";
    const flag = { type: "BOOLEAN", value: true };
    return [[name, param] as const, ...(isMap ? [[`stave_given_${name}`, flag] as const] : [])];
  });
  return Object.fromEntries(given);
}

/** What the local runtime's rules make of a run. */
export function playHere(documents: readonly IrDocument[], params: PortableCase["params"], facts: Facts): Outcome {
  const root = documents.at(-1) as IrDocument;
  const { result, commands } = simulate({ root, others: documents.slice(0, -1) }, { params, ...facts });
  const steps: Record<string, StepOutcome> = {};
  for (const command of commands) {
    if (command.type !== "step-changed") continue;
    const step = stepAt(documents, root, command.key);
    const given = step?.kind === "noop" ? (command.outputs?.() ?? {}) : {};
    const values = Object.entries(given).map(([name, value]) => [name, shown(step?.outputs[name] ?? "json", value)]);
    steps[command.key] = { status: command.status, values: Object.fromEntries(values) };
  }
  return { status: result.status, steps };
}

function stepAt(documents: readonly IrDocument[], root: IrDocument, key: string): Step | undefined {
  let { steps } = root.workflow;
  let found: Step | undefined;
  for (const part of key.split("/")) {
    found = steps.find((step) => step.id === part.replace(/\[\d+\]$/, ""));
    if (found === undefined) return undefined;
    const { kind } = found;
    const child = kind === "subworkflow" ? found.workflow : undefined;
    if (kind === "foreach" || kind === "while") steps = found.steps;
    else steps = documents.find(({ workflow }) => workflow.id === child)?.workflow.steps ?? [];
  }
  return found;
}

/** A value as text that is the same for the same value. */
function shown(declared: Type, value: unknown): string {
  const type = withoutNull(declared);
  if (value === null || value === undefined) return "null";
  if (typeof type === "string") return type === "json" ? JSON.stringify(value) : String(value);
  if (type.kind === "list") return `[${(value as readonly unknown[]).map((one) => shown(type.of, one)).join()}]`;
  if (type.kind !== "map" && type.kind !== "struct") return String(value);
  const entries = Object.entries(value as object).map(([name, one]): string => {
    return `${name}:${shown(type.kind === "map" ? type.of : (type.fields[name] ?? "json"), one)}`;
  });
  return `{${entries.sort().join()}}`;
}

const statuses: Readonly<Record<string, string>> = {
  SUCCEEDED: "succeeded",
  UNSATISFIED: "skipped",
  FATALLY_FAILED: "failed",
  INTERNALLY_FAILED: "failed",
  FAILED: "failed",
  COMPLETED_WITH_ERROR: "ignored",
};

/** What a run on the server did, of the steps that the local rules know. */
export async function playThere(
  documents: readonly IrDocument[],
  definitions: readonly MaestroDefinition[],
  params: PortableCase["params"],
): Promise<{ readonly facts: Facts; readonly outcome: Outcome }> {
  const root = documents.at(-1) as IrDocument;
  const { status, instance, facts } = await runToEnd(definitions, runParams(root, params));
  const steps: Record<string, StepOutcome> = {};
  for (const [key, found] of await readSteps(root.workflow.id, instance)) {
    const step = stepAt(documents, root, key);
    if (step === undefined || found.status === "NOT_CREATED") continue;
    const values = found.status === "SUCCEEDED" && step.kind === "noop" ? valuesOf(step, found) : {};
    steps[key] = { status: statuses[found.status] ?? found.status, values };
  }
  return { facts, outcome: { status: statuses[status] ?? status, steps } };
}

/** A step's inputs are its last params, in their order. */
function valuesOf(step: Extract<Step, { kind: "noop" }>, { body, params }: ServerStep): Record<string, string> {
  const names = Object.keys(step.inputs);
  const own = Object.keys((body as MaestroStepBody).params ?? {}).slice(-names.length);
  const values = names.map((name, at) => {
    const type = step.inputs[name]?.type ?? "json";
    return [name, shown(type, decoded(type, params[own[at] ?? ""] as Json))];
  });
  return Object.fromEntries(values);
}

function decoded(type: Type, value: unknown): unknown {
  if (nullableScalar(type) !== undefined) return value === NULL_TEXT ? null : value;
  if (isJsonText(type) && typeof value === "string") return parseExact(value);
  return value;
}
