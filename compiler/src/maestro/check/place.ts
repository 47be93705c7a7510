import type { FilePlace } from "../findings/reporter.js";
import type { ParamModel, StepModel } from "../model/definition-model.js";
import type { SourceNode } from "../model/source-node.js";
import type { Instance } from "./instance.js";

/** Where an expression or a text with references stands, and what Maestro lets it see there. */
export interface Place {
  readonly instance: Instance;
  /** The step it belongs to. */
  readonly step?: StepModel;
  /** Which of the step's own params are visible. */
  readonly own: "all" | "none";
  /** The param being computed. */
  readonly param?: ParamModel;
  /** Whether other steps can be read, and whether the step's own id counts among them. */
  readonly steps: "none" | "before" | "self";
  /** Whether the workflow's names are visible. */
  readonly names: boolean;
  /** Which of the engine's functions on `params` exist. */
  readonly functions: "none" | "workflow" | "step" | "condition";
  /** What the place is called in messages. */
  readonly what: string;
}

/** The place of the params of the workflow. */
export function workflowPlace(instance: Instance, param?: ParamModel): Place {
  return {
    instance,
    own: "none",
    steps: "none",
    names: true,
    functions: "workflow",
    what: param === undefined ? "the workflow" : `the param "${param.name}" of the workflow`,
    ...(param !== undefined && { param }),
  };
}

/** The place of a step's params. */
export function stepPlace(instance: Instance, step: StepModel, param?: ParamModel): Place {
  return {
    instance,
    step,
    own: "all",
    steps: "before",
    names: true,
    functions: "step",
    what: param === undefined ? `step "${step.id}"` : `the param "${param.name}" of step "${step.id}"`,
    ...(param !== undefined && { param }),
  };
}

/** The file's stretch that a stretch of a text stands for; where it is empty, what stands beside it. */
export function spanIn(node: SourceNode, pointer: string, start: number, end: number): FilePlace {
  const offsets = node.kind === "text" ? node.offsets : undefined;
  const from = offsets?.[start === end && start > 0 ? start - 1 : start];
  const to = offsets?.[end];
  if (from === undefined || to === undefined || from === to) return { start: node.start, end: node.end, pointer };
  return { start: from, end: to, pointer };
}
