import { createHash } from "node:crypto";
import { canonicalText } from "../json.js";
import type { Properties, WorkflowDefinition, WorkflowSpec } from "../model/definition.js";
import { normalProperties } from "./normal-properties.js";
import { normalWorkflow } from "./normal-workflow.js";

/** The SHA-256 digest of a value's canonical text. */
export function digestOf(value: unknown): string {
  return `sha256:${createHash("sha256").update(canonicalText(value)).digest("hex")}`;
}

/** The digest of a definition: equal for all spellings of the same workflow. */
export function definitionDigest(workflow: WorkflowSpec): string {
  return digestOf(normalWorkflow(workflow));
}

/** The digest of everything a push would change: definition, properties, and whether it is active. */
export function stateDigest(workflow: WorkflowSpec, properties: Properties, active: boolean): string {
  return digestOf([normalWorkflow(workflow), normalProperties(properties), active]);
}

/** The digest of what the server has of a workflow. */
export function serverDigest(definition: WorkflowDefinition): string {
  return stateDigest(definition.workflow, definition.properties_snapshot ?? {}, definition.is_active);
}
