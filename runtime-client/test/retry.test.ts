import { createClient } from "@stave/runtime-client";
import { type FaultKind, startFaultProxy, startTestServer } from "@stave/runtime-client/testing";
import { expect, it } from "vitest";
import { retryAfterMs } from "../src/transport/retry-after.js";
import { request } from "./samples.js";

/** A client behind a proxy that breaks the first requests as told, with the pauses it would have made. */
async function behind(kinds: readonly FaultKind[], wanted = (_path: string): boolean => true) {
  const server = await startTestServer();
  const queue = [...kinds];
  const choose = ({ path }: { path: string }): FaultKind => (wanted(path) ? (queue.shift() ?? "none") : "none");
  const proxy = await startFaultProxy({ target: server.url, choose });
  const pauses: number[] = [];
  const clock = {
    random: () => 1,
    sleep: (ms: number) => {
      pauses.push(ms);
      return Promise.resolve();
    },
  };
  const client = createClient({ baseUrl: proxy.url, user: "ada", clock });
  const close = async (): Promise<void> => {
    await client.close();
    await proxy.close();
    await server.close();
  };
  return { server, client, pauses, [Symbol.asyncDispose]: close };
}

it("tries reads again with growing pauses", async () => {
  await using world = await behind(["none", "drop-after", "error-before", "truncated"]);
  const { server, client, pauses } = world;
  await client.workflows.create(request("rain"));
  expect((await client.workflows.overview("rain")).latest_version_id).toBe(1);
  expect(pauses).toEqual([200, 400, 800]);
  expect(server.requests).toHaveLength(4);
});

it("waits as long as the server asks", async () => {
  await using world = await behind(["none", "throttle-retry-after"]);
  const { client, pauses } = world;
  await client.workflows.create(request("rain"));
  const notices: unknown[] = [];
  await client.workflows.overview("rain", { onRetry: ({ error: _error, ...notice }) => notices.push(notice) });
  expect(pauses).toEqual([1000]);
  expect(notices).toEqual([{ attempt: 1, delayMs: 1000, throttled: true }]);
});

it("repeats a create only when the server certainly did not see it", async () => {
  await using throttled = await behind(["throttle", "throttle"]);
  await throttled.client.workflows.create(request("rain"));
  await using dropped = await behind(["drop-before"]);
  await expect(dropped.client.workflows.create(request("rain"))).rejects.toMatchObject({
    code: "connection-failed",
    effect: "unknown",
    attempts: 1,
  });
  expect(dropped.server.ledger).toEqual([]);
});

it("starts once although the answers are lost", async () => {
  await using world = await behind(["drop-after", "error-after"], (path) => path.endsWith("/start"));
  const { server, client } = world;
  await client.workflows.create(request("rain"));
  const started = await client.start("rain");
  expect(started).toMatchObject({
    outcome: "started",
    run: { instance: 1, run: 1 },
    response: { status: "DUPLICATED" },
  });
  expect(server.ledger.filter(({ did }) => did === "start")).toHaveLength(1);
});

it("restarts once although the answer is lost", async () => {
  await using world = await behind(["drop-after"], (path) => path.endsWith("/restart"));
  const { server, client } = world;
  await client.workflows.create(request("rain"));
  await client.start("rain");
  await client.instances.stop("rain", 1);
  const restarted = await client.restart("rain", 1, { from: "beginning" });
  expect(restarted).toMatchObject({ outcome: "started", run: { instance: 1, run: 2 } });
  expect(server.ledger.filter(({ did }) => did === "restart")).toHaveLength(1);
});

it("takes the 409 of a lost announcement for what it is", async () => {
  await using world = await behind(["drop-after"], (path) => path.endsWith("/signals"));
  const { server, client } = world;
  expect(await client.signals.announce({ name: "rain.ready", params: { day: 1 } })).toEqual({ outcome: "duplicate" });
  expect(server.ledger).toHaveLength(1);
});

it("still says that the server may have acted when the last attempt did not reach it", async () => {
  await using world = await behind(["drop-before", "throttle", "throttle", "throttle"]);
  const { server, client } = world;
  await expect(client.start("rain")).rejects.toMatchObject({ code: "rate-limited", effect: "unknown", attempts: 4 });
  expect(server.requests).toEqual([]);
});

it("does not wait for a server that asks for more patience than allowed", async () => {
  await using server = await startTestServer();
  await using proxy = await startFaultProxy({ target: server.url, choose: () => "throttle-retry-after" });
  await using client = createClient({ baseUrl: proxy.url, user: "ada", retry: { maxRetryAfterMs: 500 } });
  await expect(client.workflows.overview("rain")).rejects.toMatchObject({
    code: "rate-limited",
    attempts: 1,
    retryAfterMs: 1000,
  });
});

it("repeats no write that may still be under way, and no read that was answered", async () => {
  await using server = await startTestServer();
  await using proxy = await startFaultProxy({
    target: server.url,
    choose: ({ method }) => (method === "GET" ? "none" : "stall-before"),
    stallMs: 300,
  });
  await using client = createClient({ baseUrl: proxy.url, user: "ada" });
  await expect(client.properties.update("rain", { step_concurrency: 3 }, { timeout: 60 })).rejects.toMatchObject({
    code: "timeout",
    attempts: 1,
  });
  await expect(client.workflows.overview("rain")).rejects.toMatchObject({ code: "not-found", attempts: 1 });
});

it.each([
  ["2", 2000],
  ["0.5", 500],
  ["Thu, 01 Jan 1970 00:00:10 GMT", 9000],
  ["Thu, 01 Jan 1970 00:00:00 GMT", 0],
  ["soon", undefined],
  [undefined, undefined],
])("reads Retry-After: %s", (header, ms) => {
  expect(retryAfterMs(header, 1000)).toBe(ms);
});
