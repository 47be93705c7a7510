import type { JsonObject } from "../../src/maestro/import/normalize.js";
import { isObject } from "../../src/maestro/import/normalize.js";

/** A Maestro to test against; none where the environment names none. */
export const MAESTRO_URL: string | undefined = process.env["STAVE_MAESTRO_URL"];

interface Answer {
  readonly status: number;
  readonly body: JsonObject;
}

async function call(method: string, path: string, body?: string, type = "application/json"): Promise<Answer> {
  const response = await fetch(`${MAESTRO_URL}/api/v3/${path}`, {
    method,
    headers: { user: "stave", "content-type": type },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? {} : (JSON.parse(text) as JsonObject) };
}

/** The first line of what Maestro has against a definition; nothing when it took it. */
export async function push(definition: unknown, type = "application/json"): Promise<string | undefined> {
  const isYaml = type !== "application/json";
  const text = isYaml ? String(definition) : JSON.stringify(definition);
  const { status, body } = await call("POST", isYaml ? "workflows/yaml" : "workflows", text, type);
  return status < 300 ? undefined : `${status} ${JSON.stringify(body).slice(0, 300)}`;
}

const volatile = new Set(["workflow_id", "workflow_version_id", "create_time", "author", "version_author"]);

/** What the server keeps of a version of a workflow, without who pushed it and when. */
export async function kept(id: string, version: number | "latest" = "latest"): Promise<JsonObject> {
  const { body } = await call("GET", `workflows/${encodeURIComponent(id)}/versions/${version}`);
  const { workflow, properties_snapshot: properties, metadata, is_active: isActive } = body;
  const without = (object: unknown): JsonObject =>
    Object.fromEntries(Object.entries((object ?? {}) as JsonObject).filter(([key]) => !volatile.has(key)));
  return {
    workflow: { ...(isObject(workflow) ? workflow : {}), id: "" },
    properties: without(properties),
    metadata: without(metadata),
    is_active: isActive ?? null,
  };
}

/** Starts a run and gives the number of its instance. */
export async function start(id: string): Promise<number> {
  const { body } = await call(
    "POST",
    `workflows/${encodeURIComponent(id)}/versions/latest/actions/start`,
    JSON.stringify({ initiator: { type: "manual" } }),
  );
  return Number(body["workflow_instance_id"]);
}

/** What a run came to: its status, and for each step its status and the values of its params. */
export async function outcome(id: string, instance: number): Promise<JsonObject> {
  const path = `workflows/${encodeURIComponent(id)}/instances/${instance}/runs/1`;
  for (;;) {
    const { body } = await call("GET", path);
    const status = String(body["status"]);
    if (status !== "CREATED" && status !== "IN_PROGRESS") {
      const { body: steps } = await call("GET", `${path}/steps`);
      const outcomes = (steps as unknown as readonly JsonObject[]).map(stepOutcome);
      return { status, params: valuesOf(body["params"]), steps: Object.fromEntries(outcomes) };
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function stepOutcome(step: JsonObject): readonly [string, JsonObject] {
  const { runtime_state: state, params } = step;
  return [
    String(step["step_id"]),
    { status: isObject(state) ? (state["status"] ?? null) : null, params: valuesOf(params) },
  ];
}

/** The values that the workflow itself defines; those of the run differ from one to the next. */
function valuesOf(params: unknown): JsonObject {
  const entries = Object.entries((params ?? {}) as Record<string, JsonObject>);
  const own = entries.filter(([, param]) => param["source"] === undefined || param["source"] === "DEFINITION");
  return Object.fromEntries(own.map(([name, param]) => [name, param["evaluated_result"] ?? null]));
}
