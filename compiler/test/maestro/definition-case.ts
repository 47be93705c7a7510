import { checkDefinitionFiles, type Finding } from "../../src/maestro/index.js";

type Json = Record<string, unknown>;

/** A create request around a workflow's parts. */
export function request(workflow: Json, root: Json = {}): string {
  return JSON.stringify({ properties: { owner: "ann" }, ...root, workflow: { id: "wf", ...workflow } }, null, 2);
}

/** A plain step. */
export function step(id: string, params: Json = {}, more: Json = {}): Json {
  return { step: { id, type: "NoOp", params, ...more } };
}

/** Edges that leave a step. */
export function to(successors: Json): Json {
  return { transition: { successors } };
}

export const long = (value: unknown): Json => ({ type: "LONG", value });
export const text = (value: unknown): Json => ({ type: "STRING", value });
export const sel = (type: string, expression: string): Json => ({ type, expression });

/** A foreach step. */
export function foreach(id: string, loop: Json, steps: readonly Json[], more: Json = {}): Json {
  const { params, ...rest } = more as { params?: Json };
  return { foreach: { id, params: { ...params, loop_params: { type: "MAP", value: loop } }, steps, ...rest } };
}

/** A while step. */
export function whileStep(id: string, condition: string, loop: Json, steps: readonly Json[], params: Json = {}): Json {
  return { while: { id, condition, params: { ...params, loop_params: { type: "MAP", value: loop } }, steps } };
}

/** The errors and warnings of one file, as `E6201` and `W6205`, in order. */
export function codesOf(content: string, path = "case.json"): string {
  return worth(checkDefinitionFiles([{ path, text: content }]))
    .map(shortCode)
    .join(" ");
}

function worth(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ severity }) => severity !== "info");
}

function shortCode({ severity, code }: Finding): string {
  return `${severity === "error" ? "E" : "W"}${code.slice(3)}`;
}
