import type { Step, Workflow } from "@stave/ir-schema";
import { atomOf, type Conditions, intersection, NONE, union } from "./conditions.js";

/** A list of steps that see each other. */
export interface StepScope {
  readonly parent: StepScope | undefined;
  /** The loop step whose body this is. */
  readonly owner: IndexedStep | undefined;
}

/** A step with what the checks need to know of its surroundings. */
export interface IndexedStep {
  readonly step: Step;
  readonly pointer: string;
  readonly scope: StepScope;
  /** What must hold for it to run. */
  conditions: Conditions;
}

/** All steps of a workflow by id; of steps that share an id, the first. */
export interface StepIndex {
  readonly steps: readonly IndexedStep[];
  readonly byId: ReadonlyMap<string, IndexedStep>;
  readonly root: StepScope;
}

/** Walks all steps, loops' bodies included, and computes under which conditions each runs. */
export function indexSteps(workflow: Workflow): StepIndex {
  const steps: IndexedStep[] = [];
  const byId = new Map<string, IndexedStep>();
  const root: StepScope = { parent: undefined, owner: undefined };
  const visit = (list: readonly Step[], pointer: string, scope: StepScope): void => {
    for (let index = 0; index < list.length; index++) {
      const step = list[index] as Step;
      const indexed: IndexedStep = { step, pointer: `${pointer}/${index}`, scope, conditions: NONE };
      steps.push(indexed);
      if (!byId.has(step.id)) byId.set(step.id, indexed);
      if (step.kind === "foreach" || step.kind === "while") {
        visit(step.steps, `${indexed.pointer}/steps`, { parent: scope, owner: indexed });
      }
    }
  };
  visit(workflow.steps, "/steps", root);
  for (const indexed of steps) indexed.conditions = conditionsOf(indexed, byId);
  return { steps, byId, root };
}

/** Needs come before their step in what the builder writes; for a step written later its conditions are not known. */
function conditionsOf({ step }: IndexedStep, byId: ReadonlyMap<string, IndexedStep>): Conditions {
  const needs = step.needs;
  if (needs === undefined || needs.length === 0) return NONE;
  let all: Conditions | undefined;
  for (const need of needs) {
    const upstream = byId.get(need.step)?.conditions ?? NONE;
    const through = need.when === undefined ? upstream : union(upstream, atomOf(need.step, need.when));
    if (all === undefined) all = through;
    else all = step.join === "any" ? intersection(all, through) : union(all, through);
  }
  return all ?? NONE;
}

/** True when `outer` is `inner` or around it. */
export function encloses(outer: StepScope, inner: StepScope): boolean {
  for (let scope: StepScope | undefined = inner; scope !== undefined; scope = scope.parent)
    if (scope === outer) return true;
  return false;
}

/** The step of `scope` that `inner` is, or is inside of. */
export function ancestorIn(scope: StepScope, inner: IndexedStep): IndexedStep | undefined {
  let at: IndexedStep | undefined = inner;
  while (at !== undefined && at.scope !== scope) at = at.scope.owner;
  return at;
}

/** A name as part of a JSON pointer. */
export function pointerPart(name: string): string {
  return name.includes("/") || name.includes("~") ? name.replaceAll("~", "~0").replaceAll("/", "~1") : name;
}
