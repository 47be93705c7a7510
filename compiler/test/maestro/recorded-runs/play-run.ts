import { MAESTRO_URL } from "../real-maestro.js";
import { type RanStep, type RanSteps, type RecordedRun, RUN_ID, type RunOutcome, requestOf } from "./recorded-run.js";

type Json = Record<string, unknown>;

interface Answer {
  readonly status: number;
  readonly body: Json;
}

async function call(method: string, path: string, body?: string): Promise<Answer> {
  const response = await fetch(`${MAESTRO_URL}/api/v3/${path}`, {
    method,
    headers: { user: "ann", "content-type": "application/json" },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? {} : (JSON.parse(exact(text)) as Json) };
}

/** Whole numbers beyond what JavaScript holds become texts. */
function exact(text: string): string {
  return text.replace(/([:,[])(-?\d{16,})(?=[,}\]])/g, '$1"$2"');
}

/** The signals that recorded definitions wait for, one of each: among several a server takes any that match. */
export const ANNOUNCED: Readonly<Record<string, { readonly p: number; readonly t: string }>> = {
  sig0: { p: 0, t: "x" },
  sig1: { p: 1, t: "x" },
  sig5: { p: 5, t: "x" },
};

/** Announces the signals that some of the recorded definitions wait for, under names of the session's own. */
export async function announceSignals(session: string): Promise<void> {
  for (const [signal, params] of Object.entries(ANNOUNCED)) {
    await call("POST", "signals", JSON.stringify({ name: `${session}_${signal}`, params }));
  }
}

function requestText(workflow: RecordedRun["workflows"][number], session: string, id: string): string {
  const text = JSON.stringify(requestOf(workflow)).replaceAll(RUN_ID, id);
  return text.replace(/"(sig\d)"/g, `"${session}_$1"`);
}

/** Pushes the definitions of a run, starts the first and waits for its end. */
export async function playRun({ workflows, runParams }: RecordedRun, session: string, at: number): Promise<RunOutcome> {
  const id = `${session}_${at}`;
  const [own = "", ...others] = workflows.map((workflow) => requestText(workflow, session, id));
  for (const other of others) await call("POST", "workflows", other);
  if ((await call("POST", "workflows", own)).status >= 300) return { end: "push" };
  const path = `workflows/${id}/versions/latest/actions/start`;
  const start = { initiator: { type: "manual" }, ...(runParams !== undefined && { run_params: runParams }) };
  const started = await call("POST", path, JSON.stringify(start));
  if (started.status >= 300) return { end: "start" };
  const outcome = await settle(id, Number(started.body["workflow_instance_id"]));
  const text = JSON.stringify(outcome).replaceAll(id, RUN_ID);
  return JSON.parse(text.replace(/maestro_(foreach|while)_\w+/g, "INNER_ID")) as RunOutcome;
}

const ENDED = new Set(["SUCCEEDED", "FAILED", "STOPPED", "TIMED_OUT"]);

async function settle(id: string, instance: number): Promise<RunOutcome> {
  for (let tries = 0; tries < 250; tries += 1) {
    const { body } = await call("GET", `workflows/${id}/instances/${instance}/runs/1?aggregated=false`);
    const status = String(body["status"]);
    if (ENDED.has(status)) return { end: "run", status, ...(await inside(id, instance, body)) };
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await call("PUT", `workflows/${id}/instances/${instance}/actions/kill`);
  return { end: "run", status: "IN_PROGRESS" };
}

async function inside(id: string, instance: number, run: Json): Promise<Pick<RunOutcome, "values" | "steps">> {
  const { body } = await call("GET", `workflows/${id}/instances/${instance}/runs/${run["workflow_run_id"]}/steps`);
  const steps: Record<string, RanStep> = {};
  for (const step of Array.isArray(body) ? (body as Json[]) : []) steps[String(step["step_id"])] = await ranStep(step);
  const defined = objectOf(objectOf(run["runtime_workflow"])["params"]);
  return { values: valuesOf(run["params"], (name) => name in defined), steps };
}

const SYSTEM =
  /^(workflow_instance_id|step_instance_uuid|step_attempt_id|step_id|maestro_step_satisfied|subworkflow_.*)$/;

async function ranStep(step: Json): Promise<RanStep> {
  const status = String(objectOf(step["runtime_state"])["status"]);
  const successors = Object.entries(objectOf(objectOf(step["transition"])["successors"]));
  const next = successors.map(([to, edge]) => [to, objectOf(edge)["evaluated_result"] ?? null] as const);
  const ran = await ranInside(objectOf(step["artifacts"]));
  return {
    status,
    values: valuesOf(step["params"], (name) => !SYSTEM.test(name)),
    ...(next.length > 0 && { next: Object.fromEntries(next) as Record<string, boolean | null> }),
    ...(ran.length > 0 && { inside: ran }),
  };
}

async function ranInside(artifacts: Json): Promise<readonly RanSteps[]> {
  const foreach = objectOf(artifacts["maestro_foreach"]);
  const loop = objectOf(artifacts["maestro_while"]);
  const sub = objectOf(artifacts["maestro_subworkflow"]);
  const id = foreach["foreach_workflow_id"] ?? loop["loop_workflow_id"] ?? sub["subworkflow_id"];
  if (id === undefined) return [];
  const total = Number(foreach["total_loop_count"] ?? loop["last_iteration"] ?? 1);
  const first = Number(sub["subworkflow_instance_id"] ?? 1);
  const all: RanSteps[] = [];
  for (let at = first; at < first + Math.min(total, 8); at += 1) {
    const { body } = await call("GET", `workflows/${id}/instances/${at}/runs/latest?aggregated=false`);
    if (body["workflow_run_id"] !== undefined) all.push((await inside(String(id), at, body)).steps ?? {});
  }
  return all;
}

function objectOf(value: unknown): Json {
  return typeof value === "object" && value !== null ? (value as Json) : {};
}

function valuesOf(params: unknown, isKept: (name: string) => boolean): Json {
  const kept = Object.entries(objectOf(params)).filter(([name]) => isKept(name));
  return Object.fromEntries(kept.map(([name, param]) => [name, objectOf(param)["evaluated_result"] ?? null]));
}
