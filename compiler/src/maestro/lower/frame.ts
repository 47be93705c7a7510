import type { Step, Type } from "@stave/ir-schema";
import type { MaestroParam } from "../definition.js";

/** An output of a step: the param that holds it, or the SEL text that reads it from elsewhere in its frame. */
export interface PlannedOutput {
  readonly type: Type;
  readonly param?: string;
  readonly read?: (isLazy: boolean) => string;
  /** How the step itself reads it, where that is not by the name of the param. */
  readonly own?: string;
}

/** What is settled about a loop before its body is lowered. */
export interface LoopPlan {
  readonly body: Frame;
  /** The body's steps and those added to it. */
  readonly steps: readonly Step[];
  /** The param that holds how many iterations there are, where that is not known before a run. */
  readonly count?: string;
  /** The params that hold the lists then, by the variable that goes over each. */
  readonly lists: ReadonlyMap<string, { readonly name: string; readonly type: Type }>;
}

/** A step whose param names are settled. */
export interface PlannedStep {
  readonly step: Step;
  readonly pointer: string;
  readonly inputs: ReadonlyMap<string, string>;
  readonly outputs: Map<string, PlannedOutput>;
  /** All names of the step's own params that the workflow's names could be hidden by. */
  readonly ownNames: ReadonlySet<string>;
  /** Params added to hand a hidden or elsewhere unreadable value on, first in order. */
  readonly carried: Map<string, MaestroParam>;
  /** Steps that have run wherever this one runs. */
  readonly sure: ReadonlySet<string>;
  /** Whether it runs in every run that does not fail. */
  readonly isCertain: boolean;
  /** Whether its inputs are the next values of a loop's variables. */
  readonly isNext: boolean;
  loop?: LoopPlan;
}

/** The steps that run as one Maestro workflow instance: the workflow's own, or those of a loop's body. */
export interface Frame {
  readonly parent?: Frame;
  /** The loop step, planned in the parent, whose body this is. */
  readonly loop?: PlannedStep;
  readonly steps: Map<string, PlannedStep>;
  /** Loop variables by loop step and name. */
  readonly variables: Map<string, { readonly name: string; readonly type: Type }>;
  /** Names that are workflow-level params here. */
  readonly readable: Set<string>;
  /** Values of outer frames that were already handed in, by what they are. */
  readonly handedIn: Map<string, { readonly name: string; readonly type: Type }>;
}

/** A frame inside another, or the outermost one. */
export function createFrame(readable: Iterable<string>, parent?: Frame, loop?: PlannedStep): Frame {
  return {
    ...(parent !== undefined && { parent }),
    ...(loop !== undefined && { loop }),
    steps: new Map(),
    variables: new Map(),
    readable: new Set(readable),
    handedIn: new Map(),
  };
}

/** The step with an id in this frame or an enclosing one. */
export function findStep(frame: Frame, id: string): { readonly frame: Frame; readonly step: PlannedStep } | undefined {
  for (let at: Frame | undefined = frame; at !== undefined; at = at.parent) {
    const step = at.steps.get(id);
    if (step !== undefined) return { frame: at, step };
  }
  return undefined;
}

/** The loop variable of a loop step in this frame or an enclosing one. */
export function findVariable(
  frame: Frame,
  loop: string,
  name: string,
): { readonly name: string; readonly type: Type } | undefined {
  for (let at: Frame | undefined = frame; at !== undefined; at = at.parent) {
    const variable = at.variables.get(`${loop}.${name}`);
    if (variable !== undefined) return variable;
  }
  return undefined;
}
