import { type CallOptions, path, read, type Send } from "../endpoint.js";
import type { PropertiesSnapshot, PropertiesUpdate, Tag } from "../model/definition.js";

/** The settings all versions of a workflow share. */
export interface PropertiesApi {
  /** Changes the given settings and keeps the others; an unknown workflow is a `bad-request`. */
  update(workflow: string, properties: PropertiesUpdate, options?: CallOptions): Promise<PropertiesSnapshot>;
  get(workflow: string, options?: CallOptions): Promise<PropertiesSnapshot>;
  /** Adds or replaces a tag. */
  addTag(workflow: string, tag: Tag, options?: CallOptions): Promise<PropertiesSnapshot>;
  removeTag(workflow: string, tag: string, options?: CallOptions): Promise<PropertiesSnapshot>;
}

const SNAPSHOT = ["workflow_id"] as const;

/** The calls of {@link PropertiesApi}. */
export function createPropertiesApi(send: Send): PropertiesApi {
  return {
    update: (workflow, json, options) =>
      send(
        {
          method: "POST",
          path: path`/workflows/${workflow}/properties`,
          json,
          repeat: "repeatable",
          expect: SNAPSHOT,
        },
        options,
      ),
    get: (workflow, options) => send(read(path`/workflows/${workflow}/properties-snapshot/latest`, SNAPSHOT), options),
    addTag: (workflow, json, options) =>
      send(
        {
          method: "POST",
          path: path`/workflows/${workflow}/properties/tag`,
          json,
          repeat: "repeatable",
          expect: SNAPSHOT,
        },
        options,
      ),
    removeTag: (workflow, tag, options) =>
      send(
        {
          method: "DELETE",
          path: path`/workflows/${workflow}/properties/tag/${tag}`,
          repeat: "once",
          expect: SNAPSHOT,
        },
        options,
      ),
  };
}
