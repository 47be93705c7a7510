import { readdir, readFile } from "node:fs/promises";
import {
  type ApplyResult,
  apply,
  type Client,
  describePlan,
  plan,
  push,
  readPlan,
  type WorkflowCreateRequest,
  writePlan,
} from "@stave/runtime-client";
import { startFaultProxy, startTestServer } from "@stave/runtime-client/testing";
import { expect, it } from "vitest";
import { quickClient, request } from "./samples.js";

async function applied(results: AsyncIterable<ApplyResult>): Promise<string[]> {
  const lines: string[] = [];
  for await (const result of results) {
    lines.push(`${result.id} ${result.outcome}${result.outcome === "failed" ? ` ${result.error.code}` : ""}`);
  }
  return lines;
}

function fleet(count: number, seconds = 1): WorkflowCreateRequest[] {
  return Array.from({ length: count }, (_, index) => request(`wf-${index}`, seconds));
}

async function pushAll(client: Client, requests: readonly WorkflowCreateRequest[]): Promise<void> {
  for (const item of requests) await push(client, item);
}

it("plans what really changed, as data that survives a file, and applies exactly that", async () => {
  await using server = await startTestServer();
  await using client = quickClient(server.url);
  await pushAll(client, fleet(20));
  const wanted = [...fleet(18), request("wf-18", 5), request("wf-19", 6), request("new")];
  const reviewed = await plan(client, wanted);
  expect(reviewed).toMatchObject({ unchanged: 18, failures: [] });
  expect(reviewed.entries.map(({ id, action, class: matters }) => [id, action, matters])).toEqual([
    ["wf-18", "update", "behaviour"],
    ["wf-19", "update", "behaviour"],
    ["new", "create", "safe"],
  ]);
  expect(reviewed.entries[0]?.changes).toEqual([
    {
      kind: "param-value-changed",
      class: "behaviour",
      subject: "param sleep_seconds of step second",
      before: 1,
      after: 5,
    },
  ]);
  const before = server.ledger.length;
  expect(await applied(apply(client, readPlan(writePlan(reviewed))))).toEqual([
    "wf-18 updated",
    "wf-19 updated",
    "new created",
  ]);
  expect(server.ledger.length - before).toBe(3);
  expect((await plan(client, wanted)).entries).toEqual([]);
  expect(await applied(apply(client, reviewed))).toEqual(["wf-18 already", "wf-19 already", "new already"]);
  expect(server.ledger.length - before).toBe(3);
});

it("keeps the properties that a push would reset, unless told otherwise", async () => {
  await using server = await startTestServer();
  await using client = quickClient(server.url);
  const full = {
    owner: "ada",
    run_strategy: 5,
    step_concurrency: 30,
    alerting: { emails: ["ops@x"] },
    description: "d",
  };
  await push(client, { ...request("rain"), properties: full });
  expect((await plan(client, [request("rain")])).unchanged).toBe(1);
  expect(await push(client, request("rain", 2))).toMatchObject({ outcome: "updated" });
  expect(await client.properties.get("rain")).toMatchObject({
    run_strategy: { rule: "PARALLEL", workflow_concurrency: 5 },
    step_concurrency: 30,
    alerting: { emails: ["ops@x"] },
    description: "d",
  });
  const reset = await plan(client, [request("rain", 2)], { resetOmitted: true });
  expect(reset.entries[0]?.changes.map(({ kind, subject }) => `${kind}: ${subject}`)).toEqual([
    "property-changed: alerting",
    "run-strategy-changed: run strategy",
    "property-changed: step_concurrency",
  ]);
  expect(await applied(apply(client, reset))).toEqual(["rain updated"]);
  expect(await client.properties.get("rain")).not.toHaveProperty("alerting");
  expect((await plan(client, [request("rain", 2)], { resetOmitted: true })).unchanged).toBe(1);
});

it("changes properties alone without making a version", async () => {
  await using server = await startTestServer();
  await using client = quickClient(server.url);
  await push(client, request("rain"));
  const wanted = { ...request("rain"), properties: { owner: "bob", run_strategy: "first_only" } };
  const reviewed = await plan(client, [wanted]);
  expect(reviewed.entries[0]).toMatchObject({ action: "properties", class: "breaking" });
  expect(await applied(apply(client, reviewed))).toEqual(["rain properties"]);
  expect(await client.properties.get("rain")).toMatchObject({ owner: "bob", run_strategy: { rule: "FIRST_ONLY" } });
  expect((await client.workflows.overview("rain")).latest_version_id).toBe(1);
  expect((await plan(client, [wanted])).unchanged).toBe(1);
});

