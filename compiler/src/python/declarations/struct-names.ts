import type { StructType } from "@stave/ir-schema";
import { propertyText } from "./identifier.js";
import { type Direction, scalarTypeNames, typeText } from "./type-text.js";

/** The interfaces of one declaration file, collected while its functions are written. */
export interface StructNames {
  name(type: StructType, direction: Direction): string;
  /** The interfaces as text, in the order they were met. */
  interfaces(): string[];
}

/** Starts with no interfaces; equal structs of one name share one. */
export function createStructNames(): StructNames {
  const bodies = new Map<string, string>();
  const taken = new Set(["Arg", "StepCall", ...scalarTypeNames]);
  function name(type: StructType, direction: Direction): string {
    const body = structBody(type, direction, name);
    const base = type.name ?? "Struct";
    for (let attempt = 0; ; attempt += 1) {
      const candidate = candidateName(base, direction, attempt);
      if (taken.has(candidate)) continue;
      const known = bodies.get(candidate);
      if (known !== undefined && known !== body) continue;
      bodies.set(candidate, body);
      return candidate;
    }
  }
  return { name, interfaces: () => [...bodies].map(([key, body]) => `export interface ${key} ${body}\n`) };
}

function candidateName(base: string, direction: Direction, attempt: number): string {
  if (attempt === 0) return base;
  const suffix = direction === "in" ? "Input" : "Output";
  return attempt === 1 ? base + suffix : `${base}${suffix}${attempt}`;
}

function structBody(type: StructType, direction: Direction, name: StructNames["name"]): string {
  const lines = Object.entries(type.fields).map(([field, of]) => {
    const mark = type.optional?.includes(field) ? "?" : "";
    return `  readonly ${propertyText(field)}${mark}: ${typeText(of, direction, name)};`;
  });
  return lines.length === 0 ? "{}" : `{\n${lines.join("\n")}\n}`;
}
