import type { RunScript } from "@stave/runtime-client/testing";

/** One request of a conversation with a server; `~` stands for the prefix that keeps conversations apart. */
export interface Line {
  /** Method and path below `/api/v3`. */
  readonly send: string;
  readonly json?: unknown;
  /** A body as it is, with its content type. */
  readonly raw?: readonly [contentType: string, body: string];
  /** `null` sends no `user` header. */
  readonly user?: string | null;
  /** The request is sent until its answer has these members; runs need time. */
  readonly until?: unknown;
  /** How a test server lets the runs of a workflow go, where the real one decides by itself. */
  readonly script?: readonly [workflow: string, script: RunScript];
}

/** Lines that depend on each other; chapters do not. */
export type Chapter = readonly Line[];

/** A line without a body. */
export function ask(send: string, rest: Omit<Line, "send"> = {}): Line {
  return { send, ...rest };
}

/** A line with a JSON body. */
export function tell(send: string, json: unknown, rest: Omit<Line, "send" | "json"> = {}): Line {
  return { send, json, ...rest };
}

/** A line that waits until an instance has a status. */
export function awaitRun(workflow: string, instance: number, status: string, more: object = {}): Line {
  return ask(`GET /workflows/${workflow}/instances/${instance}`, { until: { status, ...more } });
}

/** A line that pushes a workflow. */
export function create(
  id: string,
  steps: readonly unknown[],
  rest: { properties?: unknown; [key: string]: unknown } = {},
): Line {
  const { properties = { owner: "ada" }, workflow, ...more } = rest;
  return tell("POST /workflows", { properties, workflow: { id, steps, ...(workflow as object) }, ...more });
}

/** A line that starts a workflow. */
export function start(workflow: string, body: object = {}, version = "default"): Line {
  return tell(`POST /workflows/${workflow}/versions/${version}/actions/start`, {
    initiator: { type: "manual" },
    ...body,
  });
}

/** A step that does nothing. */
export function noop(id: string, rest: object = {}): object {
  return { step: { id, type: "NoOp", ...rest } };
}

/** A step that does not end by itself within a conversation. */
export function sleeper(id: string, rest: object = {}): object {
  return { step: { id, type: "Sleep", ...rest, params: { sleep_seconds: { type: "LONG", value: 600 } } } };
}

/** A UUID of the conversation's own. */
export function uuid(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
}
