import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, it } from "vitest";

const bin = fileURLToPath(new URL("../dist/main.js", import.meta.url));
const root = mkdtempSync(join(tmpdir(), "stave cli ü-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

let folders = 0;

/** A folder of its own with some files. */
function folder(files: Readonly<Record<string, string>> = {}): string {
  const path = join(root, `p${folders++}`);
  mkdirSync(path);
  for (const [name, text] of Object.entries({ "package.json": '{"type":"module"}', ...files }))
    writeFileSync(join(path, name), text);
  return path;
}

function stave(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, "--no-color", ...args], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  return { code: status, out: stdout, err: stderr };
}

const hello = `import { p, shell, workflow } from "stave";
export default workflow("hello", { params: { name: p.string("world"), times: p.int({ default: 1, min: 1, max: 3 }) } }, (w, { name, times }) => {
  const said = w.step("say", shell("printf '%s '", { args: { name, times } }));
  return { said: said.stdout };
});
`;

/** No stack trace of ours, one coded message. */
function expectMessage(outcome: Outcome, code: 1 | 2, diagnostic: string, words: string): void {
  expect(outcome.err).toContain(diagnostic);
  expect(outcome.err).toContain(words);
  expect(outcome.err).not.toMatch(/^\s+at .+:\d+:\d+/m);
  expect(outcome.code).toBe(code);
}

it("checks, compiles and runs a workflow", () => {
  const cwd = folder({ "wf.ts": hello });
  expect(stave(cwd, ["check", "wf.ts"])).toMatchObject({ code: 0, out: "" });
  expect(stave(cwd, ["compile", "wf.ts", "-o", "out/hello.json"]).code).toBe(0);
  const document = JSON.parse(readFileSync(join(cwd, "out/hello.json"), "utf8"));
  expect(document).toMatchObject({ ir: "1.0", workflow: { id: "hello" }, sources: { files: ["wf.ts"] } });
  const run = stave(cwd, ["run", "wf.ts", "-p", "name=Ada Lovelace; rm -rf /", "--json"]);
  expect(run.code).toBe(0);
  expect(JSON.parse(run.out)).toMatchObject({
    status: "succeeded",
    outputs: { said: "--name Ada Lovelace; rm -rf / --times 1 " },
  });
  expect(stave(cwd, ["run", "out/hello.json"])).toMatchObject({ code: 0, out: "said = --name world --times 1 \n" });
  expect(stave(cwd, ["runs"]).out.trim().split("\n")).toHaveLength(2);
});

it("reads Windows line ends and a byte order mark", () => {
  const cwd = folder({ "wf.ts": `\uFEFF${hello.replaceAll("\n", "\r\n")}` });
  expect(stave(cwd, ["check", "wf.ts"]).code).toBe(0);
  expect(stave(cwd, ["run", "wf.ts"]).code).toBe(0);
});

it.each([
  ["a syntax error", "const a = ;\n", "STV1703", "wf.ts:1:11"],
  ["an enum", "enum A { X }\nexport default 1;\n", "STV1704", "wf.ts:1:1"],
  ["an exception", "const a: string[] = [];\nexport default a[0]!.length;\n", "STV1707", "wf.ts:2:22"],
  ["a missing import", 'import "./nope.js";\nexport default 1;\n', "STV1705", "wf.ts:1:8"],
  ["a missing export", 'import { nope } from "stave";\nexport default nope;\n', "STV1706", "wf.ts:1:10"],
  ["no default export", "export const a = 1;\n", "STV1708", "wf.ts"],
  ["something that is no workflow", "export default { steps: [] };\n", "STV1709", "an object"],
  [
    "a generator that throws",
    "export default (function* () { throw new RangeError('row 7'); })();\n",
    "STV1711",
    "row 7",
  ],
  [
    "a wrong annotation",
    'import { fit } from "./model.py";\nimport { workflow } from "stave";\nexport default workflow("w", (w) => void w.step("fit", fit({ x: 1 })));\n',
    "STV42",
    "model.py:1",
  ],
  [
    "a body that throws",
    'import { workflow } from "stave";\nexport default workflow("w", () => { throw new TypeError("boom"); });\n',
    "STV1009",
    "wf.ts:2:44",
  ],
])("answers %s with one message that names the place", (_, text, code, words) => {
  const cwd = folder({ "wf.ts": text, "model.py": "def fit(x: complex) -> int:\n    return 1\n" });
  const outcome = stave(cwd, ["check", "wf.ts"]);
  expectMessage(outcome, 1, code, words);
  expect(outcome.err.match(/^error /gm)).toHaveLength(1);
});

it("writes nothing when there are errors", () => {
  const cwd = folder({
    "wf.ts": hello.replace("return {", 'w.step("say", shell("true")); return {'),
  });
  const outcome = stave(cwd, ["compile", "wf.ts", "-o", "out.json"]);
  expectMessage(outcome, 1, "STV3001", "nothing was written");
  expect(readdirSync(cwd).sort()).toEqual(["package.json", "wf.ts"]);
});

it.each([
  [["-p", "times=two"], 2, "STV4020", '"two"'],
  [["-p", "times=7"], 2, "STV7", "3"],
  [["-p", "tmes=2"], 2, "STV7", "tmes"],
  [["-p", "times"], 2, "STV7903", "name=value"],
  [["--params", "nope.json"], 2, "STV7902", "does not exist"],
  [["--date", "2026-02-30"], 2, "STV4020", "2026-02-30"],
  [["-w", "other"], 2, "STV7906", "hello"],
] as const)("refuses %j on the command line", (args, code, diagnostic, words) => {
  const cwd = folder({ "wf.ts": hello });
  expectMessage(stave(cwd, ["run", "wf.ts", ...args]), code, diagnostic, words);
});

it("says that python3 is missing", () => {
  const cwd = folder({
    "wf.ts":
      'import { f } from "./m.py";\nimport { workflow } from "stave";\nexport default workflow("w", (w) => void w.step("f", f({})));\n',
    "m.py": "def f() -> None:\n    pass\n",
  });
  expectMessage(stave(cwd, ["run", "wf.ts"], { PATH: join(root, "empty") }), 1, "STV71", "python3");
});

it("answers wrong usage with exit code 2", () => {
  const cwd = folder();
  expect(stave(cwd, ["chek", "x.ts"])).toMatchObject({ code: 2, err: expect.stringContaining("check") });
  expect(stave(cwd, ["check", "nope.ts"]).err).toContain("STV1701");
  expect(stave(cwd, ["check"]).code).toBe(2);
  expect(stave(cwd, ["push", "x.json"]).err).toContain("x.json");
  expect(stave(cwd, ["run", "--resume"])).toMatchObject({ code: 2, err: expect.stringContaining("STV7907") });
  expect(stave(cwd, ["explain", "STV0000"])).toMatchObject({ code: 2 });
});

it("prints findings for machines", () => {
  const cwd = folder({ "wf.ts": hello.replace('"say"', '"maestro_say"') });
  const json = JSON.parse(stave(cwd, ["check", "wf.ts", "--json"]).out);
  expect(json).toMatchObject([
    {
      code: "STV3003",
      severity: "error",
      file: "wf.ts",
      line: 3,
      column: 23,
      workflow: "hello",
      pointer: "/steps/0/id",
    },
  ]);
  const sarif = JSON.parse(stave(cwd, ["check", "wf.ts", "--format", "sarif"]).out);
  expect(sarif.runs[0].results[0]).toMatchObject({
    ruleId: "STV3003",
    locations: [{ physicalLocation: { region: { startLine: 3, startColumn: 23 } } }],
  });
  expect(stave(cwd, ["check", "wf.ts", "--format", "github"]).out).toMatch(
    /^::error file=wf\.ts,line=3,col=23,title=STV3003::/,
  );
});

it("makes a project that type-checks and runs, and never writes over files", () => {
  const cwd = folder();
  expect(stave(cwd, ["init", "my-flows"]).code).toBe(0);
  const project = join(cwd, "my-flows");
  const nodeModules = fileURLToPath(new URL("../../node_modules", import.meta.url));
  spawnSync("ln", ["-s", nodeModules, join(project, "node_modules")]);
  expect(stave(project, ["check", "hello.ts", "--tsc"])).toMatchObject({ code: 0 });
  expect(stave(project, ["run", "hello.ts"])).toMatchObject({ code: 0, out: "total   = 9\nlongest = quick\n" });
  writeFileSync(
    join(project, "hello.ts"),
    readFileSync(join(project, "hello.ts"), "utf8").replace("{ text }));", "{ txt: text }));"),
  );
  const wrong = stave(project, ["check", "hello.ts", "--tsc"]);
  expect(wrong.code).toBe(1);
  expect(wrong.err).toMatch(/TS2\d{3}/);
  expect(wrong.err).toContain('Did you mean "text"?');
  expectMessage(stave(cwd, ["init", "my-flows"]), 2, "STV7910", "hello.ts");
});

it("imports what it can of a folder and says what it could not", { timeout: 60_000 }, () => {
  const cwd = folder();
  mkdirSync(join(cwd, "given", "ünder it"), { recursive: true });
  const request = (id: string, ...ids: readonly string[]): string =>
    JSON.stringify(
      {
        properties: { owner: "ann" },
        workflow: { id, steps: ids.map((step) => ({ step: { id: step, type: "NoOp" } })) },
      },
      null,
      2,
    );
  const files: Readonly<Record<string, string>> = {
    "a b.json": request("one", "a", "b").replaceAll("\n", "\r\n"),
    "ünder it/ö.json": `\ufeff${request("two.x", "a")}`,
    "same.json": request("ONE", "a"),
    "twice.json": request("three", "a", "a"),
    "broken.json": '{ "workflow": { "id": "four", ',
    "list.yml":
      "workflow:\r\n  id: five\r\n  owner: ann\r\n  jobs:\r\n    - job:\r\n        id: a\r\n        type: NoOp\r\n",
    "package.json": '{ "name": "other" }',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, "given", name), text);
  const out = join(cwd, "imported");
  const { code, err } = stave(cwd, ["import", "given", "--out", "imported"]);
  expect(code).toBe(1);
  expect(readdirSync(out).sort()).toEqual(["five.ts", "one.ts", "two.x.ts"]);
  expect(err).toMatch(/3 from 6 files imported into .*, 3 not, 1 without a definition/);
  for (const name of readdirSync(out))
    expect(readFileSync(join(out, name), "utf8")).toMatch(/^import .*\n\nexport default/);
});
