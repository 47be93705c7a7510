import { startFaultProxy, startTestServer } from "@stave/runtime-client/testing";
import { expect, it } from "vitest";
import { quickClient, request } from "./samples.js";

it("pushes, starts, and reads the run until it has ended", async () => {
  await using server = await startTestServer();
  await using client = quickClient(server.url);
  const created = await client.workflows.create(request("rain"));
  expect(created.workflow_definition.metadata.workflow_version_id).toBe(1);
  const started = await client.start("rain");
  expect(started).toMatchObject({ outcome: "started", run: { version: 1, instance: 1, run: 1 } });
  const statuses: string[] = [];
  for (let look = 0; look < 6; look++) statuses.push((await client.instances.get("rain", 1)).status);
  expect(statuses).toEqual(["IN_PROGRESS", "IN_PROGRESS", "IN_PROGRESS", "IN_PROGRESS", "IN_PROGRESS", "SUCCEEDED"]);
  expect(server.faults).toEqual([]);
});

it("names the first run when a start is repeated under its request id", async () => {
  await using server = await startTestServer();
  await using client = quickClient(server.url);
  await client.workflows.create(request("rain"));
  const requestId = "3f0c1a52-9b4e-4a7c-8d21-0c5c6a7e9b11";
  const first = await client.start("rain", { requestId });
  const second = await client.start("rain", { requestId });
  expect(second.response).toMatchObject({ status: "DUPLICATED", workflow_instance_id: 0 });
  expect(second).toMatchObject({ outcome: "duplicate", run: first.run });
  expect(server.ledger.filter((entry) => entry.did === "start")).toHaveLength(1);
});

it("keeps ids beyond 2^53 exact", async () => {
  const firstInstanceId = 2n ** 53n + 1n;
  await using server = await startTestServer({ firstInstanceId });
  await using client = quickClient(server.url);
  await client.workflows.create(request("rain"));
  const started = await client.start("rain");
  expect(started.run?.instance).toBe(firstInstanceId);
  const instance = await client.instances.get("rain", firstInstanceId);
  expect(instance.workflow_instance_id).toBe(firstInstanceId);
});

it("knows its own restart again when a second copy of it is refused", async () => {
  await using server = await startTestServer();
  await using proxy = await startFaultProxy({
    target: server.url,
    choose: ({ path }) => (path.endsWith("/actions/restart") ? "duplicate" : "none"),
  });
  await using client = quickClient(proxy.url);
  await client.workflows.create(request("rain"));
  await client.start("rain");
  await client.wait("rain", 1);
  expect(await client.restart("rain", 1, { from: "beginning" })).toMatchObject({ outcome: "started", run: { run: 2 } });
  await expect(client.restart("rain", 1, { from: "beginning" })).rejects.toMatchObject({ code: "bad-request" });
});
