import type { Expr, Type } from "@stave/ir-schema";
import { coerced } from "./coerce.js";
import type { Emitter } from "./emitter.js";
import { lowerNode } from "./lower-node.js";
import { refuse } from "./refuse.js";
import { elementWord, itemType, type SelValue, simple } from "./value.js";

type FnExpr = Extract<Expr, { kind: "fn" }>;

/** The function argument at a position. */
export function functionAt(node: { readonly args: readonly Expr[] }, position: number): FnExpr {
  const fn = node.args[position];
  return fn?.kind === "fn" ? fn : refuse("a function is missing");
}

/** The body of a function with its parameters bound. */
export function apply(fn: FnExpr, args: readonly SelValue[], emitter: Emitter): SelValue {
  const bind = (index: number): SelValue => {
    const [name, value] = [fn.params[index], args[index]];
    if (name === undefined || value === undefined) return whole(lowerNode(fn.body, emitter));
    return emitter.within(name, value, () => bind(index + 1));
  };
  return bind(0);
}

function whole(value: SelValue): SelValue {
  return value.isNull === undefined ? value : refuse("a function gives null, which Maestro has no value for");
}

/** The item at a position, under a name of its own. */
export function itemOf(list: SelValue, position: string, emitter: Emitter): SelValue {
  return simple(emitter.name(`${list.text}[${position}]`), itemType(list.type));
}

/** Goes over the items of a list. */
export function each(list: SelValue, emitter: Emitter, body: (item: SelValue, position: SelValue) => void): void {
  emitter.loop(`${list.text}.length`, (at) => body(itemOf(list, at, emitter), simple(at, "int")));
}

/** A new list that `fill` writes into; `add` appends an item. */
export function collected(
  of: Type,
  most: string,
  emitter: Emitter,
  fill: (add: (item: SelValue) => void) => void,
): SelValue {
  const word = elementWord(of);
  const room = emitter.name(`new ${word}[${most}]`);
  const count = emitter.name("0");
  fill((item) => {
    emitter.emit(`${room}[${count}] = ${coerced(item, of, emitter).text};`);
    emitter.emit(`${count} += 1;`);
  });
  const result = emitter.name(`new ${word}[${count}]`);
  emitter.loop(count, (at) => emitter.emit(`${result}[${at}] = ${room}[${at}];`));
  return simple(result, { kind: "list", of });
}
