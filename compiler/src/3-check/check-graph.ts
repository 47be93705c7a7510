import type { Step, Workflow } from "@stave/ir-schema";
import { contradiction } from "./conditions.js";
import type { Reporter } from "./reporter.js";
import type { IndexedStep, StepIndex } from "./step-index.js";

/** Checks edges: unknown and repeated needs, cycles, steps that can never run, empty bodies. */
export function checkGraph(workflow: Workflow, index: StepIndex, reporter: Reporter): void {
  if (workflow.steps.length === 0) reporter.report("no-steps", { where: `Workflow "${workflow.id}"` }, "");
  let forward = false;
  const seen = new Set<Step>();
  for (const indexed of index.steps) {
    const { step, pointer } = indexed;
    if (step.needs !== undefined) forward = checkNeeds(indexed, index, seen, reporter) || forward;
    if ((step.kind === "foreach" || step.kind === "while") && step.steps.length === 0) {
      reporter.report("no-steps", { where: `Loop "${step.id}"` }, pointer);
    }
    const never = contradiction(indexed.conditions);
    if (never !== undefined && !blockedBefore(indexed, index)) {
      reporter.report("never-runs", { step: step.id, why: `it needs both arms of "${never.gate}"` }, pointer);
    }
    seen.add(step);
  }
  if (forward) checkCycles(index, reporter);
}

/** True when a step can never run because one before it cannot; only the first is reported. */
function blockedBefore({ step }: IndexedStep, index: StepIndex): boolean {
  return step.needs?.some((need) => contradiction(index.byId.get(need.step)?.conditions ?? []) !== undefined) ?? false;
}

function checkNeeds(
  { step, pointer, scope }: IndexedStep,
  index: StepIndex,
  seen: Set<Step>,
  reporter: Reporter,
): boolean {
  const needs = step.needs ?? [];
  let forward = false;
  for (let at = 0; at < needs.length; at++) {
    const id = (needs[at] as { step: string }).step;
    const upstream = index.byId.get(id);
    const where = `${pointer}/needs/${at}/step`;
    if (upstream === undefined) reporter.report("unknown-step", { step: id, by: `Step "${step.id}"` }, where);
    else if (upstream.scope !== scope)
      reporter.report("unreachable-step", { step: id, by: `Step "${step.id}"` }, where);
    else if (!seen.has(upstream.step)) forward = true;
    if (at > 0 && needs.length < 1000 && needs.findIndex((need) => need.step === id) < at) {
      reporter.report("duplicate-need", { step: step.id, need: id }, where);
    }
  }
  return forward;
}

/** Kahn's algorithm: what cannot be ordered waits for itself. */
function checkCycles(index: StepIndex, reporter: Reporter): void {
  const waiting = new Map<IndexedStep, number>();
  const followers = new Map<string, IndexedStep[]>();
  for (const indexed of index.steps) {
    const needs = (indexed.step.needs ?? []).filter((need) => index.byId.get(need.step)?.scope === indexed.scope);
    waiting.set(indexed, needs.length);
    for (const need of needs) followers.set(need.step, [...(followers.get(need.step) ?? []), indexed]);
  }
  const ready = index.steps.filter((indexed) => waiting.get(indexed) === 0);
  for (const done of ready) {
    for (const next of followers.get(done.step.id) ?? []) {
      const left = (waiting.get(next) ?? 0) - 1;
      waiting.set(next, left);
      if (left === 0) ready.push(next);
    }
  }
  const stuck = index.steps.filter((indexed) => (waiting.get(indexed) ?? 0) > 0);
  const ring = findRing(stuck, index);
  if (ring.length > 0) {
    const names = ring.map(({ step }) => `"${step.id}"`).join(" → ");
    reporter.report("cycle", { steps: names }, `${(ring[0] as IndexedStep).pointer}/needs`);
  }
}

function findRing(stuck: readonly IndexedStep[], index: StepIndex): readonly IndexedStep[] {
  const members = new Set(stuck);
  const path: IndexedStep[] = [];
  let at = stuck[0];
  while (at !== undefined && !path.includes(at)) {
    path.push(at);
    at = (at.step.needs ?? [])
      .map((need) => index.byId.get(need.step))
      .find((next) => next !== undefined && members.has(next));
  }
  return at === undefined ? path : path.slice(path.indexOf(at));
}
