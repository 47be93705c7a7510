import { isRuntimeClientError, type WorkflowCreateRequest, type WorkflowDefinition } from "@stave/runtime-client";
import { startTestServer } from "@stave/runtime-client/testing";
import { expect, it } from "vitest";
import { compareWithServer } from "../src/plan/compare.js";
import { freshPrefix, liveUrl, readRecording, records, writeRecording } from "./conversation/recording.js";
import { spellings } from "./conversation/spellings.js";
import { quickClient } from "./samples.js";

/** What became of a definition: how it was stored, or with which status it was refused. */
interface Verdict {
  readonly refused?: number;
  readonly workflow?: unknown;
  readonly properties?: unknown;
}

async function pushAll(url: string, prefix: string): Promise<readonly (readonly [Verdict, action: string])[]> {
  await using client = quickClient(url, { retry: false });
  const push = async (spelling: unknown): Promise<readonly [Verdict, string]> => {
    const request = JSON.parse(JSON.stringify(spelling).replaceAll("~", prefix)) as WorkflowCreateRequest;
    try {
      await client.workflows.create(request);
      const stored = await client.versions.get(request.workflow.id, "latest");
      return [verdictOf(stored, prefix), compareWithServer(request, stored).action];
    } catch (error) {
      if (isRuntimeClientError(error) && error.status !== undefined) return [{ refused: error.status }, "none"];
      throw error;
    }
  };
  const all = spellings();
  const results: (readonly [Verdict, string])[] = [];
  for (let at = 0; at < all.length; at += 8) results.push(...(await Promise.all(all.slice(at, at + 8).map(push))));
  return results;
}

function verdictOf({ workflow, properties_snapshot = {} as never }: WorkflowDefinition, prefix: string): Verdict {
  const { workflow_id: _id, create_time: _time, ...properties } = properties_snapshot;
  return JSON.parse(JSON.stringify({ workflow, properties }).replaceAll(prefix, ""), sortActions) as Verdict;
}

// The server keeps them as a set.
function sortActions(key: string, value: unknown): unknown {
  return key === "actions" ? (value as string[]).sort() : value;
}

const texts = (): readonly string[] => spellings().map((spelling) => JSON.stringify(spelling));

it("finds each definition unchanged in the form a real Maestro stores it in", () => {
  const recorded = readRecording<Verdict>("stored");
  const changed = spellings().flatMap((spelling, index) => {
    const { workflow, properties, refused } = recorded[index] as Verdict;
    if (refused !== undefined) return [];
    const request = JSON.parse(JSON.stringify(spelling).replaceAll("~", "")) as WorkflowCreateRequest;
    const stored = { workflow, properties_snapshot: properties, metadata: {}, is_active: true } as WorkflowDefinition;
    const { action } = compareWithServer(request, stored);
    return action === "none" ? [] : [`${action}: ${JSON.stringify(spelling)}`];
  });
  expect(changed).toEqual([]);
});

it("stores definitions as a real Maestro was recorded to", async () => {
  await using server = await startTestServer();
  const results = await pushAll(server.url, "c_");
  const recorded = readRecording<Verdict>("stored");
  const accepted = texts().flatMap((text, index) =>
    recorded[index]?.refused === undefined ? [[text, results[index]?.[0], recorded[index]] as const] : [],
  );
  expect(accepted.map(([text, mine]) => [text, mine])).toEqual(accepted.map(([text, , real]) => [text, real]));
  expect(server.faults).toEqual([]);
});

it.runIf(liveUrl !== undefined)("a real Maestro stores definitions as recorded", { timeout: 600_000 }, async () => {
  const results = await pushAll(liveUrl as string, freshPrefix());
  if (records) {
    writeRecording(
      "stored",
      results.map(([verdict]) => verdict),
    );
  }
  expect(results.map(([verdict]) => verdict)).toEqual(readRecording<Verdict>("stored"));
  expect(results.filter(([, action]) => action !== "none")).toEqual([]);
});
