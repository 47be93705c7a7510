import { nearest, type ScalarType, type Type } from "@stave/ir-schema";
import type { BuildContext } from "./context.js";
import { describe } from "./literal.js";
import type { ParamSpecs, WorkflowOptions } from "./options.js";
import type { ParamSpec } from "./params.js";
import { partOf, type Site } from "./sites.js";
import { isTriggerSpec } from "./triggers.js";
import type { DefinitionNode } from "./workflow.js";

type Options = WorkflowOptions<ParamSpecs>;

const workflowOptions: ReadonlySet<string> = new Set<string>([
  "params",
  "name",
  "description",
  "owner",
  "tags",
  "criticality",
  "triggers",
  "runStrategy",
  "stepConcurrency",
  "runStepConcurrency",
  "timeout",
  "alerting",
  "environments",
  "extensions",
] satisfies (keyof Options)[]);

const paramOptions: ReadonlySet<string> = new Set([
  "default",
  "description",
  "mode",
  "tags",
  "min",
  "max",
  "minLength",
  "maxLength",
  "pattern",
]);

/** True for what `p` makes. */
export function isParamSpec(value: unknown): value is ParamSpec<unknown> {
  return typeof value === "object" && value !== null && "type" in value && "options" in value && isType(value.type);
}

const scalars: ReadonlySet<unknown> = new Set<ScalarType>([
  "string",
  "int",
  "float",
  "bool",
  "date",
  "timestamp",
  "duration",
  "json",
  "null",
]);

function isType(type: unknown): type is Type {
  if (typeof type !== "object" || type === null) return scalars.has(type);
  const { kind, of, fields, values } = type as { kind?: unknown; of?: unknown; fields?: object; values?: unknown };
  if (kind === "struct") return Object.values(fields ?? {}).every(isType);
  if (kind === "enum")
    return (
      Array.isArray(values) &&
      values.length > 0 &&
      values.every((value) => /^(string|number|boolean)$/.test(typeof value))
    );
  return (kind === "list" || kind === "map" || kind === "nullable" || kind === "format") && isType(of);
}

// Asked of every workflow, so it makes no objects.
function isSound({ id, body, options }: DefinitionNode): boolean {
  if (typeof id !== "string" || typeof body !== "function" || !isRecord(options)) return false;
  for (const name in options) if (!workflowOptions.has(name)) return false;
  const { params = {}, tags = [], triggers = [] } = options;
  if (!isRecord(params) || !Array.isArray(tags) || !Array.isArray(triggers)) return false;
  for (const name in params) {
    const spec = params[name];
    if (name === "__proto__" || !isParamSpec(spec)) return false;
    for (const option in spec.options) if (!paramOptions.has(option)) return false;
  }
  return triggers.every(isTriggerSpec);
}

const isRecord = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);

/** Reports what only untyped code can write, and gives the definition without it. */
export function soundDefinition(definition: DefinitionNode, context: BuildContext): DefinitionNode {
  if (isSound(definition)) return definition;
  const { id, body, bodyAt } = definition;
  const site = definition.site();
  const report: Report = {
    wrong: (what, found, expected, path, from = partOf(site, 1, ...path)) => {
      const details = { what, found: describe(found), expected };
      context.report("literal-type", details, pointerOf(path), from && { call: from });
    },
    unknown: (where, path, known) => {
      const option = path.at(-1) as string;
      const call = partOf(site, 1, ...path);
      context.report(
        "unknown-option",
        { option, where, meant: nearest(option, known) },
        pointerOf(path),
        call && { call },
      );
    },
  };
  if (typeof id !== "string") report.wrong("The id of a workflow", id, "string", ["id"], partOf(site, 0));
  if (typeof body !== "function") {
    report.wrong(`The body of workflow "${context.workflowId}"`, body, "(w, params) => …", [], partOf(site, bodyAt));
    context.threw = true;
  }
  const sound = typeof body === "function" ? body : () => undefined;
  return { ...definition, id: context.workflowId, body: sound, options: soundOptions(definition, context, report) };
}

interface Report {
  wrong(what: string, found: unknown, expected: string, path: readonly (string | number)[], from?: Site): void;
  unknown(where: string, path: readonly string[], known: ReadonlySet<string>): void;
}

const pointerOf = (path: readonly (string | number)[]): string => path.map((part) => `/${part}`).join("");

function soundOptions({ options: written }: DefinitionNode, context: BuildContext, report: Report): Options {
  if (typeof written !== "object" || written === null || Array.isArray(written)) {
    report.wrong(`The options of workflow "${context.workflowId}"`, written, "an object", []);
    return {};
  }
  const kept = Object.entries(written).filter(([name, value]) => {
    if (workflowOptions.has(name)) return hasShape(name, value, report);
    report.unknown(`Workflow "${context.workflowId}"`, [name], workflowOptions);
    return false;
  });
  const options = Object.fromEntries(kept) as Options;
  const { params, triggers } = options;
  return {
    ...options,
    ...(params && { params: soundParams(params, report) }),
    ...(triggers && { triggers: triggers.filter((trigger, at) => isTrigger(trigger, at, report)) }),
  };
}

function hasShape(option: string, value: unknown, { wrong }: Report): boolean {
  if (value === undefined) return false;
  const isList = option === "triggers" || option === "tags";
  if (isList ? Array.isArray(value) : option !== "params" || (typeof value === "object" && value !== null)) return true;
  wrong(`\`${option}\` of the workflow`, value, isList ? "a list" : "an object", [option]);
  return false;
}

function isTrigger(trigger: unknown, at: number, { wrong }: Report): boolean {
  if (isTriggerSpec(trigger)) return true;
  wrong(`Trigger ${at + 1} of the workflow`, trigger, "cron(…) or signal(…)", ["triggers", at]);
  return false;
}

function soundParams(params: ParamSpecs, report: Report): ParamSpecs {
  const sound = Object.entries(params).filter(([name, spec]) => {
    if (isParamSpec(spec) && name !== "__proto__") return true;
    report.wrong(`Param "${name}"`, spec, "a type such as p.string()", ["params", name]);
    return false;
  });
  for (const [name, spec] of sound) {
    for (const option of Object.keys(spec.options)) {
      if (!paramOptions.has(option)) report.unknown(`Param "${name}"`, ["params", name, option], paramOptions);
    }
  }
  return Object.fromEntries(sound);
}
