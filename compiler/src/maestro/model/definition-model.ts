import type { MaestroStepKind, MaestroType } from "../definition.js";
import type { SourceNode, SourceText } from "./source-node.js";

/** Something read from a file, with the place it came from. */
export interface At<TValue> {
  readonly value: TValue;
  readonly node: SourceNode;
  readonly pointer: string;
}

/** A stretch of the file that stands for a thing: the key that names it, or its value. */
export interface Spot {
  readonly start: number;
  readonly end: number;
  readonly pointer: string;
}

/** A param of a workflow, a step or a MAP. */
export interface ParamModel {
  readonly name: string;
  readonly spot: Spot;
  readonly pointer: string;
  readonly node: SourceNode;
  readonly type?: MaestroType;
  readonly typeNode?: SourceNode;
  readonly value?: SourceNode;
  /** Where the value stands or would stand. */
  readonly valuePointer: string;
  readonly expression?: ExpressionModel;
  readonly mode?: At<string>;
  /** The entries of a MAP literal. */
  readonly entries?: readonly ParamModel[];
  readonly meta: ReadonlyMap<string, SourceNode>;
}

/** A text that is SEL. */
export interface ExpressionModel {
  readonly text: string;
  readonly node: SourceNode;
  readonly pointer: string;
}

/** An edge of the graph. */
export interface EdgeModel {
  readonly to: string;
  readonly spot: Spot;
  readonly condition?: ExpressionModel;
  /** Taken when no other edge with a condition is. */
  readonly isOtherwise?: true;
}

/** A signal that a step waits for or announces. */
export interface SignalModel {
  readonly name?: At<string>;
  readonly pointer: string;
  readonly node: SourceNode;
  /** Params to match or to announce. */
  readonly params: readonly ParamModel[];
  readonly payload: readonly ParamModel[];
  readonly operators: readonly At<string>[];
}

/** A step of any kind. */
export interface StepModel {
  readonly kind: MaestroStepKind;
  readonly id: string;
  readonly spot: Spot;
  readonly pointer: string;
  readonly node: SourceNode;
  /** In Maestro's own spelling, of a `step` wrapper. */
  readonly type?: string;
  readonly typeNode?: SourceNode;
  readonly subType?: At<string>;
  readonly params: readonly ParamModel[];
  readonly paramsNode?: SourceNode;
  readonly edges: readonly EdgeModel[];
  readonly predecessors?: At<readonly string[]>;
  readonly steps?: readonly StepModel[];
  /** Where their list stands. */
  readonly stepsAt?: Spot & { readonly isEmpty: boolean };
  readonly failureMode?: At<string>;
  readonly timeout?: At<string>;
  readonly retry?: SourceNode;
  readonly waits: readonly SignalModel[];
  readonly emits: readonly SignalModel[];
  readonly condition?: ExpressionModel;
  readonly concurrency?: At<number>;
  readonly isExplicit: boolean;
  /** Whether a subworkflow step is done as soon as the other workflow is started. */
  readonly isAsync?: true;
}

/** A trigger by the clock. */
export interface TimeTriggerModel {
  readonly type: string;
  readonly pointer: string;
  readonly node: SourceNode;
  readonly cron?: At<string>;
  readonly expression?: At<string>;
  readonly timezone?: At<string>;
  readonly delay?: At<string>;
}

/** A trigger by signals. */
export interface SignalTriggerModel {
  readonly pointer: string;
  readonly node: SourceNode;
  readonly signals: readonly {
    readonly name: string;
    readonly spot: Spot;
    readonly matches: readonly { readonly name: string; readonly spot: Spot; readonly value?: SourceNode }[];
    readonly joinKeys?: At<readonly string[]>;
  }[];
  readonly params: readonly ParamModel[];
  readonly condition?: ExpressionModel;
  readonly dedup?: ExpressionModel;
}

/** The workflow of a definition. */
export interface WorkflowModel {
  readonly id: string;
  readonly spot: Spot;
  readonly node: SourceNode;
  readonly pointer: string;
  readonly timeout?: At<string>;
  readonly params: readonly ParamModel[];
  readonly steps: readonly StepModel[];
  /** Where their list stands. */
  readonly stepsAt?: Spot & { readonly isEmpty: boolean };
  readonly timeTriggers: readonly TimeTriggerModel[];
  readonly signalTriggers: readonly SignalTriggerModel[];
  readonly instanceStepConcurrency?: At<number>;
}

/** A definition as Maestro would take it: a create request, or the YAML language. */
export interface DefinitionModel {
  readonly form: "request" | "dsl";
  readonly node: SourceNode;
  readonly owner?: At<string>;
  readonly hasProperties: boolean;
  readonly runRule?: string;
  readonly stepConcurrency?: At<number>;
  readonly alertTexts: readonly SourceText[];
  readonly workflow: WorkflowModel;
}
