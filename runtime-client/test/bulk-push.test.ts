import { appendFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type BulkPushResult,
  bulkPush,
  openFileJournal,
  push,
  type WorkflowCreateRequest,
} from "@stave/runtime-client";
import { startFaultProxy, startTestServer } from "@stave/runtime-client/testing";
import { expect, it } from "vitest";
import { quickClient, request } from "./samples.js";

function* fleet(count: number): Generator<WorkflowCreateRequest> {
  for (let index = 0; index < count; index++) yield request(`wf-${index}`);
}

async function collect(results: AsyncIterable<BulkPushResult>): Promise<BulkPushResult[]> {
  const all: BulkPushResult[] = [];
  for await (const result of results) all.push(result);
  return all;
}

async function temporary(): Promise<{ readonly file: string } & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), "stave-journal-"));
  return { file: join(folder, "journal"), [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

it("keeps the order of the input and settles each item on its own", async () => {
  await using server = await startTestServer();
  await using client = quickClient(server.url);
  await push(client, request("wf-2"));
  const { workflow, ...rest } = request("wf-3");
  const stepless = { ...rest, workflow: { ...workflow, steps: [] } };
  const items = [
    request("wf-0"),
    request("bad id"),
    request("wf-2"),
    stepless,
    request("wf-0"),
    {} as never,
    request("wf-6"),
  ];
  const results = await collect(bulkPush(client, items));
  expect(results.map((result) => [result.index, result.outcome, "error" in result ? result.error.code : ""])).toEqual([
    [0, "created", ""],
    [1, "failed", "bad-request"],
    [2, "unchanged", ""],
    [3, "failed", "bad-request"],
    [4, "failed", "duplicate-item"],
    [5, "failed", "invalid-argument"],
    [6, "created", ""],
  ]);
});

it("pushes nothing that has not changed, and everything when told to", async () => {
  await using server = await startTestServer();
  await using client = quickClient(server.url);
  await collect(bulkPush(client, fleet(50)));
  const again = await collect(bulkPush(client, fleet(50)));
  expect(new Set(again.map(({ outcome }) => outcome))).toEqual(new Set(["unchanged"]));
  expect(server.ledger).toHaveLength(50);
  const forced = await collect(bulkPush(client, fleet(50), { always: true }));
  expect(forced[49]).toMatchObject({ outcome: "updated", version: 2 });
  expect(server.ledger).toHaveLength(100);
});

it("reads an endless input only as far as it is asked to", async () => {
  await using server = await startTestServer();
  await using client = quickClient(server.url);
  let made = 0;
  let closed = false;
  function* endless(): Generator<WorkflowCreateRequest> {
    try {
      for (;;) yield request(`wf-${made++}`);
    } finally {
      closed = true;
    }
  }
  for await (const result of bulkPush(client, endless(), { concurrency: 4 })) if (result.index === 9) break;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(closed).toBe(true);
  expect(made).toBeLessThan(10 + 4 * 4 + 2);
  expect(server.ledger.length).toBeLessThanOrEqual(made);
});

it("gives results while the input is still waiting", async () => {
  await using server = await startTestServer();
  await using client = quickClient(server.url);
  let more = (): void => undefined;
  async function* slow(): AsyncGenerator<WorkflowCreateRequest> {
    yield request("wf-0");
    await new Promise<void>((resolve) => {
      more = resolve;
    });
    yield request("wf-1");
  }
  const seen: number[] = [];
  for await (const { index } of bulkPush(client, slow())) {
    seen.push(index);
    more();
  }
  expect(seen).toEqual([0, 1]);
});

it("settles what is in flight and then passes on an error of the input", async () => {
  await using server = await startTestServer();
  await using client = quickClient(server.url);
  function* failing(): Generator<WorkflowCreateRequest> {
    yield* fleet(3);
    throw new Error("the table ended badly");
  }
  const seen: string[] = [];
  const reading = (async () => {
    for await (const result of bulkPush(client, failing())) seen.push(result.outcome);
  })();
  await expect(reading).rejects.toThrow("the table ended badly");
  expect(seen).toEqual(["created", "created", "created"]);
});

it("takes less to a server that asks for less", async () => {
  await using server = await startTestServer();
  let inFlight = 0;
  let most = 0;
  await using proxy = await startFaultProxy({
    target: server.url,
    choose: ({ index }) => (index >= 20 && index < 60 ? "throttle" : "none"),
  });
  await using client = quickClient(proxy.url, { retry: { attempts: 10 } });
  const versions: typeof client.versions = {
    ...client.versions,
    get: async (...args) => {
      most = Math.max(most, ++inFlight);
      try {
        return await client.versions.get(...args);
      } finally {
        inFlight--;
      }
    },
  };
  const results = await collect(bulkPush({ ...client, versions }, fleet(200), { concurrency: 24 }));
  expect(results.every(({ outcome }) => outcome === "created")).toBe(true);
  expect(most).toBeLessThanOrEqual(24);
  expect(server.ledger).toHaveLength(200);
});

it("ends on an abort, and says so", async () => {
  await using server = await startTestServer();
  await using client = quickClient(server.url);
  const controller = new AbortController();
  const seen: string[] = [];
  const reading = (async () => {
    for await (const { outcome } of bulkPush(client, fleet(10_000), { signal: controller.signal, concurrency: 4 })) {
      if (seen.push(outcome) === 20) controller.abort();
    }
  })();
  await expect(reading).rejects.toMatchObject({ code: "aborted" });
  expect(seen.length).toBeLessThan(100);
});

it("shares one signal among all that is in flight without a warning", async () => {
  await using server = await startTestServer();
  await using client = quickClient(server.url);
  const warnings: Error[] = [];
  const note = (warning: Error): number => warnings.push(warning);
  process.on("warning", note);
  await collect(bulkPush(client, fleet(100), { signal: new AbortController().signal }));
  await new Promise((resolve) => setImmediate(resolve));
  process.off("warning", note);
  expect(warnings).toEqual([]);
});

it("takes up a broken-off push where its journal ends", async () => {
  await using server = await startTestServer();
  await using client = quickClient(server.url);
  await using folder = await temporary();
  {
    await using journal = await openFileJournal(folder.file);
    for await (const { index } of bulkPush(client, fleet(30), { journal, concurrency: 3 })) if (index === 9) break;
  }
  await appendFile(folder.file, '"wf-29 sha256:half-a-li');
  const before = server.requests.length;
  await using journal = await openFileJournal(folder.file);
  const results = await collect(bulkPush(client, fleet(30), { journal }));
  const resumed = results.filter(({ outcome }) => outcome === "resumed").length;
  expect(resumed).toBeGreaterThanOrEqual(10);
  expect(server.requests.length - before).toBe((30 - resumed) * 2);
  expect(server.ledger).toHaveLength(30);
  const lines = (await readFile(folder.file, "utf8")).trimEnd().split("\n");
  expect(lines.filter((line) => !line.includes("half"))).toHaveLength(30);
});

it("pushes again what changed after it was noted", async () => {
  await using server = await startTestServer();
  await using client = quickClient(server.url);
  await using folder = await temporary();
  await using journal = await openFileJournal(folder.file);
  await collect(bulkPush(client, [request("rain")], { journal }));
  const [changed] = await collect(bulkPush(client, [request("rain", 9)], { journal }));
  expect(changed?.outcome).toBe("updated");
});

it("does not hide that the journal failed", async () => {
  await using server = await startTestServer();
  await using client = quickClient(server.url);
  const journal = { has: () => false, done: () => Promise.reject(new Error("disk full")) };
  const [result] = await collect(bulkPush(client, [request("rain")], { journal }));
  expect(result).toMatchObject({ outcome: "created", journalError: { code: "journal-failed" } });
  await expect(openFileJournal("/nowhere/at/all")).rejects.toMatchObject({ code: "journal-failed" });
});

it("tells when something on the way pushed a second time", async () => {
  await using server = await startTestServer();
  const choose = ({ method }: { method: string }) => (method === "POST" ? ("duplicate" as const) : ("none" as const));
  await using proxy = await startFaultProxy({ target: server.url, choose });
  await using client = quickClient(proxy.url);
  const pushed = await push(client, request("rain"));
  expect(pushed).toEqual({ id: "rain", outcome: "created", version: 2, recovered: false, doubledVersions: 1 });
  expect(await push(client, request("rain"))).toMatchObject({ outcome: "unchanged", version: 2 });
});
