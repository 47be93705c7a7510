import { startTestServer } from "@stave/runtime-client/testing";
import { expect, it } from "vitest";
import { quickClient, request } from "./samples.js";

async function world() {
  const server = await startTestServer({ now: () => 1_750_000_000_000 });
  const client = quickClient(server.url, { retry: false });
  const close = async (): Promise<void> => {
    await client.close();
    await server.close();
    expect(server.faults).toEqual([]);
  };
  return { server, client, [Symbol.asyncDispose]: close };
}

it("reads, lists, activates and deactivates versions", async () => {
  await using all = await world();
  const { client } = all;
  for (const seconds of [1, 2, 3]) await client.workflows.create(request("rain", seconds));
  expect((await client.versions.get("rain", "latest")).metadata.workflow_version_id).toBe(3);
  expect((await client.versions.get("rain", 1, { enriched: true })).enriched_extras?.workflow_params).toHaveProperty(
    "days",
  );
  const listed: unknown[] = [];
  for await (const version of client.versions.list("rain", { pageSize: 2 }))
    listed.push(version.metadata.workflow_version_id);
  expect(listed).toEqual([3, 2, 1]);
  expect(await client.workflows.activate("rain", 2)).toMatchObject({ workflow_version_id: 2 });
  expect((await client.versions.get("rain", "ACTIVE" as "active")).metadata.workflow_version_id).toBe(2);
  expect(await client.workflows.deactivate("rain")).toMatchObject({ workflow_version_id: 0 });
  await expect(client.versions.get("rain", "active")).rejects.toMatchObject({ code: "not-found" });
  await expect(client.versions.get("rain", "newest" as "latest")).rejects.toMatchObject({ code: "bad-request" });
  expect((await client.workflows.timeline("rain")).timeline_events).toHaveLength(5);
});

it("validates without storing, in JSON and in YAML", async () => {
  await using all = await world();
  const { client } = all;
  const yaml = JSON.stringify({ Workflow: { id: "y", owner: "ada", jobs: [{ job: { id: "a", type: "NoOp" } }] } });
  expect(await client.workflows.validate(request("rain"))).toMatchObject({ action: "VALIDATE" });
  expect(await client.workflows.validateYaml(yaml)).toMatchObject({ action: "VALIDATE" });
  expect(all.server.ledger).toEqual([]);
  const created = await client.workflows.createYaml(yaml);
  expect(created.workflow_definition.properties_snapshot).toMatchObject({ run_strategy: { rule: "SEQUENTIAL" } });
});

it("updates properties and tags", async () => {
  await using all = await world();
  const { client } = all;
  await client.workflows.create(request("rain"));
  expect(await client.properties.update("rain", { step_concurrency: 50, run_strategy: 3 })).toMatchObject({
    owner: "ada",
    step_concurrency: 50,
    run_strategy: { rule: "PARALLEL", workflow_concurrency: 3 },
  });
  expect(await client.properties.update("rain", { reset_step_concurrency: true })).not.toHaveProperty(
    "step_concurrency",
  );
  expect((await client.properties.addTag("rain", { name: "team a.b", color: "red" })).tags).toMatchObject([
    { name: "team a.b", color: "red", namespace: "PLATFORM" },
  ]);
  expect((await client.properties.removeTag("rain", "team a.b")).tags).toEqual([]);
  await expect(client.properties.removeTag("rain", "team a.b")).rejects.toMatchObject({ code: "not-found" });
  expect(await client.properties.get("rain")).toMatchObject({ owner: "ada" });
  await expect(client.properties.update("snow", {})).rejects.toMatchObject({ code: "bad-request" });
  expect(await client.workflows.overview("rain")).toMatchObject({ latest_version_id: 1, failed_instances: 0 });
});

it("refuses a run strategy that going runs do not allow, and stops, kills and deletes", async () => {
  await using all = await world();
  const { client } = all;
  await client.workflows.create({ ...request("rain"), properties: { owner: "ada", run_strategy: "parallel" } });
  await client.start("rain");
  await client.start("rain");
  const update = client.properties.update("rain", { run_strategy: "FIRST_ONLY" });
  await expect(update).rejects.toMatchObject({ code: "precondition-failed", status: 412 });
  await expect(client.workflows.delete("rain")).rejects.toMatchObject({ code: "bad-request" });
  expect(await client.workflows.stopAll("rain")).toMatchObject({ action: "STOP", message: "2 instances" });
  expect(await client.workflows.killAll("rain")).toMatchObject({ action: "KILL", message: "0 instances" });
  expect(await client.workflows.unblockAll("rain")).toMatchObject({ action: "UNBLOCK" });
  expect(await client.workflows.delete("rain")).toMatchObject({ type: "LOG" });
  await client.workflows.create(request("rain"));
  expect((await client.start("rain")).run?.instance).toBe(3);
});

