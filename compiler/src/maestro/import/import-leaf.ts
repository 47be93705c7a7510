import type { Expr, Input, Type } from "@stave/ir-schema";
import { durationText } from "./duration-text.js";
import { hasOnlyValue, type ImportScope, importValue, paramsOf } from "./import-value.js";
import { isNatural } from "./natural.js";
import type { JsonObject } from "./normalize.js";

/** A step of the `step` wrapper: one of the portable kinds where it says no more than they do, else a custom one. */
export function importPlain(body: JsonObject, scope: ImportScope): Record<string, unknown> {
  const type = String(body["type"] ?? "");
  const params = paramsOf(body);
  const inputs = inputsOf(params, scope, []);
  const isOwn = body["sub_type"] === undefined;
  if (type.toLowerCase() === "noop" && isOwn) return noopOf(inputs);
  const container = type.toLowerCase() === "kubernetes" && isOwn ? containerOf(params, inputs) : undefined;
  if (container !== undefined) return container;
  const request = type.toLowerCase() === "http" && isOwn ? requestOf(params, inputs) : undefined;
  if (request !== undefined) return request;
  const sleep = type.toLowerCase() === "sleep" ? sleepOf(inputs) : undefined;
  return sleep ?? { kind: "custom", type, inputs, outputs: {} };
}

/** The params of a step that have a home in the portable language. */
export function inputsOf(params: JsonObject, scope: ImportScope, without: readonly string[]): Record<string, Input> {
  const inputs: Record<string, Input> = {};
  for (const [name, param] of Object.entries(params)) {
    if (without.includes(name) || !hasOnlyValue(param)) continue;
    const imported = importValue(param, scope);
    if (imported !== undefined) inputs[name] = imported;
  }
  return inputs;
}

/** A value that says its own type needs no other word for it. */
export function hasNaturalType({ type, value }: Input): boolean {
  if (value.kind === "struct" || value.kind === "map") return false;
  return value.kind !== "literal" || isNatural(type, value.value);
}

const RESOURCES = ["cpu", "memory", "disk", "gpu"];
const CONTAINER_INPUTS = ["image", "command", "args"];

/** A container with nothing but what the portable language knows of one. */
function containerOf(params: JsonObject, inputs: Readonly<Record<string, Input>>): Record<string, unknown> | undefined {
  const block = inputs["kubernetes"];
  if (block?.value.kind !== "struct" || Object.keys(params).length !== 1) return undefined;
  const { type } = block;
  const entries = Object.entries(block.value.fields);
  const typeOf = (name: string): Type =>
    (typeof type === "object" && type.kind === "struct" && type.fields[name]) || "json";
  const known = [...CONTAINER_INPUTS, ...RESOURCES, "env"];
  const image = entries.find(([name]) => name === "image");
  if (image === undefined || entries.some(([name]) => !known.includes(name))) return undefined;
  const resources = entries.filter(([name]) => RESOURCES.includes(name));
  const env = entries.find(([name]) => name === "env")?.[1];
  const variables = env === undefined ? {} : envOf(env);
  if (
    variables === undefined ||
    !resources.every(([, value]) => value.kind === "literal" && typeof value.value === "string")
  )
    return undefined;
  const own = entries.filter(([name]) => CONTAINER_INPUTS.includes(name));
  const sizes = resources.map(([name, value]) => [name, (value as { value: unknown }).value] as const);
  return {
    kind: "container",
    ...(sizes.length > 0 && { resources: Object.fromEntries(sizes) }),
    ...(env !== undefined && { env: variables }),
    inputs: Object.fromEntries(own.map(([name, value]) => [name, { type: typeOf(name), value }])),
    outputs: {},
  };
}

const HTTP_INPUTS = ["url", "method", "headers", "body"];
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"];

/** One request and nothing else; the builders always state its method. */
function requestOf(params: JsonObject, inputs: Readonly<Record<string, Input>>): Record<string, unknown> | undefined {
  const block = inputs["http"];
  if (block?.value.kind !== "struct" || Object.keys(params).length !== 1) return undefined;
  const { fields } = block.value;
  const { url, method, headers } = fields;
  const isKnown = url !== undefined && Object.keys(fields).every((name) => HTTP_INPUTS.includes(name));
  const isStated = method?.kind === "sel" || (method?.kind === "literal" && METHODS.includes(String(method.value)));
  if (!isKnown || !isStated || (headers !== undefined && headers.kind !== "literal")) return undefined;
  const types: Readonly<Record<string, Type>> = { headers: { kind: "map", of: "string" } };
  const own = Object.entries(fields).map(([name, value]) => [name, { type: types[name] ?? "string", value }] as const);
  return { kind: "http", inputs: Object.fromEntries(own), outputs: { status_code: "int", body: "string" } };
}

/** The variables of a map from texts to texts. */
function envOf(env: Expr): Record<string, Expr> | undefined {
  if (env.kind === "map") {
    return Object.fromEntries(
      env.entries.map(({ key, value }) => [key.kind === "literal" ? String(key.value) : "", value]),
    );
  }
  if (env.kind !== "literal") return undefined;
  const texts = env.value as Readonly<Record<string, string>>;
  return Object.fromEntries(
    Object.entries(texts).map(([name, value]) => [name, { kind: "literal", type: "string", value } as const]),
  );
}

function noopOf(all: Readonly<Record<string, Input>>): Record<string, unknown> {
  const inputs = Object.fromEntries(Object.entries(all).filter(([, input]) => hasNaturalType(input)));
  const outputs = Object.fromEntries(Object.entries(inputs).map(([name, { type }]) => [name, type]));
  return { kind: "noop", inputs, outputs };
}

/** A sleep of a fixed time and nothing else. */
function sleepOf(inputs: Readonly<Record<string, Input>>): Record<string, unknown> | undefined {
  const { sleep_seconds: seconds, ...others } = inputs;
  if (seconds?.value.kind !== "literal" || Object.keys(others).length > 0) return undefined;
  const value = durationText(Number(seconds.value.value));
  const duration: Input = { type: "duration", value: { kind: "literal", type: "duration", value } };
  return { kind: "sleep", inputs: { duration }, outputs: {} };
}
