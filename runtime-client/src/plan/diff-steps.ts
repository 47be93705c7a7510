import { canonicalText } from "../json.js";
import { type Change, type ChangeClass, type ChangeKind, change } from "./change.js";
import { diffParams } from "./diff-params.js";
import { sameDuration } from "./duration-text.js";
import type { NormalStep } from "./normal-workflow.js";

interface Placed {
  readonly step: NormalStep;
  readonly parent: string | undefined;
}

/** What differs between the steps of two workflows, nested ones included; steps are the same when their ids are. */
export function diffSteps(before: readonly NormalStep[], after: readonly NormalStep[]): Change[] {
  const [old, now] = [placed(before), placed(after)];
  const removed = [...old].filter(([id]) => !now.has(id)).flatMap(([, { step }]) => removedStep(step));
  const added = [...now].filter(([id]) => !old.has(id)).map(([, { step }]) => addedStep(step));
  const changed = [...now].flatMap(([id, place]) => {
    const was = old.get(id);
    return was === undefined ? [] : diffPlaced(was, place);
  });
  return [...removed, ...added, ...changed, ...diffOrder(old, now)];
}

function placed(steps: readonly NormalStep[], parent?: string): Map<string, Placed> {
  const found = new Map<string, Placed>();
  for (const step of steps) {
    found.set(step.id, { step, parent });
    for (const [id, inner] of placed(step.steps, step.id)) found.set(id, inner);
  }
  return found;
}

function removedStep(step: NormalStep): Change[] {
  const removal = change("step-removed", "behaviour", `step ${step.id}`, { before: kindOf(step) });
  return step.fields["signal_outputs"] === undefined ? [removal] : [removal, ...diffSignalOutputs(step, undefined)];
}

function addedStep(step: NormalStep): Change {
  return change("step-added", "behaviour", `step ${step.id}`, { after: kindOf(step) });
}

const spelled: Readonly<Record<string, string>> = {
  NOOP: "NoOp",
  SLEEP: "Sleep",
  KUBERNETES: "Kubernetes",
  NOTEBOOK: "Notebook",
  HTTP: "Http",
};

function kindOf(step: NormalStep): string {
  if (step.kind !== "step") return step.kind;
  const type = String(step.fields["type"] ?? "step");
  return spelled[type] ?? type;
}

function diffPlaced(before: Placed, after: Placed): Change[] {
  const subject = `step ${after.step.id}`;
  const moved = before.parent !== after.parent;
  const [from, to] = [kindOf(before.step), kindOf(after.step)];
  return [
    ...(moved ? [change("step-moved", "behaviour", subject, { before: place(before), after: place(after) })] : []),
    ...(from === to ? [] : [change("step-kind-changed", "behaviour", subject, { before: from, after: to })]),
    ...diffSuccessors(before.step, after.step),
    ...diffParams(before.step.params, after.step.params, { suffix: ` of ${subject}`, seenByCallers: false }),
    ...diffFields(subject, before.step.fields, after.step.fields),
    ...diffSignalOutputs(before.step, after.step),
  ];
}

function place({ parent }: Placed): string {
  return parent === undefined ? "top level" : `in ${parent}`;
}

function diffSuccessors({ id, successors: before }: NormalStep, { successors: after }: NormalStep): Change[] {
  const targets = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return targets.flatMap((target) => {
    const subject = `transition ${id} → ${target}`;
    const [old, now] = [before[target], after[target]];
    if (old === now) return [];
    if (old === undefined) return [change("transition-added", "behaviour", subject, { after: now })];
    if (now === undefined) return [change("transition-removed", "behaviour", subject, { before: old })];
    const same = old.trim().replace(/;$/, "") === now.trim().replace(/;$/, "");
    return [change("condition-changed", same ? "cosmetic" : "behaviour", subject, { before: old, after: now })];
  });
}

interface FieldRule {
  readonly kind: ChangeKind;
  readonly class: ChangeClass;
}

const fieldRules: Readonly<Record<string, FieldRule>> = {
  name: { kind: "text-changed", class: "cosmetic" },
  description: { kind: "text-changed", class: "cosmetic" },
  tags: { kind: "tags-changed", class: "behaviour" },
  timeout: { kind: "timeout-changed", class: "behaviour" },
  failure_mode: { kind: "failure-mode-changed", class: "behaviour" },
  retry_policy: { kind: "retry-changed", class: "behaviour" },
  concurrency: { kind: "concurrency-changed", class: "behaviour" },
  instance_step_concurrency: { kind: "concurrency-changed", class: "behaviour" },
  condition: { kind: "condition-changed", class: "behaviour" },
  signal_dependencies: { kind: "signal-dependency-changed", class: "behaviour" },
  criticality: { kind: "field-changed", class: "safe" },
};

/** What differs between the plain fields of two steps or workflows. */
export function diffFields(
  owner: string,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Change[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys.flatMap((key) => {
    if (key === "signal_outputs" || key === "type") return [];
    const [old, now] = [before[key], after[key]];
    if (canonicalText(old ?? null) === canonicalText(now ?? null)) return [];
    const rule = fieldRules[key] ?? { kind: "field-changed", class: "behaviour" };
    const cosmetic = key === "timeout" && sameDuration(old, now);
    return [change(rule.kind, cosmetic ? "cosmetic" : rule.class, `${key} of ${owner}`, { before: old, after: now })];
  });
}

function diffSignalOutputs(before: NormalStep, after: NormalStep | undefined): Change[] {
  const [old, now] = [before.fields["signal_outputs"], after?.fields["signal_outputs"]];
  if (canonicalText(old ?? null) === canonicalText(now ?? null)) return [];
  const gone = signalNames(old).filter((name) => !signalNames(now).includes(name));
  const subject = `signal outputs of step ${before.id}`;
  if (gone.length === 0) return [change("signal-output-changed", "behaviour", subject, { before: old, after: now })];
  const because = `others may wait for ${gone.join(", ")}`;
  return [change("signal-output-changed", "breaking", subject, { before: old, after: now, because })];
}

function signalNames(outputs: unknown): string[] {
  return Array.isArray(outputs) ? outputs.map((output) => String((output as { name?: unknown }).name)) : [];
}

// The order in the list means little to the server, which follows the transitions; it is told all the same.
function diffOrder(old: ReadonlyMap<string, Placed>, now: ReadonlyMap<string, Placed>): Change[] {
  const before = [...old.keys()].filter((id) => now.has(id));
  const after = [...now.keys()].filter((id) => old.has(id));
  if (before.join("\n") === after.join("\n")) return [];
  return [change("steps-reordered", "cosmetic", "steps", { before, after })];
}
