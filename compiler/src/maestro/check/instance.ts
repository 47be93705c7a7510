import type { MaestroType } from "../definition.js";
import type { ParamModel, StepModel, WorkflowModel } from "../model/definition-model.js";
import { ABSENT_UNLESS_GIVEN, INJECTED_WORKFLOW_PARAMS } from "../names.js";
import { type GraphFacts, graphFacts } from "./graph-facts.js";

/** A name that expressions of an instance can see. */
export interface VisibleParam {
  readonly name: string;
  /** Absent where only a run knows it. */
  readonly type?: MaestroType;
  readonly param?: ParamModel;
  /** Only a caller gives it, so it is unknown at a push. */
  readonly isGiven?: true;
}

/** The steps that Maestro runs as one workflow instance, and the names all of them see. */
export interface Instance {
  readonly workflow: WorkflowModel;
  readonly parent?: Instance;
  readonly loop?: StepModel;
  readonly steps: readonly StepModel[];
  readonly names: ReadonlyMap<string, VisibleParam>;
  readonly facts: GraphFacts;
  /** The workflows of all files checked together, by id. */
  readonly others: ReadonlyMap<string, WorkflowModel>;
}

/** What the other files say. */
export interface Surroundings {
  /** Names that callers are known to pass. */
  readonly given: readonly VisibleParam[];
  readonly others: ReadonlyMap<string, WorkflowModel>;
}

/** The instance of the workflow itself. */
export function workflowInstance(workflow: WorkflowModel, { given, others }: Surroundings): Instance {
  const names = new Map<string, VisibleParam>();
  for (const one of given) names.set(one.name, one);
  for (const [name, type] of Object.entries(INJECTED_WORKFLOW_PARAMS)) {
    if (name !== ABSENT_UNLESS_GIVEN) names.set(name, { name, type });
  }
  for (const param of workflow.params) names.set(param.name, visible(param, INJECTED_WORKFLOW_PARAMS[param.name]));
  return { workflow, steps: workflow.steps, names, facts: graphFacts(workflow.steps), others };
}

function visible(param: ParamModel, fixed?: MaestroType): VisibleParam {
  const type = fixed ?? param.type;
  return { name: param.name, ...(type !== undefined && { type }), param };
}

/** The instance of each iteration of a loop. */
export function loopInstance(parent: Instance, loop: StepModel): Instance {
  const names = new Map(parent.names);
  for (const param of loop.params) if (param.name !== "loop_params") names.set(param.name, visible(param));
  for (const param of loopParamsOf(loop)) {
    const type = loop.kind === "foreach" ? itemType(param.type) : param.type;
    names.set(param.name, { name: param.name, ...(type !== undefined && { type }), param });
  }
  names.set("loop_index", { name: "loop_index", type: "LONG" });
  if (loop.kind === "while") names.set("condition", { name: "condition", type: "BOOLEAN" });
  const steps = loop.steps ?? [];
  return { workflow: parent.workflow, parent, loop, steps, names, facts: graphFacts(steps), others: parent.others };
}

/** The loop params of a loop step. */
export function loopParamsOf(loop: StepModel): readonly ParamModel[] {
  return loop.params.find((param) => param.name === "loop_params")?.entries ?? [];
}

const items: Readonly<Partial<Record<MaestroType, MaestroType>>> = {
  STRING_ARRAY: "STRING",
  LONG_ARRAY: "LONG",
  DOUBLE_ARRAY: "DOUBLE",
  BOOLEAN_ARRAY: "BOOLEAN",
};

/** The type of an array's items. */
export function itemType(type: MaestroType | undefined): MaestroType | undefined {
  return type === undefined ? undefined : items[type];
}
