import type { RunEvent } from "@stave/runtime-client";
import { startFaultProxy, startTestServer } from "@stave/runtime-client/testing";
import { expect, it } from "vitest";
import { quickClient, request } from "./samples.js";

function line(event: RunEvent): string {
  if (event.type === "end") return `end ${event.instance.status}`;
  if (event.type === "progress") return `of ${event.leaves} ${JSON.stringify(event.counts)}`;
  const what = event.type === "step" ? event.step : "run";
  return `${what} ${event.previous ?? "-"} → ${event.status}`;
}

it("tells each change once, in order, and at last the ended run", async () => {
  await using server = await startTestServer();
  await using client = quickClient(server.url);
  await client.workflows.create(request("rain"));
  await client.start("rain");
  const lines: string[] = [];
  for await (const event of client.watch("rain", 1)) lines.push(line(event));
  expect(lines).toEqual([
    "run - → IN_PROGRESS",
    "first NOT_CREATED → RUNNING",
    'of 1 {"RUNNING":1}',
    "first RUNNING → SUCCEEDED",
    'of 1 {"SUCCEEDED":1}',
    "second NOT_CREATED → RUNNING",
    'of 2 {"SUCCEEDED":1,"RUNNING":1}',
    "second RUNNING → SUCCEEDED",
    'of 2 {"SUCCEEDED":2}',
    "run IN_PROGRESS → SUCCEEDED",
    "end SUCCEEDED",
  ]);
});

it("starts and waits, and gives the run however it ended", async () => {
  await using server = await startTestServer();
  await using client = quickClient(server.url);
  await client.workflows.create(request("rain"));
  server.script("rain", { fail: ["second"] });
  const events: string[] = [];
  const ended = await client.runAndWait("rain", {}, { onEvent: (event) => events.push(event.type) });
  expect(ended).toMatchObject({ status: "FAILED", workflow_instance_id: 1 });
  expect(events.at(-1)).toBe("end");
});

it("tells which steps failed and what the server says about them", async () => {
  await using server = await startTestServer();
  await using client = quickClient(server.url);
  await client.workflows.create(request("rain"));
  server.script("rain", { fail: ["second"] });
  await client.runAndWait("rain");
  const failures = [];
  for await (const failure of client.failures("rain", 1)) failures.push(failure);
  const place = { workflow: "rain", instance: 1, run: 1, step: "second", attempt: 1 };
  expect(failures).toEqual([{ ...place, status: "FATALLY_FAILED", messages: ["step [second] failed; exit 1"] }]);
});

it("gives up waiting but not the run", async () => {
  await using server = await startTestServer();
  let now = 0;
  await using client = quickClient(server.url, {
    clock: {
      now: () => now,
      sleep: async (ms) => {
        now += ms;
      },
    },
  });
  await client.workflows.create(request("rain"));
  server.script("rain", { hold: true });
  await client.start("rain");
  const waiting = client.wait("rain", 1, { waitTimeout: "10s", pollInterval: "1s" });
  await expect(waiting).rejects.toMatchObject({ code: "wait-timeout" });
  expect(now).toBeLessThanOrEqual(10_000);
  expect((await client.instances.get("rain", 1)).status).toBe("CREATED");
});

it("ends with an error on anything but an instance", async () => {
  await using server = await startTestServer();
  await using client = quickClient(server.url);
  await expect(client.wait("rain", 1)).rejects.toMatchObject({ code: "not-found" });
});

it("stops a run whose start was aborted after it had reached the server", async () => {
  await using server = await startTestServer();
  await using proxy = await startFaultProxy({
    target: server.url,
    choose: ({ path }) => (path.endsWith("/start") ? "stall-after" : "none"),
    stallMs: 200,
  });
  await using client = quickClient(proxy.url);
  await client.workflows.create(request("rain"));
  server.script("rain", { hold: true });
  const controller = new AbortController();
  const running = client.runAndWait("rain", {}, { signal: controller.signal, stopOnAbort: true });
  while (!server.ledger.some(({ did }) => did === "start")) await new Promise((resolve) => setTimeout(resolve, 2));
  controller.abort();
  await expect(running).rejects.toMatchObject({ code: "aborted", effect: "unknown" });
  expect((await client.instances.get("rain", 1)).status).toBe("STOPPED");
});

it.each([true, false])("stops the run on an abort when asked to: %s", async (stopOnAbort) => {
  await using server = await startTestServer();
  await using client = quickClient(server.url);
  await client.workflows.create(request("rain"));
  server.script("rain", { hold: true });
  const controller = new AbortController();
  const running = client.runAndWait(
    "rain",
    {},
    { signal: controller.signal, stopOnAbort, onEvent: () => controller.abort() },
  );
  await expect(running).rejects.toMatchObject({ code: "aborted" });
  expect((await client.instances.get("rain", 1)).status).toBe(stopOnAbort ? "STOPPED" : "CREATED");
});
