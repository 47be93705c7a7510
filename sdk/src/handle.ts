import type { Type } from "@stave/ir-schema";
import type { PlacedStep } from "./context.js";
import { createRef } from "./operations.js";
import type { RefNode } from "./ref.js";

const node: unique symbol = Symbol.for("stave.placed") as never;

interface Handle {
  readonly [node]: PlacedStep;
}

const prototypes = new WeakMap<object, object>();

/** The handle of a placed step: a ref for each output, made when it is asked for. */
export function createHandle(placed: PlacedStep): object {
  const handle = Object.create(prototypeOf(placed.outputs)) as { [node]: PlacedStep };
  Object.defineProperty(handle, node, { value: placed });
  return handle;
}

/** The step behind a handle; undefined for anything else. */
export function placedNode(handle: unknown): PlacedStep | undefined {
  return typeof handle === "object" && handle !== null ? (handle as Partial<Handle>)[node] : undefined;
}

/** A ref to an output. */
export function outputRef(placed: PlacedStep, name: string): RefNode {
  return createRef({ kind: "output", step: placed.id, name }, placed.outputs[name], [placed.id], placed.scope);
}

/** Getters shared by all steps of one type; the outputs record of a step type is one object. */
function prototypeOf(outputs: Readonly<Record<string, Type>>): object {
  const known = prototypes.get(outputs);
  if (known !== undefined) return known;
  const properties: PropertyDescriptorMap = {};
  for (const name of Object.keys(outputs)) {
    properties[name] = {
      enumerable: true,
      get(this: Handle) {
        return outputRef(this[node], name);
      },
    };
  }
  const made = Object.create(Object.prototype, properties) as object;
  prototypes.set(outputs, made);
  return made;
}
