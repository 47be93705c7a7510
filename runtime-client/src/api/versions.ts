import { type CallOptions, path, read, type Send } from "../endpoint.js";
import type { VersionSelector, WorkflowDefinition } from "../model/definition.js";
import { type Page, type PageQuery, type WalkOptions, walk } from "../pagination.js";

/** The stored versions of a workflow. */
export interface VersionsApi {
  /** One version; `enriched` adds merged parameters and the next firing times. */
  get(
    workflow: string,
    version: VersionSelector,
    options?: CallOptions & { readonly enriched?: boolean },
  ): Promise<WorkflowDefinition>;
  page(workflow: string, query: PageQuery, options?: CallOptions): Promise<Page<WorkflowDefinition>>;
  /** All versions, newest first; none for an unknown workflow. */
  list(workflow: string, options?: CallOptions & WalkOptions): AsyncGenerator<WorkflowDefinition, void, undefined>;
}

/** The calls of {@link VersionsApi}. */
export function createVersionsApi(send: Send): VersionsApi {
  const page = (workflow: string, query: PageQuery, options?: CallOptions): Promise<Page<WorkflowDefinition>> =>
    send(read(path`/workflows/${workflow}/versions/pagination`, ["page_info", "elements"], { ...query }), options);
  return {
    get: (workflow, version, options) =>
      send(
        read(path`/workflows/${workflow}/versions/${version}`, ["metadata", "workflow"], {
          enriched: options?.enriched,
        }),
        options,
      ),
    page,
    list: (workflow, options = {}) =>
      walk(
        (query) => page(workflow, query, options),
        (definition) => definition.metadata.workflow_version_id,
        options,
      ),
  };
}
