import { expect, it } from "vitest";
import { MAESTRO_URL } from "./real-maestro.js";
import { announceSignals, playRun } from "./recorded-runs/play-run.js";
import { RACES, type RecordedRun, type RunOutcome, readRuns, writeRuns } from "./recorded-runs/recorded-run.js";

const AT_ONCE = 16;

const isCertain = ({ title }: RecordedRun): boolean => !RACES.has(title);

async function playAll(runs: readonly RecordedRun[]): Promise<readonly RunOutcome[]> {
  const session = `run${Date.now().toString(36)}`;
  await announceSignals(session);
  const outcomes: RunOutcome[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let at = next++; at < runs.length; at = next++) {
      outcomes[at] = await playRun(runs[at] as RecordedRun, session, at);
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
    else expect(played.filter(isCertain)).toEqual(runs.filter(isCertain));
  },
  1_800_000,
);
