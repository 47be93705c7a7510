import type { ParamRefs } from "./builder.js";
import type { ParamSpecs } from "./options.js";
import { laterCallerOf } from "./sites.js";
import type { DefinitionNode, WorkflowDefinition } from "./workflow.js";

/** What callers must know of a workflow that is defined elsewhere. */
export interface ExternalShape<TParams extends ParamSpecs, TOutputs extends ParamSpecs> {
  readonly params?: TParams;
  /** What it gives back, by name; what Stave did not compile gives nothing back. */
  readonly outputs?: TOutputs;
}

/** Makes the `external` function over a build. */
export function externalFunction(build: DefinitionNode["build"]): ExternalFunction {
  const external = (id: string, shape: ExternalShape<ParamSpecs, ParamSpecs> = {}): unknown => {
    const { params = {}, outputs = {} } = shape;
    const site = laterCallerOf(external);
    return Object.freeze({
      kind: "workflow",
      id,
      options: { params },
      body: () => undefined,
      bodyAt: 1,
      site,
      build,
      external: { outputs },
    });
  };
  return external as ExternalFunction;
}

/**
 * Names a workflow that is defined and deployed elsewhere, so that a subworkflow step can call it. It is neither checked
 * nor pushed along with its callers.
 *
 * @example
 * const report = external("report", { params: { day: p.date() }, outputs: { rows: p.int() } });
 * export default workflow("daily", { params: { day: p.date() } }, (w, { day }) => {
 *   const { rows } = w.subworkflow("report", report, { day });
 *   w.step("tell", shell("echo", { args: { rows } }));
 * });
 */
// biome-ignore lint/complexity/noBannedTypes: no params, or no outputs
export type ExternalFunction = <const TParams extends ParamSpecs = {}, const TOutputs extends ParamSpecs = {}>(
  id: string,
  shape?: ExternalShape<TParams, TOutputs>,
) => WorkflowDefinition<TParams, ParamRefs<TOutputs>>;
