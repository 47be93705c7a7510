import type { Type } from "@stave/ir-schema";
import type { MaestroParam } from "../definition.js";
import { type Program, programText, selText } from "./literal.js";
import { maestroType } from "./type-map.js";

/**
 * A struct that holds lists, computed field by field. Maestro cannot hand on a computed map with an empty list in it,
 * since it takes the types of such a map's entries from their values.
 */
export function spreadStruct(type: Type, { setup, value }: Program): MaestroParam | undefined {
  if (typeof type !== "object" || type.kind !== "struct" || maestroType(type) !== "MAP" || !holdsList(type)) {
    return undefined;
  }
  const fields = Object.entries(type.fields).map(([name, field]) => {
    const read = { setup, value: `${value}.get(${selText(name)})` };
    const entry = { type: maestroType(field) ?? "STRING", expression: programText(read) };
    return [name, spreadStruct(field, read) ?? entry];
  });
  return { type: "MAP", value: Object.fromEntries(fields) };
}

function holdsList(type: Type): boolean {
  if (typeof type !== "object") return false;
  if (type.kind === "struct") return Object.values(type.fields).some(holdsList);
  return type.kind === "list" || (type.kind === "map" && holdsList(type.of));
}
