import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const home = fileURLToPath(new URL("..", import.meta.url));
const folder = join(home, "node_modules", ".cache", "examples");
const tsc = join(createRequire(import.meta.url).resolve("typescript7/package.json"), "..", "bin", "tsc");

/** The code of every `@example`, with where it stands. */
async function examples(): Promise<{ readonly file: string; readonly code: string }[]> {
  const files = (await readdir(join(home, "src"), { recursive: true })).filter((name) => name.endsWith(".ts")).sort();
  const found = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(home, "src", file), "utf8");
      const blocks = [...text.matchAll(/^ \* @example\n((?: \*.*\n)*?) \*\/$/gm)];
      return blocks.map(([, block = ""]) => ({ file, code: block.replaceAll(/^ \* ?/gm, "") }));
    }),
  );
  return found.flat();
}

/** What the examples take as given. */
const preamble = `import { readFileSync, writeFileSync } from "node:fs";
import {
  apply, bulkPush, bulkStart, createClient, definitionDigest, describeChange, describePlan, diffStates,
  isRuntimeClientError, isTerminal, openFileJournal, parseJson, plan, planEach, push, readPlan, requestIdFrom,
  stringifyJson, writePlan, type Change, type Client, type Side, type WorkflowCreateRequest,
} from "@stave/runtime-client";
import { startFaultProxy, startTestServer, type TestServer } from "@stave/runtime-client/testing";
`;
const given = `client: Client, server: TestServer, requests: WorkflowCreateRequest[], days: string[], text: string,
  change: Change, workflow: WorkflowCreateRequest["workflow"], request: WorkflowCreateRequest, before: Side,
  after: Side, error: unknown`;

/** A block scope of its own lets an example declare what another takes as given. */
function wrapped({ file, code }: { readonly file: string; readonly code: string }): string {
  return `// ${file}\nexport async function example(${given}): Promise<unknown> {\n{\n${code}}\nreturn undefined;\n}\n`;
}

it("compiles every example of the documentation comments", async () => {
  const found = await examples();
  expect(found.length).toBeGreaterThanOrEqual(12);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await Promise.all(
    found.map((example, index) => writeFile(join(folder, `example-${index}.ts`), preamble + wrapped(example))),
  );
  const options = { extends: join(home, "..", "tsconfig.base.json"), include: ["*.ts"] };
  const compilerOptions = { composite: false, emitDeclarationOnly: false, noEmit: true, isolatedDeclarations: false };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ ...options, compilerOptions }));
  const { stdout } = await promisify(execFile)(process.execPath, [tsc, "-p", folder]).catch(
    (failure: { stdout: string }) => failure,
  );
  expect(stdout).toBe("");
});