it("activates what is inactive only when the request says so", async () => {
  await using server = await startTestServer();
  await using client = quickClient(server.url);
  await push(client, request("rain"));
  await client.workflows.deactivate("rain");
  expect((await plan(client, [request("rain")])).unchanged).toBe(1);
  const reviewed = await plan(client, [{ ...request("rain"), is_active: true }]);
  expect(await applied(apply(client, reviewed))).toEqual(["rain activated"]);
  await client.workflows.deactivate("rain");
  const changed = await plan(client, [request("rain", 2)]);
  expect(changed.entries[0]?.changes.map(({ kind }) => kind)).toContain("activation-changed");
});

it("refuses all of a plan when the server moved, and does nothing", async () => {
  await using server = await startTestServer();
  await using client = quickClient(server.url);
  await pushAll(client, fleet(3));
  const reviewed = await plan(client, fleet(3, 5));
  await push(client, request("wf-1", 9));
  const before = server.ledger.length;
  const refused = applied(apply(client, reviewed));
  await expect(refused).rejects.toMatchObject({ code: "plan-stale", body: { moved: ["wf-1"] } });
  expect(server.ledger.length).toBe(before);
  expect(await applied(apply(client, reviewed, { partly: true }))).toEqual([
    "wf-0 updated",
    "wf-1 failed plan-stale",
    "wf-2 updated",
  ]);
});

it("refuses a plan that was changed, is not one, or was made for another server", async () => {
  await using server = await startTestServer();
  await using client = quickClient(server.url);
  const text = writePlan(await plan(client, fleet(1)));
  expect(() => readPlan(text.replace('"value":1', '"value":2'))).toThrow(/was changed after it was made/);
  expect(() => readPlan("{")).toThrow(/is not JSON/);
  expect(() => readPlan("null")).toThrow(/has the version undefined/);
  expect(() => readPlan('{"plan":"9"}')).toThrow(/has the version "9"/);
  await using other = await startTestServer();
  await using otherClient = quickClient(other.url);
  await expect(applied(apply(otherClient, readPlan(text)))).rejects.toMatchObject({ code: "plan-invalid" });
});

it("deletes what is gone from the source only when asked to", async () => {
  await using server = await startTestServer();
  await using client = quickClient(server.url);
  await pushAll(client, fleet(4));
  expect((await plan(client, fleet(2))).entries).toEqual([]);
  const reviewed = await plan(client, fleet(2), { prune: ["wf-0", "wf-1", "wf-2", "wf-3", "never-was"] });
  expect(reviewed.entries.map(({ id, action, class: matters }) => [id, action, matters])).toEqual([
    ["wf-2", "delete", "breaking"],
    ["wf-3", "delete", "breaking"],
  ]);
  await client.start("wf-3");
  expect(await applied(apply(client, reviewed))).toEqual(["wf-2 deleted", "wf-3 failed bad-request"]);
  await client.workflows.stopAll("wf-3");
  expect(await applied(apply(client, reviewed))).toEqual(["wf-2 already", "wf-3 deleted"]);
});

it("takes up an apply that the network broke off", async () => {
  await using server = await startTestServer();
  const choose = ({ method, index }: { method: string; index: number }) =>
    method === "POST" && index % 3 === 0 ? ("drop-after" as const) : ("none" as const);
  await using proxy = await startFaultProxy({ target: server.url, choose });
  await using client = quickClient(proxy.url);
  const reviewed = await plan(client, fleet(40));
  const first = apply(client, reviewed, { concurrency: 4 });
  for (let taken = 0; taken < 10; taken++) await first.next();
  await first.return();
  const lines = await applied(apply(client, reviewed));
  expect(lines.every((line) => line.endsWith("created") || line.endsWith("already"))).toBe(true);
  expect(server.ledger).toHaveLength(40);
});

it("says why a removed step matters when it has a breakpoint", async () => {
  await using server = await startTestServer();
  await using client = quickClient(server.url);
  await push(client, request("rain"));
  await client.breakpoints.add("rain", "second");
  const wanted = request("rain");
  const shorter = { ...wanted, workflow: { ...wanted.workflow, steps: [{ step: { id: "first", type: "NoOp" } }] } };
  const reviewed = await plan(client, [shorter as WorkflowCreateRequest]);
  expect(reviewed.entries[0]?.class).toBe("breaking");
  expect(reviewed.entries[0]?.changes).toContainEqual({
    kind: "step-removed",
    class: "breaking",
    subject: "step second",
    before: "Sleep",
    because: "it has a breakpoint",
  });
});

