import { bulkStart, requestIdFrom, type StartItem } from "@stave/runtime-client";
import { startFaultProxy, startTestServer } from "@stave/runtime-client/testing";
import { expect, it } from "vitest";
import { quickClient, request } from "./samples.js";

function days(count: number): StartItem[] {
  return Array.from({ length: count }, (_, day) => ({
    workflow: day === 3 ? "snow" : "rain",
    requestId: requestIdFrom("backfill", "rain", String(day)),
    params: { days: { type: "LONG", value: day } },
  }));
}

it("starts many runs once each, however often it is asked", async () => {
  await using server = await startTestServer();
  const choose = (_request: unknown, random: () => number) =>
    random() < 0.3 ? ("drop-after" as const) : ("none" as const);
  await using proxy = await startFaultProxy({ target: server.url, choose, seed: 3 });
  await using client = quickClient(proxy.url, { retry: { attempts: 8 } });
  await using direct = quickClient(server.url);
  await direct.workflows.create(request("rain"));
  const first: string[] = [];
  for await (const { index, outcome } of bulkStart(client, days(12))) {
    first.push(outcome);
    if (index === 7) break;
  }
  expect(first[3]).toBe("error");
  const second: string[] = [];
  for await (const { outcome } of bulkStart(client, days(12), { concurrency: 3 })) second.push(outcome);
  expect(second.filter((outcome) => outcome === "duplicate").length).toBeGreaterThanOrEqual(7);
  const started = server.ledger.flatMap((entry) => (entry.did === "start" ? [entry.requestId] : []));
  expect(started.length).toBe(11);
  expect(new Set(started).size).toBe(11);
});

it("makes the same request id of the same names, and no other", () => {
  const id = requestIdFrom("backfill", "rain", "1");
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(requestIdFrom("backfill", "rain", "1")).toBe(id);
  expect(requestIdFrom("backfill", "rain1", "")).not.toBe(id);
});
