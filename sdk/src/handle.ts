import type { PlacedStep } from "./context.js";
import { createRef } from "./operations.js";
import type { RefNode } from "./ref.js";

const node: unique symbol = Symbol.for("stave.placed") as never;

interface Handle {
  readonly [node]: PlacedStep;
}

/** The handle of a placed step: a ref for each output. They are its own members, so that `{ ...handle }` has them too. */
export function createHandle(placed: PlacedStep): object {
  const handle: Record<string, RefNode> = {};
  for (const name in placed.outputs) handle[name] = outputRef(placed, name);
  return Object.defineProperty(handle, node, { value: placed });
}

/** The step behind a handle; undefined for anything else. */
export function placedNode(handle: unknown): PlacedStep | undefined {
  return typeof handle === "object" && handle !== null ? (handle as Partial<Handle>)[node] : undefined;
}

/** A ref to an output. */
export function outputRef(placed: PlacedStep, name: string): RefNode {
  return createRef({ kind: "output", step: placed.id, name }, placed.outputs[name], [placed.id], placed.scope);
}
