import type { Step } from "@stave/ir-schema";
import { inOrder } from "./reach.js";

/** Where a workflow that is too large could be cut in two. */
interface Cut {
  /** How many steps, those of loops included, come before it. */
  readonly steps: number;
  readonly last: string;
  /** The outputs that are read behind it. */
  readonly values: readonly string[];
}

/** Says which first steps could be a workflow of their own: the cut that the fewest values cross. */
export function cutHint(steps: readonly Step[], most: number): string | undefined {
  const cut = bestCut(inOrder(steps), most);
  if (cut === undefined) return undefined;
  const shown = cut.values.slice(0, 3).join(", ");
  const more = cut.values.length > 3 ? ` and ${cut.values.length - 3} more` : "";
  const across = cut.values.length === 0 ? "no value goes across" : `what goes across is ${shown}${more}`;
  return `Make a subworkflow of the ${cut.steps} steps up to "${cut.last}": ${across}.`;
}

function bestCut(steps: readonly Step[], most: number): Cut | undefined {
  const sizes = steps.map(sizeOf);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const least = total <= 2 * most ? total - most : most / 2;
  const crossing = crossings(steps);
  let best: { readonly at: number; readonly before: number; readonly count: number } | undefined;
  let before = 0;
  let count = 0;
  for (const [at, size] of sizes.entries()) {
    before += size;
    count += crossing.changes[at] ?? 0;
    if (before > most || at === steps.length - 1) break;
    if (before >= least && (best === undefined || count <= best.count)) best = { at, before, count };
  }
  if (best === undefined) return undefined;
  const { at } = best;
  const values = crossing.values.filter(({ from, to }) => from <= at && to > at).map(({ name }) => name);
  return { steps: best.before, last: steps[at]?.id ?? "", values };
}

function sizeOf(step: Step): number {
  return "steps" in step ? step.steps.reduce((sum, inner) => sum + sizeOf(inner), 1) : 1;
}

/** For each output that a later step reads, from where to where it goes; and how many more are under way at each step. */
function crossings(steps: readonly Step[]): {
  readonly changes: readonly number[];
  readonly values: readonly { readonly name: string; readonly from: number; readonly to: number }[];
} {
  const positions = new Map(steps.map((step, at) => [step.id, at]));
  const ends = new Map<string, { readonly name: string; readonly from: number; readonly to: number }>();
  for (const [at, step] of steps.entries()) {
    readOutputs(step, (id, output) => {
      const from = positions.get(id);
      if (from !== undefined && from < at) ends.set(`${id}.${output}`, { name: `${id}.${output}`, from, to: at });
    });
  }
  const changes = steps.map(() => 0);
  for (const { from, to } of ends.values()) {
    changes[from] = (changes[from] ?? 0) + 1;
    changes[to] = (changes[to] ?? 0) - 1;
  }
  return { changes, values: [...ends.values()] };
}

function readOutputs(node: unknown, see: (step: string, output: string) => void): void {
  if (typeof node !== "object" || node === null) return;
  const { kind, step, name } = node as { readonly kind?: unknown; readonly step?: unknown; readonly name?: unknown };
  if (kind === "literal") return;
  if (kind === "output") see(String(step), String(name));
  for (const part of Object.values(node)) readOutputs(part, see);
}
