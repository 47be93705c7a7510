import { type Client, type ClientOptions, createClient, type WorkflowCreateRequest } from "@stave/runtime-client";

/** A small valid definition. */
export function request(id: string, seconds = 1): WorkflowCreateRequest {
  return {
    properties: { owner: "ada" },
    workflow: {
      id,
      params: { days: { type: "LONG", value: 3 } },
      steps: [
        { step: { id: "first", type: "NoOp", transition: { successors: { second: "true" } } } },
        { step: { id: "second", type: "Sleep", params: { sleep_seconds: { type: "LONG", value: seconds } } } },
      ],
    },
  };
}

/** A client that never really waits. */
export function quickClient(baseUrl: string, options: Partial<ClientOptions> = {}): Client {
  const clock = { sleep: () => new Promise<void>((resolve) => setImmediate(resolve)), ...options.clock };
  return createClient({ baseUrl, user: "ada", ...options, clock });
}
