import { CONSTRUCTORS } from "../members.js";
import type { SelNew } from "../syntax/ast.js";
import { DECLARABLE_TYPES, type SelType } from "../types.js";
import { closestName } from "./closest-name.js";
import { foldConstructor } from "./fold-method.js";
import { type Box, ofType, present, typed } from "./heap.js";
import type { Machine } from "./machine.js";
import { mayBeUnset } from "./methods.js";
import { describeTypes, isPoisoned, setOf } from "./type-set.js";

/** The value of `new Class(args)`. */
export function construct(machine: Machine, node: SelNew, args: readonly Box[]): Box {
  const type = DECLARABLE_TYPES.get(node.type.name);
  if (type === undefined) {
    const close = closestName(node.type.name, DECLARABLE_TYPES.keys());
    machine.fail("unknownClass", node.type, { name: node.type.name, advice: close ? `did you mean ${close}?` : "" });
  }
  const forms = CONSTRUCTORS[type];
  if (forms === undefined) machine.fail("noConstructor", node.type, { class: node.type.name, advice: adviseNew(type) });
  if (args.some(({ content }) => isPoisoned(content.types))) return typed(setOf(type));
  if (!fits(type, forms, args)) refuseConstructor(machine, node, type, args);
  return foldConstructor(machine, node, type, args) ?? (type === "MAP" ? emptyMap() : present(setOf(type)));
}

type Forms = readonly (readonly (readonly SelType[])[])[];

function fits(type: SelType, forms: Forms, args: readonly Box[]): boolean {
  const takes = (types: readonly SelType[], at: number): boolean => {
    const { content } = args[at] as Box;
    // A date from anything unset is the present.
    const isNow = type === "DATETIME" && at === 0 && args.length < 3 && mayBeUnset(content);
    return isNow || (content.types & setOf(...types)) !== 0;
  };
  return forms.some((form) => form.length === args.length && form.every(takes));
}

function emptyMap(): Box {
  return ofType("MAP", { kind: "map", cell: { kind: "entries", content: new Map() } });
}

function adviseNew(type: SelType): string {
  if (type === "DATETIME_ZONE") return "write DateTimeZone.forID('UTC')";
  if (type === "DATETIME_FORMATTER") return "write DateTimeFormat.forPattern('yyyyMMdd')";
  if (type === "DATETIME_DAYS") return "write Days.daysBetween(from, to)";
  return type === "UUID" ? "write UUID.randomUUID()" : "";
}

function refuseConstructor(machine: Machine, node: SelNew, type: SelType, args: readonly Box[]): never {
  const found = args.length === 0 ? "no arguments" : args.map(({ content }) => describeTypes(content.types)).join(", ");
  const wantsDouble = type === "DOUBLE" && args.length === 1 && args[0]?.content.types === setOf("LONG");
  const advice = wantsDouble ? "write n * 1.0" : "";
  machine.fail("constructorArguments", node, { class: node.type.name, found, advice });
}
