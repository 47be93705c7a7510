import {
  createDiagnostic,
  type Expr,
  ExprError,
  encodeValue,
  evaluateExpr,
  type Json,
  type Place,
  StaveError,
  type SubworkflowStep,
  type Type,
  type Value,
} from "@stave/ir-schema";
import { durationMillis } from "./duration.js";
import { convert, encodeAll, envOf, inputsOf, isAbsence, misfit, sentencePart } from "./evaluate.js";
import { runField, signalField } from "./facts.js";
import { endStopped, failStep, succeedStep } from "./finish.js";
import { resolveParams } from "./params.js";
import type { WorkflowPlan } from "./plan.js";
import { createScope, ownKey, type Scope, type StepInstance, type Values, type WorkflowRun } from "./state.js";
import { checkDepth, diagnosticOf, openScope, setStatus, setTimer, type Turn } from "./turn.js";

/** What a new run of a workflow begins with. */
export interface WorkflowStart {
  readonly definition: WorkflowPlan;
  readonly given: Readonly<Record<string, Json>>;
  readonly key: string;
  readonly owner: StepInstance | undefined;
  readonly parent: WorkflowRun | undefined;
  /** How many loops and workflows are around it. */
  readonly depth: number;
}

/** A workflow with its params resolved, its steps still waiting; throws what is wrong with the params. */
export function createWorkflow(turn: Turn, start: WorkflowStart): Scope {
  const { workflow, plan } = start.definition;
  const params = resolveParams(workflow, start.given, {
    run: (field) => runField(turn.state, workflow.id, field),
    signal: (from, signal, field) => signalField(turn.state, undefined, { from, signal, field }),
  });
  const limit = Math.min(workflow.runStepConcurrency ?? Infinity, workflow.stepConcurrency ?? Infinity);
  const run: WorkflowRun = { definition: start.definition, params, parent: start.parent, limit, active: 0 };
  return createScope(plan, { key: start.key, run, owner: start.owner, boundary: true, depth: start.depth });
}

/** Puts a workflow's steps on their way and starts the clock of its timeout. */
export function openWorkflow(turn: Turn, scope: Scope): void {
  const { timeout } = scope.run.definition.workflow;
  if (timeout !== undefined) {
    scope.timeout = timeoutText(turn, scope, timeout);
    const at = turn.time + (durationMillis(scope.timeout) ?? 0);
    setTimer(turn, `run-timeout:${scope.key}`, { purpose: "run-timeout", at, scope });
  }
  openScope(turn, scope);
}

function timeoutText(turn: Turn, scope: Scope, timeout: Expr): string {
  const { id } = scope.run.definition.workflow;
  const expr = timeout;
  const value = evaluateOutside(turn, scope, {
    name: "timeout",
    type: "duration",
    expr,
    at: { workflow: id, pointer: "/timeout" },
  });
  return String(encodeValue(value ?? null, "duration"));
}

/** Starts a child workflow; an asynchronous one goes its own way and leaves no outputs. */
export function startSubworkflow(turn: Turn, instance: StepInstance): void {
  checkDepth(instance);
  const step = instance.planned.step as SubworkflowStep;
  const definition = turn.state.plans.get(step.workflow);
  if (definition === undefined) {
    const details = { step: step.id, workflow: step.workflow };
    throw new StaveError([createDiagnostic("run-workflow-missing", details, instance.planned.at)]);
  }
  const given = encodeAll(
    inputsOf(turn.state, instance),
    Object.fromEntries(Object.entries(step.inputs).map(([name, { type }]) => [name, type])),
  );
  const waits = step.sync ?? true;
  const scope = createWorkflow(turn, {
    definition,
    given,
    key: `${ownKey(instance)}/`,
    owner: waits ? instance : undefined,
    parent: instance.scope.run,
    depth: instance.scope.depth + 1,
  });
  instance.startTime = turn.time;
  setStatus(turn, instance, "running");
  openWorkflow(turn, scope);
  if (waits) instance.progress = { kind: "subworkflow", current: scope };
  else turn.state.detached.add(scope);
  if (!waits) succeedStep(turn, instance, {});
}

/** Takes in an ended child workflow. */
export function closeSubworkflow(turn: Turn, scope: Scope): void {
  const instance = scope.owner as StepInstance;
  if (instance.stopReason !== undefined) {
    endStopped(turn, instance);
    return;
  }
  if (scope.failure !== undefined) {
    failStep(turn, instance, { kind: "error", retryable: true, diagnostic: scope.failure });
    return;
  }
  try {
    succeedStep(turn, instance, workflowOutputs(turn, scope));
  } catch (error) {
    failStep(turn, instance, { kind: "error", retryable: false, diagnostic: diagnosticOf(error) });
  }
}

/** The outputs of an ended workflow; what a skipped step would have given is left out, or null where that fits. */
export function workflowOutputs(turn: Turn, scope: Scope): Values {
  const { workflow } = scope.run.definition;
  const entries = Object.entries(workflow.outputs ?? {}).flatMap(([name, { type, value }]) => {
    const at = { workflow: workflow.id, pointer: `/outputs/${name}` };
    const found = evaluateOutside(turn, scope, { name, type, expr: value, at });
    return found === undefined ? [] : [[name, found] as const];
  });
  return Object.fromEntries(entries);
}

interface Wanted {
  readonly name: string;
  readonly type: Type;
  readonly expr: Expr;
  readonly at: Place;
}

function evaluateOutside(turn: Turn, scope: Scope, wanted: Wanted): Value | undefined {
  const { name, type, at } = wanted;
  try {
    const value = evaluateExpr(wanted.expr, envOf(turn.state, scope));
    const problem = misfit(encodeValue(value, type), type);
    if (problem === undefined) return convert(value, type);
    throw new StaveError([createDiagnostic("run-output", { output: name, problem }, at)]);
  } catch (error) {
    if (isAbsence(error)) return typeof type === "object" && type.kind === "nullable" ? null : undefined;
    if (!(error instanceof ExprError)) throw error;
    throw new StaveError([createDiagnostic("run-output", { output: name, problem: sentencePart(error.message) }, at)]);
  }
}
