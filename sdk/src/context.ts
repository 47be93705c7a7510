import type { Diagnostic, DiagnosticDetails, DiagnosticName, Expr, Related, Step, Type } from "@stave/ir-schema";
import type { NotedSite } from "./noted-sites.js";
import type { Site } from "./sites.js";
import type { BuildResult, DefinitionNode } from "./workflow.js";

/** A list of steps that see each other: a workflow's own, or the body of a loop. */
export interface Scope {
  readonly context: BuildContext;
  readonly parent: Scope | undefined;
  /** Pointer of the list of steps, `/steps` or `/steps/2/steps`. */
  readonly pointer: string;
  /** The loop step this is the body of. */
  readonly owner: PlacedStep | undefined;
  readonly steps: Step[];
}

/** An arm of a `when`: its steps run only if the gate's condition says so. */
export interface Arm {
  readonly parent: Arm | undefined;
  readonly gate: string;
  readonly when: Expr;
}

/** A step that has been given its place. */
export interface PlacedStep {
  readonly id: string;
  readonly scope: Scope;
  readonly arm: Arm | undefined;
  readonly pointer: string;
  readonly needs: { step: string; when?: Expr }[];
  /** The steps that `after` names. */
  after?: readonly string[];
  join?: Step["join"];
  readonly outputs: Readonly<Record<string, Type>>;
}

/** What one build of one workflow collects. */
export interface BuildContext {
  readonly workflowId: string;
  readonly params: Readonly<Record<string, Type>>;
  readonly placed: Map<string, PlacedStep>;
  readonly loops: Map<string, Readonly<Record<string, Type>>>;
  readonly diagnostics: Diagnostic[];
  /** True once the body threw. */
  threw: boolean;
  /** By pointer; undefined when sites are not captured. */
  readonly sites: Map<string, NotedSite> | undefined;
  /** Builds a workflow that the step at `pointer` calls. */
  buildChild(child: DefinitionNode, pointer: string): BuildResult | undefined;
  /** Notes a finding at a JSON pointer. */
  report<TName extends DiagnosticName>(
    name: TName,
    details: DiagnosticDetails<TName>,
    pointer: string,
    extras?: { readonly related?: readonly Related[]; readonly hint?: string; readonly call?: Site },
  ): void;
}
