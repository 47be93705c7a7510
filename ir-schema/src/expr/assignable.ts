import type { EnumType, StructType, Type } from "../generated/ir.js";

/** True when a value of type `from` may stand where `to` is expected; an int widens to a float. */
export function isAssignable(from: Type, to: Type): boolean {
  if (from === to || to === "json") return true;
  if (typeof to !== "string" && to.kind === "nullable")
    return from === "null" || isAssignable(withoutNull(from), to.of);
  if (typeof from === "string") {
    if (from === "int") return to === "float";
    return from === "string" && typeof to !== "string" && to.kind === "format";
  }
  switch (from.kind) {
    case "enum":
      return isEnumAssignable(from, to);
    case "format":
      return to === "string" || (typeof to !== "string" && to.kind === "format" && to.format === from.format);
    case "list":
    case "map":
      return typeof to !== "string" && to.kind === from.kind && isAssignable(from.of, to.of);
    case "struct":
      return isStructAssignable(from, to);
    case "nullable":
      return false;
  }
}

function isEnumAssignable(from: EnumType, to: Type): boolean {
  if (from.values.length === 0) return true;
  if (typeof to === "string") return isAssignable(from.of, to);
  return to.kind === "enum" && from.values.every((value) => to.values.includes(value));
}

function isStructAssignable(from: StructType, to: Type): boolean {
  if (typeof to === "string" || to.kind !== "struct") return false;
  if (Object.keys(from.fields).some((name) => !Object.hasOwn(to.fields, name))) return false;
  return Object.entries(to.fields).every(([name, field]) => {
    const given = Object.hasOwn(from.fields, name) ? from.fields[name] : undefined;
    const mayLack = to.optional?.includes(name) === true;
    if (given === undefined) return mayLack;
    return isAssignable(given, field) && (mayLack || from.optional?.includes(name) !== true);
  });
}

/** The type without its null. */
export function withoutNull(type: Type): Type {
  return typeof type !== "string" && type.kind === "nullable" ? type.of : type;
}

/** The type with null added, once. */
export function nullable(type: Type): Type {
  if (type === "null" || type === "json") return type;
  return typeof type !== "string" && type.kind === "nullable" ? type : { kind: "nullable", of: type };
}

/** True when a value of the type may be null. */
export function isNullable(type: Type): boolean {
  return type === "null" || (typeof type !== "string" && type.kind === "nullable");
}

/** The scalar behind an enum or a format; any other type is itself. */
export function baseType(type: Type): Type {
  return typeof type !== "string" && (type.kind === "enum" || type.kind === "format") ? type.of : type;
}

/** The smallest type that both fit, if there is one. */
export function joinTypes(a: Type, b: Type): Type | undefined {
  if (a === b) return a;
  if (isAssignable(a, b)) return b;
  if (isAssignable(b, a)) return a;
  if (isNullable(a) || isNullable(b)) return joinNullable(a, b);
  const joined = joinParts(a, b);
  if (joined !== undefined) return joined;
  const [baseA, baseB] = [baseType(a), baseType(b)];
  return baseA === a && baseB === b ? undefined : joinTypes(baseA, baseB);
}

function joinNullable(a: Type, b: Type): Type | undefined {
  if (a === "null") return nullable(b);
  if (b === "null") return nullable(a);
  const joined = joinTypes(withoutNull(a), withoutNull(b));
  return joined && nullable(joined);
}

function joinParts(a: Type, b: Type): Type | undefined {
  if (typeof a === "string" || typeof b === "string" || a.kind !== b.kind) return undefined;
  if (a.kind === "list" || a.kind === "map") {
    const of = joinTypes(a.of, (b as typeof a).of);
    return of && ({ kind: a.kind, of } as Type);
  }
  if (a.kind === "enum" && a.of === (b as EnumType).of) {
    return { kind: "enum", of: a.of, values: [...new Set([...a.values, ...(b as EnumType).values])] };
  }
  return a.kind === "struct" ? joinStructs(a, b as StructType) : undefined;
}

function joinStructs(a: StructType, b: StructType): Type | undefined {
  const fields: Record<string, Type> = {};
  const optional: string[] = [];
  for (const name of new Set([...Object.keys(a.fields), ...Object.keys(b.fields)])) {
    const [inA, inB] = [a.fields[name], b.fields[name]];
    const joined = inA && inB ? joinTypes(inA, inB) : (inA ?? inB);
    if (joined === undefined) return undefined;
    fields[name] = joined;
    if (!inA || !inB || a.optional?.includes(name) || b.optional?.includes(name)) optional.push(name);
  }
  return { kind: "struct", fields, ...(optional.length > 0 && { optional }) };
}
