import type { Expr, Input } from "@stave/ir-schema";
import type { MaestroParam } from "../definition.js";
import type { LowerContext } from "./context.js";
import type { Frame, PlannedStep } from "./frame.js";
import { escapeDollars, selText } from "./literal.js";
import { lowerParam } from "./lower-value.js";
import { paramSite } from "./site.js";

/** What every kind is lowered from. */
export interface KindInput<TStep> {
  readonly context: LowerContext;
  readonly frame: Frame;
  readonly planned: PlannedStep;
  readonly step: TStep;
}

/** Inputs that are entries of one of Maestro's own MAP params. */
export function mapEntries(
  { context, frame, planned }: KindInput<unknown>,
  inputs: Readonly<Record<string, Input>>,
  names: readonly string[],
): Record<string, MaestroParam> {
  const entries: Record<string, MaestroParam> = {};
  for (const name of names) {
    const given = inputs[name];
    if (given === undefined) continue;
    const site = { ...paramSite(frame, planned), pointer: `${planned.pointer}/inputs/${name}/value` };
    const lowered = lowerParam(context, site, given.value, given.type, `the input "${name}" of "${planned.step.id}"`);
    if (lowered !== undefined) entries[name] = lowered;
  }
  return entries;
}

/** The container image of an environment. */
export function imageEntry(
  { context, planned }: KindInput<unknown>,
  environment: string | undefined,
): { readonly image?: MaestroParam } {
  const image = imageOf(context, environment);
  if (image !== undefined) return { image: { type: "STRING", value: escapeDollars(image) ?? image } };
  const named = environment === undefined ? "no environment" : `the environment "${environment}"`;
  context.report("target-image", { step: planned.step.id, environment: named }, planned.pointer);
  return {};
}

function imageOf(context: LowerContext, environment: string | undefined): string | undefined {
  const { images, defaultImage } = context.options;
  if (environment === undefined) return defaultImage;
  const own = context.workflow.environments?.[environment];
  return images?.[environment] ?? (own?.kind === "image" ? own.image : defaultImage);
}

/** A fixed text inside an array or map, through a param of its own where no escape gives it back. */
export function fixedText({ context, planned }: KindInput<unknown>, text: string, wanted: string): string {
  const escaped = escapeDollars(text);
  if (escaped !== undefined) return escaped;
  const name = context.fresh(wanted);
  planned.carried.set(name, { type: "STRING", expression: `${selText(text)};` });
  return `\${${name}}`;
}

/** The `env` of a container: what it is told unless the step's own variables say otherwise, and those of a protocol. */
export function environmentEntry(
  input: KindInput<unknown>,
  env: Readonly<Record<string, Expr>> | undefined,
  protocol: Readonly<Record<string, string>> = {},
  told: Readonly<Record<string, string>> = {},
): { readonly env?: MaestroParam } {
  const own = Object.entries(env ?? {}).map(([name, value]) => [name, variable(input, name, value)]);
  const value = { ...told, ...Object.fromEntries(own), ...protocol };
  return Object.keys(value).length === 0 ? {} : { env: { type: "STRING_MAP", value } };
}

function variable(input: KindInput<unknown>, name: string, value: Expr): string {
  if (value.kind === "literal") return fixedText(input, String(value.value), `env_${name}`);
  const { context, frame, planned } = input;
  const site = { ...paramSite(frame, planned), pointer: `${planned.pointer}/env/${name}` };
  const lowered = lowerParam(context, site, value, "string", `the variable ${name} of "${planned.step.id}"`);
  const param = context.fresh(`env_${name}`);
  if (lowered !== undefined) planned.carried.set(param, lowered);
  return `\${${param}}`;
}
