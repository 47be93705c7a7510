import type { Workflow } from "@stave/ir-schema";
import type { MaestroDefinition, MaestroParam } from "../definition.js";

/** How an imported definition wrote what is now a tree. */
export interface WrittenTexts {
  /** The definition's own texts by the texts that lowering gives, where they differ. */
  readonly texts?: Readonly<Record<string, string>> | undefined;
  /** Whether params' expressions end with a semicolon; true when absent. */
  readonly semicolons?: boolean | undefined;
}

/**
 * What `extensions.maestro` says beyond the portable language. Members replace what the lowering gave; null
 * removes it.
 */
export interface MaestroExtension extends WrittenTexts {
  /** Params, edges and joins are Maestro's own: names are kept, and nothing is added to make them portable. */
  readonly asWritten?: boolean;
  /** Members of the create request beside `properties` and `workflow`. */
  readonly request?: Readonly<Record<string, unknown>>;
  readonly properties?: Readonly<Record<string, unknown>>;
  /** Members of the workflow or of the step. */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly params?: Readonly<Record<string, MaestroParam | null>>;
  /** The names of all params in the order of their evaluation. */
  readonly order?: readonly string[];
  /** The ids of the steps of a workflow or loop in the order of the definition. */
  readonly steps?: readonly string[];
}

/** The part of a workflow's or step's extensions that is Maestro's. */
export function maestroExtension(extensions: Workflow["extensions"]): MaestroExtension {
  const own = extensions?.["maestro"];
  return typeof own === "object" && own !== null ? (own as MaestroExtension) : {};
}

/** An object with members replaced, added and removed. */
export function merged(
  base: Readonly<Record<string, unknown>>,
  changes: Readonly<Record<string, unknown>> | undefined,
): Record<string, unknown> {
  const result = { ...base, ...changes };
  return Object.fromEntries(Object.entries(result).filter(([, value]) => value !== null));
}

/** Params with those of an extension, in its order. */
export function mergedParams(
  params: Readonly<Record<string, MaestroParam>>,
  { params: changes, order }: MaestroExtension,
): Readonly<Record<string, MaestroParam>> {
  if (changes === undefined && order === undefined) return params;
  const all = merged(params, changes) as Record<string, MaestroParam>;
  const names = [...(order ?? []).filter((name) => name in all), ...Object.keys(all)];
  return Object.fromEntries(names.map((name) => [name, all[name] as MaestroParam]));
}

/** A definition with the members of the request that an extension gives. */
export function withRequest(definition: MaestroDefinition, extension: MaestroExtension): MaestroDefinition {
  const { properties, workflow, ...rest } = definition;
  const changed = merged(properties ?? {}, extension.properties);
  return {
    ...(Object.keys(changed).length > 0 || extension.properties !== undefined ? { properties: changed } : {}),
    ...merged(rest, extension.request),
    workflow,
  } as MaestroDefinition;
}
