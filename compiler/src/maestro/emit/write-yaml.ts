import type { IrDocument } from "@stave/ir-schema";
import type { MaestroDefinition, MaestroParams, MaestroStep, MaestroStepBody } from "../definition.js";
import { type SourceLines, sourceLines } from "./source-lines.js";
import { noted, yamlText } from "./yaml-text.js";

/** How a definition is written as YAML. */
export interface WriteYamlOptions {
  /** The workflow it was lowered from. */
  readonly written?: IrDocument;
  /** Whether each step and param says in a comment where it was written. */
  readonly comments?: boolean;
}

/**
 * A create request as YAML, which `checkDefinitionFiles` and `importDefinition` read like the JSON.
 *
 * @example
 * writeFileSync("daily.yaml", writeYaml(definition, { written: document, comments: true }));
 */
export function writeYaml(definition: MaestroDefinition, { written, comments }: WriteYamlOptions = {}): string {
  const lines = sourceLines(comments === true ? written : undefined);
  const { properties, workflow, ...rest } = definition;
  const body = inOrder(workflow, WORKFLOW_KEYS, {
    ...(workflow.params !== undefined && { params: withLines(workflow.params, lines.paramLine) }),
    steps: writeSteps(workflow.steps, lines),
  });
  const request = { ...(properties !== undefined && { properties }), ...rest, workflow: body };
  return yamlText(request, madeFrom(lines));
}

/** The first line of a file with comments. */
export function madeFrom({ workflow }: SourceLines): string | undefined {
  return workflow && `made from ${workflow}`;
}

/** The order in which people write the keys; others stand between the two parts. */
type KeyOrder = readonly [first: readonly string[], last: readonly string[]];

const WORKFLOW_KEYS: KeyOrder = [
  ["id", "name", "description", "tags", "timeout", "criticality", "instance_step_concurrency"],
  ["params", "steps"],
];
const STEP_KEYS: KeyOrder = [
  ["id", "name", "description", "type", "sub_type", "sub_type_version", "tags", "timeout", "failure_mode"],
  ["condition", "params", "signal_outputs", "transition", "steps"],
];

function inOrder(object: object, [first, last]: KeyOrder, changes: object): Readonly<Record<string, unknown>> {
  const all = { ...object, ...changes } as Readonly<Record<string, unknown>>;
  const rest = Object.keys(all).filter((key) => !first.includes(key) && !last.includes(key));
  const keys = [...first, ...rest, ...last].filter((key) => Object.hasOwn(all, key));
  return Object.fromEntries(keys.map((key) => [key, all[key]]));
}

function writeSteps(steps: readonly MaestroStep[], lines: SourceLines): readonly unknown[] {
  return steps.map((step) => {
    const entries = Object.entries(step).map(([wrapper, body]) => [wrapper, writeBody(body, lines)]);
    const [body] = Object.values(step);
    return noted(Object.fromEntries(entries), body && lines.stepLine(body.id));
  });
}

function writeBody(body: MaestroStepBody, lines: SourceLines): unknown {
  const { id, params, steps } = body;
  return inOrder(body, STEP_KEYS, {
    ...(params !== undefined && { params: withLines(params, (name) => lines.inputLine(id, name)) }),
    ...(steps !== undefined && { steps: writeSteps(steps, lines) }),
  });
}

function withLines(params: MaestroParams, lineOf: (name: string) => string | undefined): object {
  return Object.fromEntries(Object.entries(params).map(([name, param]) => [name, noted(param, lineOf(name))]));
}
