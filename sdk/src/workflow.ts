import type { Diagnostic, IrDocument } from "@stave/ir-schema";
import type { BodyResult, Builder, ParamRefs } from "./builder.js";
import type { NotedSites } from "./noted-sites.js";
import type { ParamSpecs, WorkflowOptions } from "./options.js";
import { laterCallerOf, type Site } from "./sites.js";

declare const result: unique symbol;

/** A workflow as the user wrote it. Nothing of its body has run yet. */
export interface WorkflowDefinition<TParams extends ParamSpecs = ParamSpecs, out TResult = unknown> {
  readonly [result]: TResult;
  readonly kind: "workflow";
  readonly id: string;
  readonly options: WorkflowOptions<TParams>;
}

/** The object behind every `WorkflowDefinition`. */
export interface DefinitionNode {
  readonly kind: "workflow";
  readonly id: string;
  readonly options: WorkflowOptions<ParamSpecs>;
  readonly body: (w: Builder, params: never) => unknown;
  /** Position of the body among the arguments. */
  readonly bodyAt: number;
  /** Where it was written; looked up when it is asked for. */
  readonly site: () => Site | undefined;
  /** Set for a workflow that is defined elsewhere: what it gives back. */
  readonly external?: { readonly outputs: ParamSpecs };
  /** Builds the IR with the SDK that made the definition, so that two copies of the package do not mix. */
  readonly build: (definition: DefinitionNode, options: BuildOptions) => BuildResult;
}

/** How to build. */
export interface BuildOptions {
  /** Captures call sites, for source tables and diagnostics. */
  readonly sites: boolean;
}

/** The IR of a workflow, what is wrong with it, and the workflows it calls. */
export interface BuildResult {
  readonly document: IrDocument;
  readonly diagnostics: readonly Diagnostic[];
  /** False when the body threw, so that what comes after is missing. */
  readonly complete: boolean;
  /** By JSON pointer; empty unless captured. */
  readonly sites: NotedSites;
  readonly subworkflows: readonly DefinitionNode[];
  /** The workflows it calls, and what they call. */
  readonly reached: ReadonlySet<DefinitionNode>;
}

/** Makes the `workflow` function over a build. */
export function workflowFunction(build: DefinitionNode["build"]): WorkflowFunction {
  const workflow = (id: string, ...rest: readonly unknown[]): unknown => {
    const [options, body] = rest.length === 1 ? [{}, rest[0]] : rest;
    const site = laterCallerOf(workflow);
    return Object.freeze({ kind: "workflow", id, options, body, bodyAt: rest.length, site, build });
  };
  return workflow as WorkflowFunction;
}

/** The `workflow` function. */
export interface WorkflowFunction {
  /**
   * Describes a workflow. The body places steps through `w`; what it gives back are the workflow's outputs. The
   * module's default export is a workflow, a list of them, or an (async) iterable.
   *
   * @example
   * export default workflow("hello", { params: { name: p.string("world") } }, (w, { name }) => {
   *   w.step("greet", shell("echo", { args: { name } }));
   * });
   */
  <const TParams extends ParamSpecs, TResult extends BodyResult>(
    id: string,
    options: WorkflowOptions<TParams>,
    body: (w: Builder, params: ParamRefs<TParams>) => TResult,
  ): WorkflowDefinition<TParams, TResult>;
  // biome-ignore lint/complexity/noBannedTypes: no params
  <TResult extends BodyResult>(id: string, body: (w: Builder) => TResult): WorkflowDefinition<{}, TResult>;
}

/** The node of a definition; undefined for anything else. */
export function definitionNode(candidate: unknown): DefinitionNode | undefined {
  if (typeof candidate !== "object" || candidate === null) return undefined;
  const { kind, build } = candidate as Partial<DefinitionNode>;
  return kind === "workflow" && typeof build === "function" ? (candidate as DefinitionNode) : undefined;
}
