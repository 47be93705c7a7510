import { writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { definitionOf, type PushVerdict, pushBases, readPushVerdicts, verdictsUrl } from "./push-verdict.js";

const server = process.env["STAVE_MAESTRO_URL"];

/** Whether a server takes a definition; nothing is stored by asking. */
async function isAccepted(text: string): Promise<boolean> {
  const response = await fetch(new URL("/api/v3/workflows/actions/validate", server), {
    method: "PUT",
    headers: { user: "stave", "content-type": "application/json" },
    body: text,
  });
  await response.body?.cancel();
  return response.ok;
}

it.skipIf(server === undefined)("says what a server says now", { timeout: 600_000 }, async () => {
  for (const base of Object.values(pushBases)) expect(await isAccepted(JSON.stringify(base))).toBe(true);
  const now: PushVerdict[] = [];
  for (const verdict of readPushVerdicts()) {
    now.push({ ...verdict, accepted: await isAccepted(definitionOf(verdict)) });
  }
  if (process.env["RECORD"] !== undefined) {
    writeFileSync(verdictsUrl, `${now.map((verdict) => JSON.stringify(verdict)).join("\n")}\n`);
  }
  expect(now).toEqual(readPushVerdicts());
});
