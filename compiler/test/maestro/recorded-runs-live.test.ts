import { expect, it } from "vitest";
import { MAESTRO_URL } from "./real-maestro.js";
import { announceSignal, playRun } from "./recorded-runs/play-run.js";
import { type RecordedRun, type RunOutcome, readRuns, writeRuns } from "./recorded-runs/recorded-run.js";

const AT_ONCE = 16;

async function playAll(runs: readonly RecordedRun[]): Promise<readonly RunOutcome[]> {
  await announceSignal();
  const session = `run${Date.now().toString(36)}`;
  const outcomes: RunOutcome[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let at = next++; at < runs.length; at = next++) {
      outcomes[at] = await playRun(runs[at] as RecordedRun, `${session}_${at}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return outcomes;
}

it.skipIf(MAESTRO_URL === undefined)(
  "runs on a real Maestro as it is recorded",
  async () => {
    const runs = readRuns();
    const outcomes = await playAll(runs);
    const played = runs.map(({ title, workflows, runParams }, at) => ({
      title,
      workflows,
      ...(runParams !== undefined && { runParams }),
      ...(outcomes[at] as RunOutcome),
    }));
    if (process.env["RECORD"] === "1") writeRuns(played);
    else expect(played).toEqual(runs);
  },
  1_800_000,
);
