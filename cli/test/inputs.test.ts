import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { startTestServer } from "@stave/runtime-client/testing";
import { afterAll, expect, it } from "vitest";
import { createSpool } from "../src/project/spool.js";
import { type Outcome, runStave } from "./run-stave.js";

const cwd = mkdtempSync(join(tmpdir(), "stave inputs ü-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const stave = (args: readonly string[], url = "http://127.0.0.1:9"): Promise<Outcome> =>
  runStave(cwd, args, { STAVE_URL: url, STAVE_USER: "ada" });

const files: Readonly<Record<string, string>> = {
  "package.json": '{"type":"module"}',
  "flows/plan.json": '{"plan":"1","entries":[{"request":{"workflow":{"id":"planned"}}}]}',
  "flows/names.ts": 'export const name = "one";\n',
  "flows/one.ts": `import { noop, workflow } from "stave";
import { name } from "./names.js";
export default workflow(name, { owner: "ada" }, (w) => {
  w.step("begin", noop({ share: 0.5 }));
});
`,
  "flows/deep/fleet.ts": `import { noop, workflow } from "stave";
export default (async function* () {
  for (let row = 0; row < 3; row++) yield workflow(\`row_\${row}\`, { owner: "ada" }, (w) => void w.step("begin", noop()));
})();
`,
  "flows/notes.yaml": "title: none\n",
  "defs/request.yaml": `properties: { owner: ada }
workflow:
  id: as_yaml
  steps:
    - step: { id: begin, type: NoOp, params: { big: { type: LONG, value: 5 } } }
---
properties: { owner: ada }
workflow:
  id: as_second
  steps:
    - step: { id: begin, type: NoOp }
`,
  "defs/language.yml": `Workflow:
  id: as_language
  owner: ada
  jobs:
    - job: { id: begin, type: NoOp, "!n<long>": 1 + 1 }
`,
  "defs/list.json": JSON.stringify(
    ["l1", "l2"].map((id) => ({
      properties: { owner: "ada" },
      workflow: { id, steps: [{ step: { id: "begin", type: "NoOp" } }] },
    })),
  ),
};
for (const [name, text] of Object.entries(files)) {
  mkdirSync(dirname(join(cwd, name)), { recursive: true });
  writeFileSync(join(cwd, name), text);
}

it("takes modules, generators, folders, patterns and definitions of every form", async () => {
  await using server = await startTestServer();
  const pushed = await stave(["push", "flows/**/*.ts", "defs", "flows/one.ts"], server.url);
  expect(pushed).toMatchObject({ code: 0 });
  const ids = [...pushed.err.matchAll(/✓ (\w+) created/g)].map(([, id]) => id);
  expect(ids).toEqual(["row_0", "row_1", "row_2", "one", "as_language", "l1", "l2", "as_yaml", "as_second"]);
  expect((await stave(["plan", "defs/*", "flows"], server.url)).out).toContain("9 unchanged");
  expect((await stave(["check", "flows", "defs"])).err).toContain("(3 other files passed over)");
  expect(await stave(["check", "nope/**"])).toMatchObject({ code: 2, err: expect.stringContaining("STV7918") });
});

it("writes what it was given in another form, with the lines it came from", async () => {
  const written = await stave([
    "compile",
    "flows",
    "--target",
    "maestro",
    "--format",
    "dsl",
    "--comments",
    "-o",
    "out/",
  ]);
  expect(written).toMatchObject({ code: 0, err: expect.stringContaining("4 workflows → out/\n") });
  expect(readdirSync(join(cwd, "out")).sort()).toEqual(["one.yaml", "row_0.yaml", "row_1.yaml", "row_2.yaml"]);
  const text = readFileSync(join(cwd, "out/one.yaml"), "utf8");
  expect(text).toBe(`# made from flows/one.ts:3
workflow:
  id: one
  owner: ada
  jobs:
    # flows/one.ts:4
    - job:
        id: begin
        type: NoOp
        share: 0.5
`);
  const changed = await stave(["compile", "defs/request.yaml", "--target", "maestro", "--format", "dsl"]);
  expect(changed.out).toContain("---\nworkflow:\n  id: as_second\n  owner: ada\n  jobs:");
  const refused = await stave(["compile", "defs/list.json"]);
  expect(refused).toMatchObject({ code: 2, err: expect.stringContaining("STV7915") });
});

it("shows the line of the source that a target cannot take", async () => {
  const source = `import { shell, workflow } from "stave";
export default workflow("bad", { owner: "ada" }, (w) => {
  w.step("run", shell("true"));
});
`;
  writeFileSync(join(cwd, "bad.ts"), source);
  for (const command of [
    ["push", "bad.ts"],
    ["plan", "bad.ts"],
    ["compile", "bad.ts", "--target", "maestro"],
  ]) {
    const { code, err } = await stave(command);
    expect(code).toBe(1);
    expect(err).toContain('--> bad.ts:3:3\n  |\n3 |   w.step("run", shell("true"));');
  }
});

it("keeps many values in a file and few in memory", async () => {
  const spool = createSpool<{ readonly n: number | bigint }>(100);
  const values = Array.from({ length: 50 }, (_, at) => ({ n: at % 2 === 0 ? at : 9_007_199_254_740_993n }));
  for (const value of values) spool.add(value);
  for (const _time of [1, 2]) {
    const read: unknown[] = [];
    for await (const value of spool.read()) read.push(value);
    expect(read).toEqual(values);
  }
  spool.close();
  await expect(spool.read().next()).rejects.toThrow("ENOENT");
});