it("tells a start that the run strategy refused", async () => {
  await using all = await world();
  const { client } = all;
  await client.workflows.create({ ...request("rain"), properties: { owner: "ada", run_strategy: "FIRST_ONLY" } });
  await client.start("rain");
  expect(await client.start("rain")).toMatchObject({ outcome: "refused", run: { instance: 2 } });
});

it("reads instances and runs, and acts on them", async () => {
  await using all = await world();
  const { client, server } = all;
  server.script("rain", { hold: true });
  await client.workflows.create({ ...request("rain"), properties: { owner: "ada", run_strategy: 5 } });
  for (let count = 0; count < 3; count++) await client.start("rain");
  const ids: unknown[] = [];
  for await (const instance of client.instances.list("rain", { pageSize: 2, limit: 3 }))
    ids.push(instance.workflow_instance_id);
  expect(ids).toEqual([3, 2, 1]);
  expect((await client.instances.page("rain", { last: 2 })).elements).toHaveLength(2);
  expect((await client.instances.page("snow", { first: 5 })).page_info.end_cursor).toBeNull();
  expect(await client.instances.stop("rain", 1)).toMatchObject({
    completed: true,
    workflow_instance_status: "STOPPED",
  });
  expect(await client.instances.stop("rain", 1, { run: 1 })).toMatchObject({ completed: true });
  await expect(client.instances.kill("rain", 1)).rejects.toMatchObject({ code: "bad-request" });
  expect(await client.instances.kill("rain", 2)).toMatchObject({ workflow_instance_status: "FAILED" });
  expect(await client.instances.unblock("rain", 2)).toMatchObject({ completed: true });
  expect(await client.restart("rain", 1, { from: "incomplete" })).toMatchObject({ run: { instance: 1, run: 2 } });
  const runs: unknown[] = [];
  for await (const run of client.instances.runs("rain", 1)) runs.push(run.workflow_run_id);
  expect(runs).toEqual([2, 1]);
  expect(await client.instances.getRun("rain", 1, 1)).not.toHaveProperty("aggregated_info");
  expect(await client.instances.getRun("rain", 1, "latest", { aggregated: true })).toHaveProperty("aggregated_info");
  expect(await client.instances.actionMap()).toMatchObject({ FAILED: ["RESTART", "UNBLOCK"] });
  await expect(client.instances.inlinePath("rain", 1)).rejects.toMatchObject({ code: "bad-request" });
  expect(await client.instances.inlineWorkflowId([])).toMatch(/^maestro_foreach_/);
  await expect(client.instances.get("rain", 99)).rejects.toMatchObject({ code: "not-found" });
});

it("reads steps and acts on them", async () => {
  await using all = await world();
  const { client } = all;
  await client.workflows.create(request("rain"));
  await client.start("rain");
  expect(await client.steps.list("rain", 1)).toEqual([]);
  await client.instances.get("rain", 1);
  await client.instances.get("rain", 1);
  expect(await client.steps.listOfRun("rain", 1, 1)).toMatchObject([
    { step_id: "first", runtime_state: { status: "RUNNING" } },
  ]);
  expect(await client.steps.get("rain", 1, "first")).toMatchObject({ definition: { step: { id: "first" } } });
  const at = { workflow: "rain", instance: 1, run: 1, step: "first", attempt: "latest" } as const;
  expect(await client.steps.attempt(at)).toMatchObject({ step_attempt_id: 1 });
  await expect(client.steps.bypass("rain", 1, "first")).rejects.toMatchObject({ code: "bad-request" });
  expect(await client.steps.kill("rain", 1, "first")).toMatchObject({
    step_runtime_state: { status: "FATALLY_FAILED" },
  });
  expect((await client.wait("rain", 1)).status).toBe("FAILED");
  const restarted = await client.steps.restart("rain", 1, "first", { from: "incomplete", upstream: "step" });
  expect(restarted).toMatchObject({ workflow_run_id: 2, status: "CREATED" });
  await client.instances.get("rain", 1);
  await client.instances.get("rain", 1);
  expect(await client.steps.skip("rain", 1, "first")).toMatchObject({ step_runtime_state: { status: "SKIPPED" } });
  expect(await client.steps.actionMap()).toMatchObject({ SUCCEEDED: ["RESTART", "SKIP"] });
});

