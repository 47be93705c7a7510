import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { seededRandom, startTestServer } from "@stave/runtime-client/testing";
import { expect, it } from "vitest";

const FLEET = 400;
const KILLS = 12;
const require = createRequire(import.meta.url);
const esbuild = join(dirname(require.resolve("esbuild/package.json")), "bin", "esbuild");
const source = fileURLToPath(new URL("../src/index.ts", import.meta.url));

/** A program that pushes the fleet under a journal, and says when it is through. */
const program = `
import { bulkPush, createClient, openFileJournal } from ${JSON.stringify(source)};
const [baseUrl, file] = process.argv.slice(2);
const client = createClient({ baseUrl, user: "ada", connections: 8 });
const journal = await openFileJournal(file);
function* fleet() {
  for (let index = 0; index < ${FLEET}; index++) {
    const steps = [{ step: { id: "a", type: "NoOp" } }];
    yield { properties: { owner: "ada" }, workflow: { id: "wf-" + index, steps } };
  }
}
const outcomes = {};
for await (const { outcome, error } of bulkPush(client, fleet(), { journal })) {
  if (error) throw error;
  outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
}
await journal.close();
await client.close();
console.log(JSON.stringify(outcomes));
`;

async function bundled(folder: string): Promise<string> {
  const [entry, outfile] = [join(folder, "push.ts"), join(folder, "push.mjs")];
  await writeFile(entry, program);
  const undici = require.resolve("undici");
  const options = ["--bundle", "--platform=node", "--format=esm", "--log-level=error", `--alias:undici=${undici}`];
  // undici is CommonJS and asks for Node's modules at run time.
  const banner =
    "--banner:js=import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
  execFileSync(esbuild, [entry, ...options, banner, `--outfile=${outfile}`]);
  return outfile;
}

/** Runs the program and kills it as soon as told, or lets it end. */
async function run(script: string, args: readonly string[], isTime: () => boolean): Promise<string> {
  const child = spawn(process.execPath, [script, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const exited = once(child, "exit");
  while (child.exitCode === null && child.signalCode === null) {
    if (isTime()) child.kill("SIGKILL");
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await exited;
  return said;
}

it(`pushes each of ${FLEET} workflows once through ${KILLS} kills`, async () => {
  await using server = await startTestServer();
  const folder = await mkdtemp(join(tmpdir(), "stave-kill-"));
  try {
    const script = await bundled(folder);
    const args = [server.url, join(folder, "journal")];
    const random = seededRandom(5);
    for (let kill = 0; kill < KILLS; kill++) {
      const pushes = server.ledger.length + 1 + Math.floor(random() * (FLEET / KILLS));
      await run(script, args, () => server.ledger.length >= pushes);
    }
    const before = server.ledger.length;
    const outcomes = await run(script, args, () => false);
    const { created = 0, unchanged = 0, resumed = 0 } = JSON.parse(outcomes) as Record<string, number>;
    expect(created + unchanged + resumed).toBe(FLEET);
    expect(created).toBe(FLEET - before);
    const pushed = server.ledger.map((entry) => ("workflow" in entry ? entry.workflow : ""));
    expect(new Set(pushed).size).toBe(FLEET);
    expect(pushed.length).toBe(FLEET);
  } finally {
    await rm(folder, { recursive: true });
  }
});
