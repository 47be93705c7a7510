import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTestServer } from "@stave/runtime-client/testing";
import { afterAll, expect, it } from "vitest";
import { type Outcome, runStave } from "./run-stave.js";

const cwd = mkdtempSync(join(tmpdir(), "stave-server-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const stave = (args: readonly string[], url: string): Promise<Outcome> =>
  runStave(cwd, args, { STAVE_URL: url, STAVE_USER: "ada" });

const source = (steps: string): string => `import { expr, noop, p, sleep, workflow } from "stave";
export default ["a", "b"].map((id) => workflow(id, { owner: "ada", params: { run_date: p.string("2026-01-01"), n: p.int(1) } }, (w, { n }) => {
  const first = w.step("first", noop({ doubled: expr(n, (n) => n * 2) }));
  ${steps}
}));
`;

it("pushes, plans, applies, starts and shows", async () => {
  await using server = await startTestServer();
  const file = join(cwd, "wf.ts");
  writeFileSync(join(cwd, "package.json"), '{"type":"module"}');
  writeFileSync(file, source(""));
  const pushed = await stave(["push", "wf.ts"], server.url);
  expect(pushed).toMatchObject({ code: 0 });
  expect(pushed.err).toContain("a created, version 1");
  expect((await stave(["push", "wf.ts"], server.url)).err).toContain("2 unchanged");
  expect((await stave(["plan", "wf.ts", "--exit-code"], server.url)).out).toContain("2 unchanged");

  writeFileSync(file, source('w.step("then", sleep({ seconds: 1 }), { after: [first] });'));
  const planned = await stave(["plan", "wf.ts", "--exit-code", "-o", "plan.json"], server.url);
  expect(planned).toMatchObject({ code: 1, out: expect.stringContaining("step then added") });
  const applied = await stave(["apply", "plan.json", "--yes"], server.url);
  expect(applied).toMatchObject({ code: 0, err: expect.stringContaining("a updated, version 2") });
  expect((await stave(["apply", "plan.json", "--yes"], server.url)).err).toContain("2 unchanged");
  writeFileSync(
    join(cwd, "plan.json"),
    readFileSync(join(cwd, "plan.json"), "utf8").replace('"unchanged":0', '"unchanged":1'),
  );
  expect(await stave(["apply", "plan.json", "--yes"], server.url)).toMatchObject({
    code: 2,
    err: expect.stringContaining("changed after it was made"),
  });

  const started = await stave(["start", "a", "-p", "n=3", "--wait"], server.url);
  expect(started).toMatchObject({ code: 0, out: expect.stringContaining("SUCCEEDED") });
  expect((await stave(["start", "a", "-p", "m=3"], server.url)).err).toContain("STV4018");
  expect((await stave(["status", "a"], server.url)).out).toContain("a 1 SUCCEEDED");
  expect((await stave(["status", "b"], server.url)).err).toContain("no runs yet");
  expect((await stave(["logs", "a", "1"], server.url)).out).toContain("== first attempt 1 SUCCEEDED");
  const literal = await stave(["start", "a", "-p", "run_date=it's $HOME", "--json"], server.url);
  expect(literal).toMatchObject({ code: 0 });
  const run = JSON.parse((await stave(["status", "a", "--json"], server.url)).out);
  expect(run.run_params.run_date).toEqual({ type: "STRING", expression: "'it\\'s $HOME';" });

  const days = ["--from", "2026-01-30", "--to", "2026-02-01"];
  expect((await stave(["backfill", "b", ...days, "--dry-run"], server.url)).out.trim().split("\n")).toHaveLength(3);
  expect((await stave(["backfill", "b", ...days], server.url)).out).toContain("2026-01-31 started");
  expect((await stave(["backfill", "b", ...days], server.url)).out).toContain("2026-02-01 has run ");
  expect((await stave(["backfill", "b", "--from", "2026-1-30", "--to", "2026-02-01"], server.url)).err).toContain(
    'Param "--from" is given "2026-1-30"',
  );
});

it("says that nobody answers", async () => {
  const { code, err } = await stave(["status", "a", "--url", "http://127.0.0.1:9"], "");
  expect(code).toBe(2);
  expect(err).toMatch(/^error STV7\d{3}/);
  expect(err).not.toMatch(/^\s+at /m);
});

const definition = (id: string): string =>
  JSON.stringify({
    properties: { owner: "ada" },
    workflow: {
      id,
      params: { on: { type: "BOOLEAN", value: true }, days: { type: "LONG_ARRAY", value: [1] } },
      steps: [{ step: { id: "bad", type: "NoOp" } }],
    },
  });

it("tells what went wrong, on the server, in a run, and in what was asked", async () => {
  await using server = await startTestServer();
  writeFileSync(join(cwd, "fails.json"), definition("fails"));
  const wrongPath = await stave(["plan", "fails.json"], `${server.url}/maestro`);
  expect(wrongPath).toMatchObject({ code: 2, out: "", err: expect.stringContaining("No Maestro answers there") });
  expect(await stave(["push", "fails.json"], server.url)).toMatchObject({ code: 0 });

  expect((await stave(["status", "absent"], server.url)).err).toContain("STV7013");
  expect((await stave(["stop", "fails", "first"], server.url)).err).toContain("STV4020");
  const misread = await stave(["start", "fails", "-p", "on=maybe", "-p", "days=1,x"], server.url);
  expect(misread.err.match(/STV4020/g)).toHaveLength(2);
  const backward = ["--from", "2026-02-01", "--to", "2026-01-01", "--date-param", "on"];
  expect((await stave(["backfill", "fails", ...backward], server.url)).err).toContain("STV4020");

  expect(await stave(["start", "fails", "--wait"], server.url)).toMatchObject({ code: 0 });
  expect((await stave(["restart", "fails", "1"], server.url)).err).toContain("STV7919");
  server.script("fails", { fail: ["bad"] });
  const failed = await stave(["start", "fails", "--wait"], server.url);
  expect(failed).toMatchObject({ code: 1, err: expect.stringContaining("bad FATALLY_FAILED: step [bad] failed") });
  expect((await stave(["logs", "fails", "2"], server.url)).out).toContain("exit 1");
  expect(await stave(["logs", "absent", "1"], server.url)).toMatchObject({
    code: 2,
    err: expect.stringContaining("STV7013"),
  });
  expect((await stave(["logs", "fails", "2", "--step", "bda"], server.url)).err).toContain("begun: bad");
  expect((await stave(["start", "fails", "--request-id", "once"], server.url)).err).toContain("a UUID");
  expect((await stave(["restart", "fails", "2"], server.url)).out).toContain("fails 2 started again, its run id is 2");
  expect((await stave(["stop", "fails"], server.url)).err).toContain("stave stop --help");
});

it("lets what is under way end when a push is interrupted, and says how many are left", async () => {
  await using server = await startTestServer();
  const count = 3000;
  const fleet = Array.from({ length: count }, (_, index) => JSON.parse(definition(`fleet_${index}`)));
  writeFileSync(join(cwd, "fleet.json"), JSON.stringify(fleet));
  const begun = new Promise<void>((resolve) => {
    const watch = setInterval(() => {
      if (server.requests.length < 20) return;
      clearInterval(watch);
      resolve();
    }, 1);
  });
  const pushed = await runStave(cwd, ["push", "fleet.json", "--json"], { STAVE_URL: server.url }, begun);
  const settled: readonly object[] = JSON.parse(pushed.out);
  expect(settled.length).toBeGreaterThan(0);
  expect(pushed).toMatchObject({
    code: 2,
    err: expect.stringContaining(`stopped: ${count - settled.length} of ${count} are left`),
  });
  expect(server.requests.filter((request) => request.startsWith("POST"))).toHaveLength(settled.length);
});

it("leaves a run going when its follower is interrupted, and stops it when told to", async () => {
  await using server = await startTestServer();
  const long = { id: "nap", type: "Sleep", params: { sleep_seconds: { type: "LONG", value: 3600 } } };
  const request = { properties: { owner: "ada" }, workflow: { id: "long", steps: [{ step: long }] } };
  writeFileSync(join(cwd, "long.json"), JSON.stringify(request));
  expect(await stave(["push", "long.json"], server.url)).toMatchObject({ code: 0 });
  const env = { STAVE_URL: server.url, STAVE_USER: "ada" };
  const left = await runStave(cwd, ["start", "long", "--wait"], env, "run 1");
  expect(left).toMatchObject({ code: 2, err: expect.stringContaining("long 1 goes on. Stop it: stave stop long 1") });
  expect((await stave(["status", "long", "1"], server.url)).out).toContain("long 1 IN_PROGRESS");
  const stopped = await runStave(cwd, ["start", "long", "--wait", "--cancel"], env, "run 2");
  expect(stopped).toMatchObject({ code: 2, err: expect.stringContaining("long 2 is being stopped") });
  await expect
    .poll(async () => (await stave(["status", "long", "2"], server.url)).out, { timeout: 60_000 })
    .toContain("long 2 STOPPED");
});
