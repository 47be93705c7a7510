import type { RunEvent } from "@stave/runtime-client";
import { startTestServer } from "@stave/runtime-client/testing";
import { expect, it } from "vitest";
import { quickClient, request } from "./samples.js";

function line(event: RunEvent): string {
  if (event.type === "end") return `end ${event.instance.status}`;
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
    "first RUNNING → SUCCEEDED",
    "second NOT_CREATED → RUNNING",
    "second RUNNING → SUCCEEDED",
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
