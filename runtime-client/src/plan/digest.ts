import { createHash } from "node:crypto";
import { canonicalText } from "../json.js";
import type { WorkflowDefinition, WorkflowSpec } from "../model/definition.js";
import { type NormalProperties, normalProperties } from "./normal-properties.js";
import { normalWorkflow } from "./normal-workflow.js";

/** The SHA-256 digest of a value's canonical text. */
export function digestOf(value: unknown): string {
  return `sha256:${createHash("sha256").update(canonicalText(value)).digest("hex")}`;
}

/**
 * The digest of a definition: equal for all spellings of the same workflow.
 *
 * @example
 * definitionDigest(request.workflow); // "sha256:…"
 */
export function definitionDigest(workflow: WorkflowSpec): string {
  return digestOf(normalWorkflow(workflow));
}

/** The metadata key under which a push notes the digest of what it pushed, and the version it made. */
export const DIGEST_KEY = "stave_digest";

/** The note a push leaves; one that was copied into another version does not count. */
export function digestNote(digest: string, version: bigint): string {
  return `${digest}@${version}`;
}

/** The digest of what was pushed as this version, as noted; of what is stored when there is no note. */
export function storedDigest({ metadata, workflow }: WorkflowDefinition): string {
  const note = metadata[DIGEST_KEY];
  const [digest = "", version] = typeof note === "string" ? note.split("@") : [];
  return version === String(metadata.workflow_version_id) ? digest : definitionDigest(workflow);
}

/** The digest of all that a push would change: definition, properties, and whether it is active. */
export function stateDigest(definition: string, properties: NormalProperties, active: boolean): string {
  return digestOf([definition, properties, active]);
}

/** The digest of what the server has of a workflow. */
export function serverDigest(definition: WorkflowDefinition): string {
  const properties = normalProperties(definition.properties_snapshot ?? {});
  return stateDigest(storedDigest(definition), properties, definition.is_active);
}
