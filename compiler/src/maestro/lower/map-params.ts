import type { Json, Param, Type, Workflow } from "@stave/ir-schema";
import type { MaestroParam } from "../definition.js";
import { literalParam } from "./literal.js";
import { spreadStruct } from "./spread-struct.js";
import { maestroType } from "./type-map.js";

/** The params that stand for one of a map that a run may give. */
export interface MapParam {
  /** Says that the map was given, even if it is empty. */
  readonly flag: string;
  /** Whether a run must give it. */
  readonly isRequired: boolean;
  /** The default and what holds in this run; a struct that must be given has a blank one, for what reads it at a push. */
  readonly held?: { readonly fallback: string; readonly value: string };
}

/** The name of the param that says a map was given. */
export function givenFlag(name: string): string {
  return `stave_given_${name}`;
}

/**
 * The map params of a workflow that stand as several. Maestro adds a given map to a written one key by key, and
 * takes none in place of an expression, so what a run gives goes into an empty map of its own.
 */
export function planMapParams(workflow: Workflow, fresh: (wanted: string) => string): ReadonlyMap<string, MapParam> {
  const params = Object.entries(workflow.params ?? {}).filter(([, param]) => isSplit(param));
  return new Map(
    params.map(([name, param]) => {
      const split = { flag: fresh(givenFlag(name)), isRequired: param.default === undefined };
      if (split.isRequired && !isStruct(param.type)) return [name, split];
      return [name, { ...split, held: { fallback: fresh(`${name}_default`), value: fresh(`${name}_value`) } }];
    }),
  );
}

/** Whether Maestro holds values of a type as maps. */
export function isMap(type: Type): boolean {
  const target = maestroType(type);
  return target === "MAP" || target === "STRING_MAP";
}

function isSplit({ type, mode, default: fallback }: Param): boolean {
  if (!isMap(type) || mode === "constant" || mode === "immutable") return false;
  if (fallback?.kind !== "literal") return true;
  // All fields of a struct are given together.
  return typeof type === "object" && type.kind === "map" && Object.keys(fallback.value as object).length > 0;
}

/** A map param as those that stand for it; `extras` are of the one a run gives. */
export function splitMapParam(
  name: string,
  { flag, held, isRequired }: MapParam,
  declared: Type,
  value: MaestroParam,
  extras: Partial<MaestroParam>,
): Record<string, MaestroParam> {
  const { type } = value;
  const chosen = ({ fallback }: { readonly fallback: string }): string =>
    `${isGiven(name, flag)} ? ${name} : ${fallback}`;
  return {
    [name]: { type, value: {}, ...extras },
    [flag]: { type: "BOOLEAN", value: false },
    ...(held !== undefined && {
      [held.fallback]: isRequired ? (literalParam(declared, blank(declared)) ?? value) : value,
      [held.value]: spreadStruct(declared, { setup: "", value: `(${chosen(held)})` }) ?? {
        type,
        expression: `${chosen(held)};`,
      },
    }),
  };
}

function isStruct(type: Type): boolean {
  return typeof type === "object" && type.kind === "struct";
}

const blanks: Readonly<Record<string, Json>> = {
  int: 0,
  float: 0,
  bool: false,
  date: "1970-01-01",
  timestamp: "1970-01-01T00:00:00Z",
  duration: "PT0S",
};

/** Some value of a type. */
function blank(type: Type): Json {
  if (typeof type === "string") return blanks[type] ?? "";
  if (type.kind === "list") return [];
  if (type.kind === "enum") return type.values[0] ?? "";
  if (type.kind === "format" || type.kind === "nullable") return blank(type.of);
  const fields = type.kind === "struct" ? Object.entries(type.fields) : [];
  return Object.fromEntries(fields.map(([name, field]) => [name, blank(field)]));
}

/** SEL that is true when a run gave a map. */
export function isGiven(name: string, flag: string): string {
  return `(${flag} || (${name}.size() > 0))`;
}
