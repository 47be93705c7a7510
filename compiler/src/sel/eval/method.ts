import type { Box } from "./box.js";
import type { Machine } from "./machine.js";

/** A method for one number of arguments; `receiver` is the box it is called on. */
export type Method<TBox extends Box> = (machine: Machine, receiver: TBox, args: readonly Box[]) => Box;

/** Methods by `name/count`. */
export type MethodTable<TBox extends Box> = Readonly<Record<string, Method<TBox>>>;

/** The methods of a type by name, each with its forms by the number of arguments. */
export type Methods<TBox extends Box> = ReadonlyMap<string, readonly (Method<TBox> | undefined)[]>;

/** The table as a map, so that names like `constructor` find nothing. */
export function methodMap<TBox extends Box>(table: MethodTable<TBox>): Methods<TBox> {
  const methods = new Map<string, Method<TBox>[]>();
  for (const [key, method] of Object.entries(table)) {
    const [name = "", count] = key.split("/");
    const forms = methods.get(name) ?? [];
    forms[Number(count)] = method;
    methods.set(name, forms);
  }
  return methods;
}

/** The argument at a place that the number of arguments guarantees. */
export function at(args: readonly Box[], index: number): Box {
  const box = args[index];
  if (box === undefined) throw new TypeError(`no argument ${index}`);
  return box;
}
