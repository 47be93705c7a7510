import type { Workflow } from "@stave/ir-schema";
import type { Reporter } from "./reporter.js";
import { pointerPart, type StepIndex } from "./step-index.js";

type Shape = "string" | "number" | "bool" | "object" | "list<string>" | "map<string>";

const stepMembers: Readonly<Record<string, Shape>> = {
  name: "string",
  description: "string",
  tags: "list<string>",
  extensions: "object",
  script: "string",
  path: "string",
  type: "string",
  version: "string",
  resources: "map<string>",
  environment: "string",
  strictOrder: "bool",
  sync: "bool",
};

const workflowMembers: Readonly<Record<string, Shape>> = {
  name: "string",
  description: "string",
  owner: "string",
  tags: "list<string>",
  alerting: "object",
  environments: "object",
  extensions: "object",
};

const paramMembers: Readonly<Record<string, Shape>> = {
  description: "string",
  tags: "list<string>",
  pattern: "string",
  minLength: "number",
  maxLength: "number",
};

const environmentMembers: Readonly<Record<string, Shape>> = {
  image: "string",
  requirements: "list<string>",
  requiresPython: "string",
  lock: "string",
};

/** Checks members that are neither expressions nor words of a list; TypeScript sees them too, where it is asked. */
export function checkPlainMembers(workflow: Workflow, index: StepIndex, reporter: Reporter): void {
  checkMembers(workflow, workflowMembers, "the workflow", "", reporter);
  for (const [name, param] of Object.entries(workflow.params ?? {}))
    checkMembers(param, paramMembers, `param "${name}"`, `/params/${pointerPart(name)}`, reporter);
  for (const [name, environment] of Object.entries(workflow.environments ?? {})) {
    const pointer = `/environments/${pointerPart(name)}`;
    checkMembers(environment ?? {}, environmentMembers, `environment "${name}"`, pointer, reporter);
  }
  for (const { step, pointer } of index.steps) checkMembers(step, stepMembers, "step", pointer, reporter);
}

function checkMembers(
  node: object,
  members: Readonly<Record<string, Shape>>,
  of: string,
  pointer: string,
  reporter: Reporter,
): void {
  for (const name in node) {
    const shape = members[name];
    if (typeof shape !== "string") continue;
    const value = (node as Record<string, unknown>)[name];
    if (shapes[shape](value)) continue;
    const owner = of === "step" ? `step "${(node as { readonly id: string }).id}"` : of;
    const details = { what: `\`${name}\` of ${owner}`, found: told(value), expected: shape };
    reporter.report("literal-type", details, `${pointer}/${name}`);
  }
}

/** A value as JSON, or in JavaScript's words where JSON has none. */
export function told(value: unknown): string {
  const text = JSON.stringify(value, (_, item) => (typeof item === "bigint" ? `${item}n` : item));
  return text ?? String(value);
}

const isJson = (value: unknown): boolean => {
  if (Array.isArray(value)) return value.every(isJson);
  if (isObject(value)) return isPlain(value) && Object.values(value).every(isJson);
  return value === null || ["string", "boolean", "number"].includes(typeof value);
};

const isPlain = (value: object): boolean => Object.prototype.toString.call(value) === "[object Object]";

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isText = (value: unknown): boolean => typeof value === "string";

const shapes: Readonly<Record<Shape, (value: unknown) => boolean>> = {
  string: isText,
  number: (value) => typeof value === "number",
  bool: (value) => typeof value === "boolean",
  object: (value) => isObject(value) && isJson(value),
  "list<string>": (value) => Array.isArray(value) && value.every(isText),
  "map<string>": (value) => isObject(value) && Object.values(value).every(isText),
};
