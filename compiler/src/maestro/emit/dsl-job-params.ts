import type { MaestroParam, MaestroParams } from "../definition.js";
import { type DslPlace, dslEntries, dslParams } from "./dsl-params.js";

/** A param that the language has a key for; it becomes the last of its step's. */
interface SpecialParam {
  readonly key: string;
  /** Whether Maestro sets it from that key, or to a default, whatever else is written. */
  readonly isAlwaysSet?: true;
}

const specials: Readonly<Record<string, Readonly<Record<string, SpecialParam>>>> = {
  foreach: { loop_params: { key: "loop_params", isAlwaysSet: true } },
  while: { loop_params: { key: "loop_params" } },
  subworkflow: {
    subworkflow_id: { key: "workflow_id", isAlwaysSet: true },
    subworkflow_version: { key: "version" },
  },
};

/** The params of a job, those that the language has keys for by those keys. */
export function dslJobParams(job: string, params: MaestroParams, place: DslPlace): Readonly<Record<string, unknown>> {
  const special = specials[job] ?? {};
  const keyed: Record<string, unknown> = {};
  const rest: Record<string, MaestroParam> = {};
  for (const [name, { key, isAlwaysSet = false }] of Object.entries(special)) {
    const param = params[name];
    if (isAlwaysSet && (param === undefined || !isPlain(param)))
      place.refuse(`"${name}" as anything but a literal without a mode`);
    else if (param !== undefined && isPlain(param) && (isAlwaysSet || isMovable(name, params)))
      keyed[key] = name === "loop_params" ? dslEntries(param.value as MaestroParams, place) : param.value;
  }
  for (const [name, param] of Object.entries(params)) {
    const own = special[name];
    const isSaid = own !== undefined && own.key in keyed && isMovable(name, params);
    if (!isSaid) rest[name] = param;
  }
  return { ...keyed, ...Object.fromEntries(dslParams(rest, place)) };
}

function isPlain({ type, value, ...rest }: MaestroParam): boolean {
  const isValue = typeof value === "string" || (typeof value === "object" && value !== null);
  return isValue && /^(?:string|map)$/i.test(type) && Object.values(rest).every((one) => one == null);
}

/** Whether nothing changes when a param comes last: its order matters to those that name it, and that it names. */
function isMovable(name: string, params: MaestroParams): boolean {
  const names = Object.keys(params);
  const later = names.slice(names.indexOf(name) + 1);
  return later.every((other) => !mentions(params[name], other) && !mentions(params[other], name));
}

function mentions(value: unknown, name: string): boolean {
  if (typeof value === "string") {
    const escaped = name.replace(/[.-]/g, "\\$&");
    return new RegExp(`(?<![A-Za-z0-9_])${escaped}(?![A-Za-z0-9_])`).test(value);
  }
  return typeof value === "object" && value !== null && Object.values(value).some((part) => mentions(part, name));
}
