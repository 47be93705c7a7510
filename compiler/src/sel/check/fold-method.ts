import type { SelMethod } from "../members.js";
import type { SelCall, SelNew } from "../syntax/ast.js";
import type { SelType } from "../types.js";
import type { Outcome } from "./fields.js";
import type { Box, Content } from "./heap.js";
import type { Machine } from "./machine.js";

/** The outcome of a method on constants; undefined where a value is not known. */
export function foldMethod(
  _node: SelCall,
  _method: SelMethod,
  _receiver: Content,
  _args: readonly Box[],
): Outcome | undefined {
  return undefined;
}

/** The value of a constructor on constants; undefined where it is not known. */
export function foldConstructor(
  _machine: Machine,
  _node: SelNew,
  _type: SelType,
  _args: readonly Box[],
): Box | undefined {
  return undefined;
}