it("holds runs at breakpoints and lets them go on", async () => {
  await using all = await world();
  const { client } = all;
  await client.workflows.create(request("rain"));
  await expect(client.breakpoints.add("rain", "third")).rejects.toMatchObject({ code: "bad-request" });
  expect(await client.breakpoints.add("rain", "first")).toMatchObject({ step_id: "first", created_by: "ada" });
  expect(await client.breakpoints.list("rain", "first")).toHaveLength(1);
  await client.start("rain");
  for (let look = 0; look < 4; look++) await client.instances.get("rain", 1);
  expect(await client.breakpoints.paused("rain", "first")).toMatchObject([{ step_attempt_id: 1 }]);
  const held = { workflow: "rain", instance: 1, run: "latest", step: "first", attempt: 1 } as const;
  expect(await client.breakpoints.resume(held)).toMatchObject({ step_id: "first" });
  expect((await client.wait("rain", 1)).status).toBe("SUCCEEDED");
  expect(await client.breakpoints.remove("rain", "first", { resume: true })).toMatchObject({ step_id: "first" });
  await expect(client.breakpoints.remove("rain", "first")).rejects.toMatchObject({ code: "not-found" });
});

it("sets, reads and deletes tag permits, whose answers are empty", async () => {
  await using all = await world();
  const { client } = all;
  expect(await client.tagPermits.set({ tag: "gpu", max_allowed: 4, note: "x" })).toBeUndefined();
  expect(await client.tagPermits.get("gpu")).toMatchObject({ max_allowed: 4, note: "x" });
  expect(await client.tagPermits.delete("gpu")).toBeUndefined();
  await expect(client.tagPermits.get("gpu")).rejects.toMatchObject({ code: "not-found" });
});

it("stores job templates and reads the sentence about their deletion", async () => {
  await using all = await world();
  const { client } = all;
  const definition = { job_type: "shell", step_type: "Kubernetes" };
  const template = { owner: "ada", status: "stable", support: "team", definition };
  expect(await client.jobTemplates.set(template)).toMatchObject({ definition: { version: "default" } });
  const second = { ...template, definition: { ...definition, version: "v2" } };
  await client.jobTemplates.setYaml(JSON.stringify(second));
  expect(await client.jobTemplates.list({ version: "v2" })).toHaveLength(1);
  expect(await client.jobTemplates.get("shell")).toMatchObject({ metadata: { support: "team" } });
  expect(await client.jobTemplates.delete("shell")).toBe("Deleted 2 job template(s)");
  await expect(client.jobTemplates.get("shell")).rejects.toMatchObject({ code: "not-found" });
});

it("announces signals and reads them", async () => {
  await using all = await world();
  const { client } = all;
  const signal = { name: "db.orders", params: { date: 20250101, region: "eu" } };
  expect(await client.signals.announce(signal)).toMatchObject({ outcome: "announced", instance: { seq_id: 1 } });
  expect(await client.signals.announce(signal)).toEqual({ outcome: "duplicate" });
  expect(await client.signals.announce({ ...signal, requestId: "again" })).toMatchObject({ instance: { seq_id: 2 } });
  expect(await client.signals.get("db.orders", 1)).toMatchObject({ params: { region: "eu" } });
  expect(await client.signals.get("db.orders", 9)).toBeUndefined();
  expect(await client.signals.latest("db.orders")).toMatchObject({ seq_id: -1, instance_id: "again" });
});

it("passes on that the server takes no output data and has no flattened view", async () => {
  await using all = await world();
  const { client } = all;
  await expect(client.outputData.put({ params: {} })).rejects.toMatchObject({ code: "bad-request" });
  const at = { workflow: "rain", instance: 1, run: 1, step: "fit" };
  await expect(client.flatten.summary(at, { statusCount: true })).rejects.toMatchObject({ code: "not-found" });
  await expect(client.flatten.iteration(at, "1-3")).rejects.toMatchObject({ code: "not-found" });
  await expect(
    client.flatten.list(at, { statuses: ["RUNNING"], loopParams: { city: "oslo" } }).next(),
  ).rejects.toMatchObject({
    code: "not-found",
    url: expect.stringContaining("statuses=RUNNING&loopParams=eyJjaXR5Ijoib3NsbyJ9"),
  });
});

it("keeps the path of the base URL and encodes what it puts into paths", async () => {
  await using server = await startTestServer({ prefix: "/team/maestro" });
  await using client = quickClient(`${server.url}/`);
  await client.workflows.create(request("rain"));
  // The container below a real server takes no encoded slash.
  await expect(client.workflows.overview("a/b?c#d é")).rejects.toMatchObject({ code: "bad-request" });
  expect(server.requests).toEqual([
    "POST /team/maestro/api/v3/workflows",
    "GET /team/maestro/api/v3/workflows/a%2Fb%3Fc%23d%20%C3%A9/overview",
  ]);
});
