import { createDiagnostic, type Diagnostic, type IrDocument } from "@stave/ir-schema";
import type { MaestroDefinition, MaestroStep, MaestroStepBody } from "../definition.js";
import { DSL_JOB_KEYS, DSL_OWN_KEYS, DSL_WORKFLOW_KEYS } from "../model/dsl-keys.js";
import { dslJobParams } from "./dsl-job-params.js";
import { dslParams } from "./dsl-params.js";
import { dslTransitions } from "./dsl-transitions.js";
import { type SourceLines, sourceLines, stepPointers } from "./source-lines.js";
import { madeFrom, type WriteYamlOptions } from "./write-yaml.js";
import { noted, yamlText } from "./yaml-text.js";

/** A workflow in Maestro's YAML language, or what it cannot say there. */
export interface WrittenDsl {
  readonly text?: string;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * A create request in Maestro's YAML language. The language has fewer words than the request: what it cannot say is
 * reported, and nothing is written.
 *
 * @example
 * const { text, diagnostics } = writeDsl(definition, { written: document, comments: true });
 */
export function writeDsl(definition: MaestroDefinition, { written, comments }: WriteYamlOptions = {}): WrittenDsl {
  const { workflow } = definition;
  const refusals = new Map<string, (string | undefined)[]>();
  const context: DslContext = {
    lines: sourceLines(comments === true ? written : undefined),
    refuse: (what, step) => void refusals.set(what, [...(refusals.get(what) ?? []), step]),
  };
  const body = writeWorkflow(definition, context);
  const { id } = workflow;
  if (refusals.size > 0) return { diagnostics: refusalFindings(refusals, id, written) };
  const sets = createDiagnostic("dsl-sets", { workflow: id }, { workflow: id, pointer: "" });
  return {
    text: yamlText({ workflow: body }, madeFrom(context.lines)),
    diagnostics: definition.properties === undefined ? [sets] : [],
  };
}

/** One finding for each thing that cannot be said, at the first step that says it. */
function refusalFindings(
  refusals: ReadonlyMap<string, readonly (string | undefined)[]>,
  workflow: string,
  written: IrDocument | undefined,
): readonly Diagnostic[] {
  const pointers = written && stepPointers(written);
  return [...refusals].map(([what, [first, ...others]]) => {
    const more = others.length === 0 ? "" : ` and ${others.length} more`;
    const where = first === undefined ? `the workflow "${workflow}"` : `the step "${first}"${more}`;
    const pointer = (first !== undefined && pointers?.get(first)) || "";
    return createDiagnostic("dsl-cannot-say", { what, where }, { workflow, pointer });
  });
}

interface DslContext {
  readonly lines: SourceLines;
  readonly refuse: (what: string, step?: string) => void;
}

type Values = Readonly<Record<string, unknown>>;

function writeWorkflow({ properties = {}, workflow, ...rest }: MaestroDefinition, context: DslContext): Values {
  const refuse = (what: string): void => context.refuse(what);
  const { params, steps, tags, ...own } = workflow;
  refuseOthers(rest, ["is_active"], refuse);
  if (String(rest["is_active"] ?? true) !== "true") refuse("is_active: false");
  refuseOthers(own, ["id", "name", "description", "timeout", "criticality"], refuse);
  const place = { reserved: DSL_WORKFLOW_KEYS, lineOf: context.lines.paramLine, refuse };
  return {
    ...said(own, ["id", "name", "description"]),
    ...writeOwner(properties["owner"], refuse),
    ...writeTags(tags, refuse),
    ...said(own, ["timeout", "criticality"]),
    ...writeProperties(properties, refuse),
    ...Object.fromEntries(dslParams(params ?? {}, place)),
    jobs: writeSteps(steps, context),
  };
}

/** The members that have a value. */
function said(object: Values, keys: readonly string[]): Values {
  return Object.fromEntries(keys.filter((key) => !isNothing(object[key])).map((key) => [key, object[key]]));
}

function isNothing(value: unknown): boolean {
  return value == null || (typeof value === "object" && Object.keys(value).length === 0);
}

function refuseOthers(object: Values, known: readonly string[], refuse: (what: string) => void): void {
  for (const [key, value] of Object.entries(object)) if (!known.includes(key) && !isNothing(value)) refuse(key);
}

function writeOwner(owner: unknown, refuse: (what: string) => void): Values {
  if (isNothing(owner)) return {};
  if (typeof owner !== "object") return { owner };
  const { name, ...rest } = owner as Values;
  refuseOthers(rest, [], (key) => refuse(`${key} of the owner`));
  return { owner: name };
}

function writeTags(tags: unknown, refuse: (what: string) => void): Values {
  if (!Array.isArray(tags) || tags.length === 0) return {};
  const names = tags.map((tag: unknown) => {
    if (typeof tag !== "object" || tag === null) return String(tag);
    const { name, ...rest } = tag as Values;
    refuseOthers(rest, [], (key) => refuse(`${key} of the tag "${String(name)}"`));
    return String(name);
  });
  return { tags: names };
}

/** What the language sets where nothing is said. */
const STEP_CONCURRENCY = 20;

function writeProperties(properties: Values, refuse: (what: string) => void): Values {
  refuseOthers(properties, ["owner", "run_strategy", "step_concurrency"], refuse);
  const concurrency = properties["step_concurrency"] ?? STEP_CONCURRENCY;
  if (Number(concurrency) !== STEP_CONCURRENCY) refuse(`step_concurrency: ${String(concurrency)}`);
  const strategy = properties["run_strategy"];
  if (isNothing(strategy) && typeof strategy !== "number") return {};
  if (/^\d+$/.test(String(strategy))) return { run_strategy: "PARALLEL", workflow_concurrency: Number(strategy) };
  const given = typeof strategy === "object" ? (strategy as Values) : { rule: strategy };
  return { run_strategy: given["rule"], ...said(given, ["workflow_concurrency"]) };
}

function writeSteps(steps: readonly MaestroStep[], context: DslContext): readonly unknown[] {
  return steps.map((step) => {
    const [[wrapper, body] = ["", undefined]] = Object.entries(step);
    if (body === undefined) return {};
    const kind = wrapper.toLowerCase();
    const job = kind === "step" ? "job" : kind;
    if (KNOWN[job] === undefined) context.refuse(`the step kind ${kind}`, body.id);
    return noted({ [job]: writeJob(job, body, context) }, context.lines.stepLine(body.id));
  });
}

/** What every step may have, and what only some kinds have. */
const COMMON: readonly string[] = ["id", "name", "description", "tags", "timeout", "failure_mode", "transition"];
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  job: [],
  foreach: ["concurrency"],
  while: ["condition"],
  subworkflow: ["sync", "explicit_params"],
};

function writeJob(job: string, body: MaestroStepBody, context: DslContext): Values {
  const refuse = (what: string): void => context.refuse(what, body.id);
  const { params, steps, transition, strict_ordering: isOrdered } = body;
  const known = KNOWN[job] ?? [];
  refuseOthers(body, [...COMMON, ...known, "type", "params", "steps", "strict_ordering"], refuse);
  if (String(isOrdered ?? false) !== "false") refuse("strict_ordering");
  const place = {
    reserved: [...DSL_JOB_KEYS, ...(DSL_OWN_KEYS[job] ?? [])],
    lineOf: (name: string) => context.lines.inputLine(body.id, name),
    refuse,
  };
  const successors = dslTransitions(transition?.successors ?? {}, refuse);
  return {
    ...said(body, ["id", "name", "description", ...(job === "job" ? ["type"] : [])]),
    ...writeTags(body["tags"], refuse),
    ...said(body, ["timeout", "failure_mode", ...known]),
    ...dslJobParams(job, params ?? {}, place),
    ...(successors.length > 0 && { transition: successors }),
    ...(steps !== undefined && { jobs: writeSteps(steps, context) }),
  };
}
