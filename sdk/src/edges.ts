import type { PlacedStep } from "./context.js";
import { placedNode } from "./handle.js";
import { describe } from "./literal.js";
import { siteAt } from "./noted-sites.js";
import { encloses } from "./operations.js";
import type { Edge } from "./options.js";
import { conditionExpr, hasShape, need, noteSite } from "./placing.js";
import type { Placed } from "./step-call.js";

/** Adds the edges of `after`. */
export function needAfter(placed: PlacedStep, after: readonly (Placed | Edge)[], pointer: string): void {
  if (!hasShape(placed, Array.isArray(after), [`\`after\` of step "${placed.id}"`, after, "a list"], pointer)) return;
  const sources = after.map((item, index) => addEdge(placed, item, `${pointer}/${index}`));
  placed.after = sources.flatMap((source) => source ?? []);
}

/** Adds one edge, and gives the step it leaves if it may. */
function addEdge(placed: PlacedStep, item: Placed | Edge, at: string): string | undefined {
  const { context } = placed.scope;
  const edge = placedNode(item) === undefined && isEdge(item) ? item : undefined;
  const source = placedNode(edge?.step ?? item);
  if (source === undefined) {
    context.report(
      "not-a-ref",
      { what: `\`after\` of step "${placed.id}"`, found: describe(edge === undefined ? item : edge.step) },
      at,
      { hint: "Write the step as w.step(…) gave it, or { step, when } for an edge with a condition." },
    );
    return undefined;
  }
  if (!canPrecede(placed, source, at)) return undefined;
  need(placed, source.id);
  if (edge !== undefined) addCondition(placed, source, edge, at);
  return source.id;
}

function isEdge(item: unknown): item is Edge {
  return typeof item === "object" && item !== null && "step" in item;
}

function canPrecede(placed: PlacedStep, source: PlacedStep, at: string): boolean {
  const { context } = placed.scope;
  if (source.scope.context !== context) {
    const details = {
      ref: `step "${source.id}"`,
      workflow: context.workflowId,
      other: source.scope.context.workflowId,
    };
    context.report("foreign-ref", details, at);
    return false;
  }
  if (encloses(source.scope, placed.scope)) return true;
  const loop = source.scope.owner?.id ?? "";
  const hint = `Wait for the loop "${loop}" itself.`;
  context.report("escaped-ref", { ref: `step "${source.id}"`, loop }, at, { hint });
  return false;
}

/** What a condition reads must be before the step it leaves, so it adds no edges. */
function addCondition(placed: PlacedStep, source: PlacedStep, { when }: Edge, at: string): void {
  const { context } = placed.scope;
  if (source.scope !== placed.scope) {
    const loop = loopIn(source, placed);
    context.report("edge-into-loop", { step: placed.id, from: source.id, loop }, at);
    return;
  }
  const index = placed.needs.findIndex(({ step }) => step === source.id);
  const known = placed.needs[index];
  if (known === undefined) return;
  if (known.when !== undefined) {
    context.report("duplicate-need", { step: placed.id, need: source.id }, at);
    return;
  }
  const pointer = `${placed.pointer}/needs/${index}/when`;
  if (context.sites) noteSite(context, pointer, siteAt(context.sites, `${at}/when`));
  const reader: PlacedStep = { ...placed, needs: [] };
  known.when = conditionExpr(reader, when, pointer, `the edge from "${source.id}" to step "${placed.id}"`);
}

/** The loop around a step that the source's list of steps has. */
function loopIn(source: PlacedStep, placed: PlacedStep): string {
  let at: PlacedStep | undefined = placed;
  while (at !== undefined && at.scope !== source.scope) at = at.scope.owner;
  return at?.id ?? "";
}
