import { isPlainObject, stringifyJson } from "../json.js";
import type { Change, ChangeClass } from "./change.js";
import type { Plan, PlanEntry } from "./plan.js";

const verbs: Readonly<Partial<Record<Change["kind"], string>>> = {
  "workflow-added": "is new",
  "workflow-removed": "is deleted",
  "step-moved": "moved",
  "steps-reordered": "reordered",
  "params-reordered": "reordered",
};

/**
 * A change in one line, as a person would say it.
 *
 * @example
 * describeChange(change); // "param sleep_seconds of step fit: 1 → 5"
 */
export function describeChange(item: Change): string {
  const because = item.because === undefined ? "" : ` (${item.because})`;
  return `${item.subject}${sides(item)}${because}`;
}

function sides({ kind, before, after }: Change): string {
  const verb = verbs[kind] === undefined ? "" : ` ${verbs[kind]}`;
  if (before === undefined && after === undefined) return verb;
  if (before === undefined) return `${verb || " added"}: ${shown(after)}`;
  if (after === undefined) return `${verb || " removed"}: ${shown(before)}`;
  return `${verb}: ${shown(before)} → ${shown(after)}`;
}

const LONGEST = 200;

function shown(value: unknown): string {
  const text = typeof value === "string" ? value : (paramText(value) ?? stringifyJson(value));
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** A parameter as `LONG 2` or `LONG = 1 + 1`. */
function paramText(value: unknown): string | undefined {
  if (!isPlainObject(value) || typeof value["type"] !== "string") return undefined;
  const { type, value: literal, expression, ...more } = value;
  if (Object.keys(more).length > 0) return undefined;
  return expression === undefined ? `${type} ${shown(literal)}` : `${type} = ${String(expression)}`;
}

const order: readonly ChangeClass[] = ["breaking", "behaviour", "safe", "cosmetic"];
const signs: Readonly<Record<PlanEntry["action"], string>> = {
  create: "+",
  update: "~",
  properties: "~",
  activate: "~",
  delete: "-",
};

/**
 * A plan as text: what matters most first, each workflow with its changes, and a line that sums up.
 *
 * @example
 * console.log(describePlan(await plan(client, requests)));
 */
export function describePlan(reviewed: Plan): string {
  const groups = order.flatMap((name) => {
    const entries = reviewed.entries.filter((entry) => entry.class === name);
    return entries.length === 0 ? [] : [`${name}:`, ...entries.flatMap(describeEntry), ""];
  });
  const failures = reviewed.failures.map(({ id, code, message }) => `! ${id}: ${code} ${message}`);
  return [...groups, ...failures, summary(reviewed)].join("\n");
}

function describeEntry(entry: PlanEntry): string[] {
  const changes = entry.changes.map((item) => {
    const mark = item.class === entry.class ? "" : ` [${item.class}]`;
    return `      ${describeChange(item)}${mark}`;
  });
  return [`  ${signs[entry.action]} ${entry.id}`, ...changes];
}

function summary({ entries, unchanged, failures }: Plan): string {
  const count = (actions: readonly PlanEntry["action"][]): number =>
    entries.filter(({ action }) => actions.includes(action)).length;
  const parts: readonly (readonly [number, string])[] = [
    [count(["create"]), "to create"],
    [count(["update"]), "to update"],
    [count(["properties", "activate"]), "to set"],
    [count(["delete"]), "to delete"],
    [failures.length, "failed"],
  ];
  const said = parts.flatMap(([number, what]) => (number === 0 ? [] : [`${number} ${what}`]));
  return [...said, `${unchanged} unchanged`].join(", ");
}