it("pushes a workflow after those it calls, and deletes last", async () => {
  await using server = await startTestServer();
  await using client = quickClient(server.url);
  const calling = (id: string, ...targets: string[]): WorkflowCreateRequest => {
    const call = (target: string) => ({
      subworkflow: { id: `call_${target}`, params: { subworkflow_id: { type: "STRING", value: target } } },
    });
    const steps = [
      { foreach: { id: "loop", params: { loop_params: { type: "MAP", value: {} } }, steps: targets.map(call) } },
    ];
    return {
      properties: { owner: "ada" },
      workflow: { id, steps: targets.length > 0 ? steps : request(id).workflow.steps },
    };
  };
  await push(client, calling("old"));
  const wanted = [
    calling("top", "middle", "leaf"),
    calling("middle", "leaf"),
    calling("leaf"),
    calling("a", "b"),
    calling("b", "a"),
  ];
  const reviewed = await plan(client, wanted, { prune: ["old"] });
  const lines = await applied(apply(client, reviewed));
  expect(lines.filter((line) => !/^[ab] /.test(line))).toEqual([
    "leaf created",
    "middle created",
    "top created",
    "old deleted",
  ]);
  expect(lines).toHaveLength(6);
});

it("foresees that the server will refuse a run strategy", async () => {
  await using server = await startTestServer();
  await using client = quickClient(server.url);
  server.script("rain", { hold: true });
  await push(client, request("rain"));
  for (let count = 0; count < 2; count++) await client.start("rain");
  const wanted = { ...request("rain"), properties: { owner: "ada", run_strategy: "FIRST_ONLY" } };
  const reviewed = await plan(client, [wanted]);
  expect(reviewed.entries[0]?.changes[0]?.because).toMatch(/refuses it while 2 runs are going/);
  expect(await applied(apply(client, reviewed))).toEqual(["rain failed precondition-failed"]);
});

it("reads as a person would write it, what matters most first", async () => {
  await using server = await startTestServer();
  await using client = quickClient(server.url);
  await pushAll(client, fleet(3));
  const named = request("wf-1");
  const wanted = [
    request("new"),
    request("wf-0", 5),
    { ...named, workflow: { ...named.workflow, name: "Rain", params: {} } },
    request("wf-2"),
    {} as WorkflowCreateRequest,
  ];
  expect(describePlan(await plan(client, wanted, { prune: ["wf-9"] }))).toBe(
    `breaking:
  ~ wf-1
      name of workflow added: Rain [cosmetic]
      param days removed: LONG 3 (callers may set it)

behaviour:
  ~ wf-0
      param sleep_seconds of step second: 1 → 5

safe:
  + new
      workflow new is new (owned by ada)

! : STV7030 Item 4 is no create request: it has no \`workflow.id\`.
1 to create, 2 to update, 1 failed, 2 unchanged`,
  );
});

it("trusts the note of its own push where a server stores definitions otherwise, and no copy of that note", async () => {
  await using server = await startTestServer({ keep: (workflow) => ({ ...workflow, description: "kept" }) });
  await using client = quickClient(server.url);
  await push(client, request("rain"));
  expect((await plan(client, [request("rain")])).unchanged).toBe(1);
  const changed = await plan(client, [request("rain", 2)]);
  expect(await applied(apply(client, changed))).toEqual(["rain updated"]);
  expect(await applied(apply(client, changed))).toEqual(["rain already"]);
  const { metadata } = await client.versions.get("rain", "latest");
  await client.workflows.create({ ...request("rain", 3), stave_digest: metadata["stave_digest"] });
  expect((await plan(client, [request("rain", 2)])).entries).toHaveLength(1);
});

it("finds nothing to do after pushing real definitions", async () => {
  await using server = await startTestServer();
  await using client = quickClient(server.url);
  const folder = new URL("./definitions/", import.meta.url);
  let accepted = 0;
  for (const name of (await readdir(folder)).sort()) {
    const given = JSON.parse(await readFile(new URL(name, folder), "utf8")) as WorkflowCreateRequest;
    const owned = { ...given, properties: { owner: "ada", ...given.properties } };
    const outcome = await push(client, owned).then(
      (result) => result.outcome,
      (error: { code: string }) => error.code,
    );
    if (outcome === "bad-request") continue;
    accepted++;
    expect.soft((await plan(client, [owned])).entries, name).toEqual([]);
  }
  expect(accepted).toBeGreaterThanOrEqual(20);
});

it("makes the caller the owner of a new workflow that names none, and leaves owners alone afterwards", async () => {
  await using server = await startTestServer();
  await using client = quickClient(server.url);
  const { properties: _, ...ownerless } = request("rain");
  const reviewed = await plan(client, [ownerless]);
  expect(describePlan(reviewed)).toContain("workflow rain is new (owned by ada)");
  expect(await applied(apply(client, reviewed))).toEqual(["rain created"]);
  await client.properties.update("rain", { owner: "bob" });
  expect(await push(client, ownerless)).toMatchObject({ outcome: "unchanged" });
  expect(await push(client, { ...request("rain", 9), properties: {} })).toMatchObject({ outcome: "updated" });
  const { properties_snapshot: properties } = await client.versions.get("rain", "latest");
  expect(properties?.owner).toEqual("bob");
});
