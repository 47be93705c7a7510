import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { requestIn } from "../../src/maestro/import/import-definition.js";
import { isEqual, type JsonObject } from "../../src/maestro/import/normalize.js";
import { importRequest, lowerWorkflow, normalizeRequest, writeTypeScript } from "../../src/maestro/index.js";
import { arbitraryDefinition } from "./arbitrary-definition.js";
import { arbitraryWorkflow, choicesFrom } from "./arbitrary-workflow.js";
import { compileSource } from "./compile-source.js";
import { decorate } from "./decorate.js";

const root = new URL("../../conformance/maestro/", import.meta.url);
const repository = fileURLToPath(new URL("../../..", import.meta.url));
const RUNS = Number(process.env["STAVE_MAESTRO_SOURCES"] ?? 30);
const FIRST = Number(process.env["STAVE_SEED"] ?? 1);

async function roundTrip(request: JsonObject): Promise<string> {
  const document = importRequest(request);
  if (document === undefined) throw new Error("not imported");
  const source = await writeTypeScript(document);
  const { definition, diagnostics } = compileSource(source);
  expect({ source, diagnostics }).toEqual({ source, diagnostics: [] });
  const [back, wanted] = [normalizeRequest(definition as JsonObject), normalizeRequest(request)];
  if (!isEqual(back, wanted)) expect({ source, back }).toEqual({ source, back: wanted });
  return source;
}

const invalid = new Set(["sample-invalid-wf.json", "sample-invalid-wf-def.json", "sample-dag-with-cycle-wf.json"]);
const files = ["samples", "requests", "yaml"].flatMap((folder) =>
  readdirSync(new URL(`${folder}/`, root))
    .filter((name) => !invalid.has(name))
    .map((name) => `${folder}/${name}`),
);

it.each(files)("writes %s as TypeScript that compiles back to it", async (name) => {
  const request = requestIn({ path: name, text: readFileSync(new URL(name, root), "utf8") });
  const source = await roundTrip(request as JsonObject);
  if (!name.startsWith("requests")) {
    await expect(source).toMatchFileSnapshot(
      `cases/${name.replace(/^.*\/|\.\w+$/g, "")}.${name.split(".").pop()}.ts.golden`,
    );
  }
});

it("writes TypeScript that type-checks", async () => {
  const folder = mkdtempSync(join(tmpdir(), "stave-import-"));
  const requests = files.map((name) => requestIn({ path: name, text: readFileSync(new URL(name, root), "utf8") }));
  for (let seed = 1; seed <= 20; seed += 1) {
    const { definition } = lowerWorkflow(arbitraryWorkflow(seed), { defaultImage: "python:3.12" });
    if (definition !== undefined) requests.push(decorate(definition, choicesFrom(seed)) as JsonObject);
  }
  for (const [at, request] of requests.entries()) {
    const document = importRequest(request as JsonObject);
    if (document !== undefined) writeFileSync(join(folder, `file${at}.ts`), await writeTypeScript(document));
  }
  const options = {
    extends: join(repository, "tsconfig.base.json"),
    compilerOptions: {
      composite: false,
      declaration: false,
      emitDeclarationOnly: false,
      isolatedDeclarations: false,
      noEmit: true,
      types: [],
      paths: { stave: [join(repository, "sdk/src/index.ts")] },
    },
    include: ["*.ts"],
  };
  // A checker that did not run finds nothing, so one file is wrong on purpose.
  writeFileSync(join(folder, "wrong.ts"), 'import { p } from "stave";\np.number();\n');
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(options));
  const tsc = join(repository, "node_modules/typescript7/bin/tsc");
  const { stdout } = spawnSync(process.execPath, [tsc, "-p", folder], { encoding: "utf8" });
  const problems = stdout.split("\n").filter((line) => /\/(file\d+|wrong)\.ts\(/.test(line));
  rmSync(folder, { recursive: true });
  expect(problems).toEqual([expect.stringContaining("wrong.ts(2,3)")]);
});

it(`writes definitions like a person's as TypeScript that compiles back to them (seeds from ${FIRST})`, {
  timeout: 300_000,
}, async () => {
  // Definitions from 10_020 on once came back with an edge too many.
  for (const first of [10_020, FIRST]) {
    for (let seed = first; seed < first + RUNS; seed += 1) await roundTrip(arbitraryDefinition(seed) as JsonObject);
  }
});

it(`writes generated definitions as TypeScript that compiles back to them (seeds from ${FIRST})`, async () => {
  for (let seed = FIRST; seed < FIRST + RUNS; seed += 1) {
    const { definition } = lowerWorkflow(arbitraryWorkflow(seed), { defaultImage: "python:3.12" });
    if (definition === undefined) continue;
    await roundTrip((seed % 2 === 0 ? decorate(definition, choicesFrom(seed)) : definition) as unknown as JsonObject);
  }
});
