import type { PlacedStep, Scope } from "./context.js";
import { needAfter } from "./edges.js";
import { outputRef, placedNode } from "./handle.js";
import type { StepOptions } from "./options.js";
import { joinOf, needsOf, noteSite, optionPath, type Spot } from "./placing.js";
import type { RefNode } from "./ref.js";
import { partOf, type Site } from "./sites.js";
import { commonFields, type OwnOption } from "./step-fields.js";

/** The body of a container, given where its steps go and its variables. */
export type Body = (spot: Spot, ...vars: readonly unknown[]) => unknown;

/** Members every container shares: options, edges and join rule. Called when its body has been placed. */
export function finish(
  placed: PlacedStep,
  options: StepOptions,
  refs: RefNode[],
  own: readonly OwnOption[] = [],
): Record<string, unknown> {
  if (options.after) needAfter(placed, options.after, `${placed.pointer}/after`);
  const common = commonFields(placed, options, refs, own);
  const join = joinOf(placed, options.join, refs);
  const needs = needsOf(placed, join);
  return { ...common, ...(needs.length > 0 && { needs }), ...(join && { join }) };
}

/** Notes where a container and its options were written. */
export function noteContainer(placed: PlacedStep, site: Site | undefined, optionsAt: number): void {
  noteSite(placed.scope.context, placed.pointer, site, (rest) => {
    const at = { id: 0, workflow: 1 }[rest[0] ?? ""];
    return at === undefined ? partOf(site, optionsAt, ...optionPath(rest)) : partOf(site, at);
  });
}

/** The scope of a loop's body. */
export function innerScope(placed: PlacedStep): Scope {
  return {
    context: placed.scope.context,
    parent: placed.scope,
    pointer: `${placed.pointer}/steps`,
    owner: placed,
    steps: [],
  };
}

/** What a body gave back, as refs or values by name. */
export function namedResults(result: unknown): readonly (readonly [string, unknown])[] {
  if (typeof result !== "object" || result === null) return [];
  const placed = placedNode(result);
  return placed
    ? Object.keys(placed.outputs).map((name) => [name, outputRef(placed, name)] as const)
    : Object.entries(result);
}

/** Stands at the end of a loop's body: what is read there must be visible there, and what is outside is needed by the loop. */
export function bodyReader(placed: PlacedStep, scope: Scope): PlacedStep {
  return { id: placed.id, scope, arm: undefined, pointer: placed.pointer, needs: [], outputs: {} };
}
