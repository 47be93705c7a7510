import { parseJson } from "@stave/runtime-client";
import type { MaestroDefinition } from "../../src/maestro/index.js";
import { MAESTRO_URL } from "./real-maestro.js";

/** A step of a run on the server: its definition, its status, the values of its params. */
export interface ServerStep {
  readonly status: string;
  readonly body: object;
  readonly params: Readonly<Record<string, unknown>>;
}

interface Json {
  readonly [key: string]: Json;
}

/** JSON with whole numbers of any size as they are. */
export function parseExact(text: string): unknown {
  return parseJson(text);
}

async function call(method: "GET" | "POST", path: string, body?: unknown): Promise<Json> {
  const response = await fetch(`${MAESTRO_URL}/api/v3/workflows${path}`, {
    method,
    headers: { user: "stave", "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 500)}`);
  return parseExact(text) as Json;
}

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Pushes definitions and runs the last one. */
export async function runToEnd(
  definitions: readonly MaestroDefinition[],
  params: Readonly<Record<string, unknown>>,
): Promise<{
  readonly status: string;
  readonly instance: number;
  readonly params: Json;
  readonly facts: { readonly runId: string; readonly startTime: string; readonly logicalDate: string };
}> {
  for (const definition of definitions) await call("POST", "", definition);
  const id = definitions.at(-1)?.workflow.id ?? "";
  const request = { initiator: { type: "manual" }, run_params: params };
  const started = await call("POST", `/${id}/versions/latest/actions/start`, request);
  const instance = Number(started["workflow_instance_id"]);
  for (;;) {
    await wait(500);
    const run = await call("GET", `/${id}/instances/${instance}/runs/1?enriched=false&aggregated=false`);
    const status = String(run["status"]);
    if (status === "CREATED" || status === "IN_PROGRESS") continue;
    const own = run["params"] as Json;
    const day = String(own["TARGET_RUN_DATE"]?.["evaluated_result"]);
    const facts = {
      runId: String(instance),
      startTime: new Date(Number(own["RUN_TS"]?.["evaluated_result"])).toISOString(),
      logicalDate: `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`,
    };
    return { status, instance, params: own, facts };
  }
}

/** The steps of a run and of all below it, by key. */
export async function readSteps(
  id: string,
  instance: number,
  prefix = "",
  found: Map<string, ServerStep> = new Map(),
): Promise<ReadonlyMap<string, ServerStep>> {
  const steps = (await call("GET", `/${id}/instances/${instance}/runs/1/steps`)) as unknown as readonly Json[];
  for (const step of steps) {
    const key = `${prefix}${step["step_id"]}`;
    const params = Object.entries(step["params"] ?? {}).map(([name, param]) => [name, param["evaluated_result"]]);
    found.set(key, {
      status: String(step["runtime_state"]?.["status"]),
      body: Object.values(step["definition"] ?? {})[0] ?? {},
      params: Object.fromEntries(params),
    });
    await readBelow(step["artifacts"] as Json, key, found);
  }
  return found;
}

async function readBelow(artifacts: Json | undefined, key: string, found: Map<string, ServerStep>): Promise<void> {
  const { maestro_foreach: each, maestro_while: loop, maestro_subworkflow: child } = artifacts ?? {};
  const [inner, count] = each
    ? [each["foreach_workflow_id"], Number(each["next_loop_index"])]
    : [loop?.["loop_workflow_id"], Number(loop?.["last_iteration"] ?? 0)];
  for (let at = 1; at <= count; at += 1) await readSteps(String(inner), at, `${key}[${at - 1}]/`, found);
  if (child)
    await readSteps(String(child["subworkflow_id"]), Number(child["subworkflow_instance_id"]), `${key}/`, found);
}
