import type { Step } from "@stave/ir-schema";

/** What is known before a run about which steps run. */
export interface Reach {
  /** Steps that run in every run that does not fail. */
  readonly certain: ReadonlySet<string>;
  /** For each step, the steps that have run wherever it runs. */
  readonly sure: ReadonlyMap<string, ReadonlySet<string>>;
  /** For each step, the steps that its edges alone say have run wherever it runs. */
  readonly followed: ReadonlyMap<string, ReadonlySet<string>>;
  /** For each step, all steps that are complete before it starts. */
  readonly before: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Works out which steps of a list surely run, and which precede which. */
export function planReach(steps: readonly Step[]): Reach {
  const certain = new Set<string>();
  const sure = new Map<string, ReadonlySet<string>>();
  const followed = new Map<string, ReadonlySet<string>>();
  const before = new Map<string, ReadonlySet<string>>();
  for (const step of inOrder(steps)) {
    followed.set(step.id, stepsSure(step, followed));
    before.set(step.id, stepsBefore(step, before));
    const known = [...(before.get(step.id) ?? [])].filter((id) => certain.has(id));
    sure.set(step.id, new Set([...stepsSure(step, sure), ...known]));
    if (isCertain(step, certain)) certain.add(step.id);
  }
  return { certain, sure, followed, before };
}

/** The steps, each after all it needs; what is left of a cycle comes last. */
export function inOrder(steps: readonly Step[]): readonly Step[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const waiting = new Map(steps.map((step) => [step.id, new Set(needed(step, byId)).size]));
  const followers = new Map<string, string[]>();
  for (const step of steps) {
    for (const id of new Set(needed(step, byId))) followers.set(id, [...(followers.get(id) ?? []), step.id]);
  }
  const ordered: Step[] = steps.filter((step) => waiting.get(step.id) === 0);
  for (let at = 0; at < ordered.length; at += 1) {
    for (const id of followers.get(ordered[at]?.id ?? "") ?? []) {
      const left = (waiting.get(id) ?? 0) - 1;
      waiting.set(id, left);
      const step = byId.get(id);
      if (left === 0 && step !== undefined) ordered.push(step);
    }
  }
  const done = new Set(ordered);
  return [...ordered, ...steps.filter((step) => !done.has(step))];
}

function needed(step: Step, byId: ReadonlyMap<string, Step>): readonly string[] {
  return (step.needs ?? []).map((need) => need.step).filter((id) => byId.has(id));
}

function isCertain(step: Step, certain: ReadonlySet<string>): boolean {
  const needs = step.needs ?? [];
  if (needs.length === 0) return true;
  const isSure = needs.map((need) => need.when === undefined && certain.has(need.step));
  return step.join === "any" ? isSure.includes(true) : !isSure.includes(false);
}

function stepsBefore(step: Step, before: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const need of step.needs ?? []) {
    found.add(need.step);
    for (const id of before.get(need.step) ?? []) found.add(id);
  }
  return found;
}

function stepsSure(step: Step, sure: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const sets = (step.needs ?? []).map((need) => new Set([need.step, ...(sure.get(need.step) ?? [])]));
  if (step.join !== "any") return new Set(sets.flatMap((set) => [...set]));
  const [first, ...rest] = sets;
  return new Set([...(first ?? [])].filter((id) => rest.every((set) => set.has(id))));
}
