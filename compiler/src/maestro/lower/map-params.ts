import type { Param, Type, Workflow } from "@stave/ir-schema";
import type { MaestroParam } from "../definition.js";
import { maestroType } from "./type-map.js";

/** The params that stand for one of a map that a run may give. */
export interface MapParam {
  /** Says that the map was given, even if it is empty. */
  readonly flag: string;
  /** The default and what holds in this run; absent where there is no default. */
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
      const flag = fresh(givenFlag(name));
      if (param.default === undefined) return [name, { flag }];
      return [name, { flag, held: { fallback: fresh(`${name}_default`), value: fresh(`${name}_value`) } }];
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
  { flag, held }: MapParam,
  value: MaestroParam,
  extras: Partial<MaestroParam>,
): Record<string, MaestroParam> {
  const { type } = value;
  return {
    [name]: { type, value: {}, ...extras },
    [flag]: { type: "BOOLEAN", value: false },
    ...(held !== undefined && {
      [held.fallback]: value,
      [held.value]: { type, expression: `${isGiven(name, flag)} ? ${name} : ${held.fallback};` },
    }),
  };
}

/** SEL that is true when a run gave a map. */
export function isGiven(name: string, flag: string): string {
  return `(${flag} || (${name}.size() > 0))`;
}
