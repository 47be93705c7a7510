import { type CallOptions, path, read, type Send } from "../endpoint.js";
import type { GitInfo, ParamDefinitions, Tag, User } from "../model/definition.js";

/** A reusable set of step parameters. */
export interface JobTemplateDefinition {
  readonly job_type: string;
  readonly step_type: string;
  /** Its label; `default` when absent. */
  readonly version?: string;
  readonly description?: string;
  readonly tags?: readonly Tag[];
  readonly inherit_from?: Readonly<Record<string, string>>;
  readonly params?: ParamDefinitions;
}

/** The body that stores a template. */
export interface JobTemplateRequest {
  readonly owner: User;
  readonly status: string;
  readonly support: string;
  readonly definition: JobTemplateDefinition;
  readonly test_workflows?: readonly string[];
  readonly git_info?: GitInfo;
  readonly [extra: string]: unknown;
}

/** A stored template. */
export interface JobTemplate {
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly definition: JobTemplateDefinition;
}

/** Templates of steps, by type and version label; a change may take a minute to reach runs. */
export interface JobTemplatesApi {
  set(template: JobTemplateRequest, options?: CallOptions): Promise<JobTemplate>;
  setYaml(yaml: string, options?: CallOptions): Promise<JobTemplate>;
  list(options?: CallOptions & { readonly version?: string }): Promise<readonly JobTemplate[]>;
  get(type: string, options?: CallOptions & { readonly version?: string }): Promise<JobTemplate>;
  /** Deletes one version, or all without a version; gives the server's sentence about it. */
  delete(type: string, options?: CallOptions & { readonly version?: string }): Promise<string>;
}

const TEMPLATE = ["metadata", "definition"] as const;

/** The calls of {@link JobTemplatesApi}. */
export function createJobTemplatesApi(send: Send): JobTemplatesApi {
  return {
    set: ({ definition, ...rest }, options) => {
      // The server looks for `default` where a step names no version, but stores none without a label.
      const json = { ...rest, definition: { version: "default", ...definition } };
      return send({ method: "POST", path: "/job-templates", json, repeat: "repeatable", expect: TEMPLATE }, options);
    },
    setYaml: (yaml, options) =>
      send({ method: "POST", path: "/job-templates/yaml", yaml, repeat: "repeatable", expect: TEMPLATE }, options),
    list: (options) => send(read("/job-templates", "list", { version: options?.version }), options),
    get: (type, options) => send(read(path`/job-templates/${type}`, TEMPLATE, { version: options?.version }), options),
    delete: (type, options) =>
      send(
        {
          method: "DELETE",
          path: path`/job-templates/${type}`,
          query: { version: options?.version },
          repeat: "once",
          expect: "text",
        },
        options,
      ),
  };
}
