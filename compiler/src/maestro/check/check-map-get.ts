import type { SelCall, SelProgram, SelType } from "../../sel/index.js";
import { walkSel } from "../../sel/refs/children.js";
import type { MaestroType } from "../definition.js";
import { didYouMean } from "../model/closest.js";
import type { ParamModel } from "../model/definition-model.js";
import type { Place } from "./place.js";
import { ownParam, type Problem } from "./resolve-name.js";

/** A literal map that a name certainly stands for. */
function literalMap(name: string, place: Place): ParamModel | undefined {
  const own = place.own === "all" && place.step !== undefined ? ownParam(place.step, name)?.param : undefined;
  const shared = place.instance.names.get(name);
  const param = own !== undefined && shared !== undefined ? undefined : (own ?? shared?.param);
  const isMap = param?.type === "STRING_MAP" || param?.type === "MAP";
  return isMap && param.value?.kind === "object" ? param : undefined;
}

function keysOf({ value }: ParamModel): readonly string[] {
  return value?.kind === "object" ? value.entries.map((entry) => entry.key) : [];
}

interface MapRead {
  readonly name: string;
  readonly key: string | undefined;
}

function mapRead({ object, method, args }: SelCall): MapRead | undefined {
  if (object.kind !== "name" || method.name !== "get" || args.length !== 1) return undefined;
  const [key] = args;
  return { name: object.name, key: key?.kind === "string" ? key.value : undefined };
}

/** A read of a key that a literal map does not have. */
export function checkMapGet(call: SelCall, place: Place): Problem | undefined {
  const { name = "", key } = mapRead(call) ?? {};
  const map = key === undefined ? undefined : literalMap(name, place);
  if (key === undefined || map === undefined) return undefined;
  const keys = keysOf(map);
  if (keys.some((one) => one === key || one.includes("$"))) return undefined;
  return { name: "missingMapKey", details: { name, key, advice: didYouMean(key, keys) } };
}

/** What is known of a map's entries, where every key that the program reads of it is there. */
export interface KnownMap {
  readonly type: "MAP";
  readonly entries: Readonly<Record<string, { readonly type: SelType | "ANY" }>>;
}

/** The literal maps of which a program reads only what they have. */
export function knownMaps(
  program: SelProgram,
  place: Place,
  selTypes: Readonly<Record<MaestroType, SelType>>,
): Readonly<Record<string, KnownMap>> {
  const reads = new Map<string, MapRead[]>();
  walkSel(program, (node) => {
    const read = node.kind === "call" ? mapRead(node) : undefined;
    if (read !== undefined) reads.set(read.name, [...(reads.get(read.name) ?? []), read]);
  });
  const known: Record<string, KnownMap> = {};
  for (const [name, all] of reads) {
    const map = literalMap(name, place);
    const keys = new Set(map === undefined ? [] : keysOf(map));
    if (map === undefined || !all.every(({ key }) => key !== undefined && keys.has(key))) continue;
    known[name] = { type: "MAP", entries: entryTypes(map, selTypes) };
  }
  return known;
}

/** The entry of a literal has its type; what an expression gives stays open. */
function entryTypes(map: ParamModel, selTypes: Readonly<Record<MaestroType, SelType>>): KnownMap["entries"] {
  if (map.type === "STRING_MAP") return Object.fromEntries(keysOf(map).map((key) => [key, { type: "STRING" }]));
  const entries = (map.entries ?? []).map(({ name, type, value }) => {
    const isFixed = value !== undefined && type !== undefined && type !== "MAP" && type !== "STRING_MAP";
    return [name, { type: isFixed ? selTypes[type] : ("ANY" as const) }] as const;
  });
  return Object.fromEntries(entries);
}
