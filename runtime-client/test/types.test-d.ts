import { bulkPush, type Client, createClient, push, type WorkflowCreateRequest } from "@stave/runtime-client";

declare const client: Client;

// Names of types and modes are read in any case, as the server reads them.
const request: WorkflowCreateRequest = {
  properties: { owner: "ada", run_strategy: "parallel" },
  workflow: {
    id: "rain",
    params: { days: { type: "long", value: 3, mode: "MUTABLE_ON_START" } },
    steps: [{ step: { id: "fit", type: "Sleep", timeout: "1h 30min" } }],
  },
  // Other keys become metadata.
  source: "rain.ts",
};
push(client, request) satisfies Promise<{ readonly version: number | bigint }>;

// @ts-expect-error A step is wrapped in the key of its kind.
const bare: WorkflowCreateRequest = { workflow: { id: "rain", steps: [{ id: "fit", type: "Sleep" }] } };
bare satisfies unknown;

// @ts-expect-error A client needs an address.
createClient({ user: "ada" });

// @ts-expect-error Credentials are a bearer token or a name with a password.
createClient({ baseUrl: "http://host", auth: { token: "x" } });

client.restart("rain", 1n, { from: "incomplete" });
// @ts-expect-error A restart says from where.
client.restart("rain", 1, {});
// @ts-expect-error The server's own name is not needed.
client.restart("rain", 1, { from: "RESTART_FROM_BEGINNING" });

// @ts-expect-error A page is asked for forward or backward, not both.
client.versions.page("rain", { first: 5, last: 5 });

async function results(): Promise<void> {
  for await (const result of bulkPush(client, [request])) {
    // @ts-expect-error Only a failed item has an error.
    result.error;
    if (result.outcome === "failed") result.error satisfies Error;
    // @ts-expect-error A resumed item was not asked for its version.
    if (result.outcome === "resumed") result.version;
  }
  for await (const event of client.watch("rain", 1)) {
    if (event.type === "end") event.instance.status satisfies string;
    // @ts-expect-error Only a step's event names a step.
    if (event.type === "run") event.step;
  }
}
results satisfies () => Promise<void>;
