import { startTestServer } from "@stave/runtime-client/testing";
import { expect, it } from "vitest";
import { chapters } from "./conversation/chapters.js";
import { converse, type Speaker } from "./conversation/converse.js";
import type { Answer } from "./conversation/normal-answer.js";
import { freshPrefix, liveUrl, readRecording, records, writeRecording } from "./conversation/recording.js";

function pauseOf(ms: number): () => Promise<void> {
  return () => new Promise((resolve) => setTimeout(resolve, ms));
}

/** The answers beside their lines, so that a difference shows where it is. */
function beside(chapter: readonly { readonly send: string }[], answers: readonly Answer[]): readonly unknown[] {
  return chapter.map(({ send }, index) => ({ send, ...answers[index] }));
}

it.each(Object.entries(chapters))("speaks of %s as a real Maestro was recorded to", async (name, chapter) => {
  await using server = await startTestServer();
  const speaker: Speaker = { url: server.url, prefix: "c_", script: server.script, pause: pauseOf(0) };
  const answers = await converse(speaker, chapter);
  expect(beside(chapter, answers)).toEqual(beside(chapter, readRecording<Answer>(name)));
  expect(server.faults).toEqual([]);
});

it.runIf(liveUrl !== undefined).concurrent.for(Object.entries(chapters))(
  "hears of %s from a real Maestro what was recorded",
  { timeout: 600_000 },
  async ([name, chapter], context) => {
    const speaker: Speaker = { url: liveUrl as string, prefix: freshPrefix(), pause: pauseOf(200) };
    const answers = await converse(speaker, chapter);
    if (records) writeRecording(name, answers);
    context.expect(beside(chapter, answers)).toEqual(beside(chapter, readRecording<Answer>(name)));
  },
);
