import {
  createDiagnostic,
  type Diagnostic,
  type IrDocument,
  type Need,
  type Place,
  StaveError,
  type Step,
  type Workflow,
} from "@stave/ir-schema";

/** The documents of a run: the one to play, and those its subworkflow steps name. */
export interface Bundle {
  readonly root: IrDocument;
  readonly others: readonly IrDocument[];
}

/** An edge with the position of the step it comes from. */
export interface PlannedNeed {
  readonly from: number;
  readonly need: Need;
}

/** A step with all that its scheduling needs, found once. */
export interface PlannedStep {
  readonly step: Step;
  readonly at: Place;
  readonly needs: readonly PlannedNeed[];
  readonly followers: readonly number[];
  /** The plan of a loop's own steps. */
  readonly body?: Plan;
}

/** The steps of one scope as a graph. */
export interface Plan {
  readonly steps: readonly PlannedStep[];
  readonly positions: ReadonlyMap<string, number>;
}

/** A workflow ready to be played. */
export interface WorkflowPlan {
  readonly document: IrDocument;
  readonly workflow: Workflow;
  readonly plan: Plan;
}

/** The plans of all workflows of a bundle by id; throws what makes one of them unplayable. */
export function planBundle(bundle: Bundle): ReadonlyMap<string, WorkflowPlan> {
  const problems: Diagnostic[] = [];
  const plans = [bundle.root, ...bundle.others].map(
    (document) => [document.workflow.id, planWorkflow(document, problems)] as const,
  );
  if (problems.length > 0) throw new StaveError(problems);
  return new Map(plans.reverse());
}

interface Planning {
  readonly document: IrDocument;
  readonly problems: Diagnostic[];
}

function planWorkflow(document: IrDocument, problems: Diagnostic[]): WorkflowPlan {
  const { workflow } = document;
  return { document, workflow, plan: planSteps({ document, problems }, workflow.steps, "/steps") };
}

function planSteps(planning: Planning, steps: readonly Step[], pointer: string): Plan {
  const positions = new Map(steps.map((step, index) => [step.id, index]));
  const report = (problem: string, index: number): void => {
    const workflow = planning.document.workflow.id;
    const at = placeOf(planning.document, `${pointer}/${index}`);
    planning.problems.push(createDiagnostic("run-graph", { workflow, problem }, at));
  };
  const followers: number[][] = steps.map(() => []);
  const needs = steps.map((step, index) => {
    if (positions.get(step.id) !== index) report(`the step "${step.id}" is there twice`, index);
    return planNeeds(step, positions, (problem) => report(problem, index));
  });
  needs.forEach((list, index) => {
    for (const from of new Set(list.map((need) => need.from))) followers[from]?.push(index);
  });
  const circle = findCircle(needs, followers);
  if (circle !== undefined) report(`the step "${steps[circle]?.id}" waits for itself`, circle);
  const planned = steps.map((step, index) => ({
    step,
    at: placeOf(planning.document, `${pointer}/${index}`),
    needs: needs[index] ?? [],
    followers: followers[index] ?? [],
    ...("steps" in step && { body: planSteps(planning, step.steps, `${pointer}/${index}/steps`) }),
  }));
  return { steps: planned, positions };
}

function planNeeds(
  step: Step,
  positions: ReadonlyMap<string, number>,
  report: (problem: string) => void,
): readonly PlannedNeed[] {
  return (step.needs ?? []).flatMap((need) => {
    const from = positions.get(need.step);
    if (from !== undefined) return [{ from, need }];
    report(`the step "${step.id}" needs "${need.step}", which is not beside it`);
    return [];
  });
}

/** The position of a step that can never start, since its needs lead back to it. */
function findCircle(
  needs: readonly (readonly PlannedNeed[])[],
  followers: readonly (readonly number[])[],
): number | undefined {
  const left = needs.map((list) => new Set(list.map((need) => need.from)).size);
  const ready = left.flatMap((count, index) => (count === 0 ? [index] : []));
  for (let next = 0; next < ready.length; next++) {
    for (const follower of followers[ready[next] as number] ?? []) {
      left[follower] = (left[follower] as number) - 1;
      if (left[follower] === 0) ready.push(follower);
    }
  }
  const stuck = left.findIndex((count) => count > 0);
  return stuck === -1 ? undefined : stuck;
}

/** The place of a part of a document, with the source line of the smallest part around it that has one. */
export function placeOf(document: IrDocument, pointer: string): Place {
  const workflow = document.workflow.id;
  const { sources } = document;
  for (let part = pointer; sources !== undefined && part !== ""; part = part.slice(0, part.lastIndexOf("/"))) {
    const site = sources.sites[part];
    const file = site === undefined ? undefined : sources.files[site[0]];
    if (site !== undefined && file !== undefined) {
      return { workflow, pointer, span: { file, line: site[1], column: site[2] } };
    }
  }
  return { workflow, pointer };
}

/** A finding with the source line of its place. */
export function locate(plans: ReadonlyMap<string, WorkflowPlan>, diagnostic: Diagnostic): Diagnostic {
  const { workflow = "", pointer, span } = diagnostic.at;
  const document = plans.get(workflow)?.document;
  if (document === undefined || pointer === undefined) return diagnostic;
  const at = placeOf(document, pointer);
  return JSON.stringify(at.span) === JSON.stringify(span) ? diagnostic : { ...diagnostic, at };
}
