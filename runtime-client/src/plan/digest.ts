import { createHash } from "node:crypto";
import { canonicalText } from "../json.js";
import type { WorkflowDefinition, WorkflowSpec } from "../model/definition.js";
import { type NormalProperties, normalProperties } from "./normal-properties.js";
import { type NormalWorkflow, normalWorkflow } from "./normal-workflow.js";

/** The SHA-256 digest of a value's canonical text. */
export function digestOf(value: unknown): string {
  return `sha256:${createHash("sha256").update(canonicalText(value)).digest("hex")}`;
}

/** The digest of a definition: equal for all spellings of the same workflow. */
export function definitionDigest(workflow: WorkflowSpec): string {
  return digestOf(normalWorkflow(workflow));
}

/** The digest of all that a push would change: definition, properties, and whether it is active. */
export function stateDigest(definition: NormalWorkflow, properties: NormalProperties, active: boolean): string {
  return digestOf([definition, properties, active]);
}

/** The digest of what the server has of a workflow. */
export function serverDigest(definition: WorkflowDefinition): string {
  const properties = normalProperties(definition.properties_snapshot ?? {});
  return stateDigest(normalWorkflow(definition.workflow), properties, definition.is_active);
}
