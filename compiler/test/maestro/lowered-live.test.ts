import { expect, it } from "vitest";
import { checkDocument } from "../../src/3-check/check.js";
import { definitionsOf, documentsOf, type Outcome, playHere, playThere } from "./played-case.js";
import { portableCase } from "./portable-workflow.js";
import { MAESTRO_URL } from "./real-maestro.js";

const FIRST = Number(process.env["STAVE_SEED"] ?? 1);
const COUNT = Number(process.env["STAVE_MAESTRO_WORKFLOWS"] ?? 100);
const AT_ONCE = 8;
/** Steps of a run beyond which a case would only be slow. */
const MOST_STEPS = 120;

/** Steps that the local rules do not run, or never started, are not on the server either. */
function comparable({ status, steps }: Outcome): unknown {
  const known = Object.entries(steps).filter(([, step]) => step.status !== "not-run");
  return { status, steps: Object.fromEntries(known.sort(([left], [right]) => (left < right ? -1 : 1))) };
}

async function compare(seed: number): Promise<boolean> {
  const one = portableCase(seed);
  const prefix = `live_${Date.now().toString(36)}`;
  const documents = documentsOf(one, prefix);
  const isSound = documents.every((document) => checkDocument(document).every(({ severity }) => severity !== "error"));
  const definitions = isSound ? definitionsOf(documents) : undefined;
  if (definitions === undefined) return false;
  const expected = playHere(documents, one.params, {
    runId: "1",
    startTime: "2026-01-01T00:00:00Z",
    logicalDate: "2026-01-01",
  });
  if (Object.keys(expected.steps).length > MOST_STEPS) return false;
  const { facts, outcome } = await playThere(documents, definitions, one.params);
  const wanted = playHere(documents, one.params, facts);
  expect({ seed, ...(comparable(outcome) as object) }).toEqual({ seed, ...(comparable(wanted) as object) });
  return true;
}

it.runIf(MAESTRO_URL !== undefined)(
  `runs on a server as it runs here (${COUNT} seeds from ${FIRST})`,
  async () => {
    const seeds = Array.from({ length: COUNT }, (_, at) => FIRST + at);
    let played = 0;
    const work = async (): Promise<void> => {
      for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) if (await compare(seed)) played += 1;
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    expect(played).toBeGreaterThan(COUNT / 2);
  },
  COUNT * 60_000,
);
