import type { Type } from "../generated/ir.js";

/** A type in a person's words: `list<float>`, `string or null`, a struct's name or `{ auc: float }`. */
export function formatType(type: Type): string {
  if (typeof type === "string") return type;
  switch (type.kind) {
    case "list":
      return `list<${formatType(type.of)}>`;
    case "map":
      return `map<${formatType(type.of)}>`;
    case "nullable":
      return `${formatType(type.of)} or null`;
    case "struct":
      return type.name ?? formatFields(type);
    case "enum":
      return type.values.length === 0 ? "nothing" : type.values.map((value) => JSON.stringify(value)).join(" | ");
    case "format":
      return type.format;
  }
}

function formatFields(type: Extract<Type, { kind: "struct" }>): string {
  const fields = Object.entries(type.fields).map(
    ([name, field]) => `${name}${type.optional?.includes(name) ? "?" : ""}: ${formatType(field)}`,
  );
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}
