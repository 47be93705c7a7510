// Compiles examples and plays those that have plays, with the built packages, as the `stave` command does.
// node play-examples.mjs <folder to play in> <file.ts>...   prints { [file]: { diagnostics, documents, plays } }
import { cpSync, existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile, projectRootOf } from "@stave/compiler";
import { runWorkflow } from "@stave/runtime-local";

const pythonHarness = fileURLToPath(new URL("../../../python/stave/harness.py", import.meta.url));
const data = fileURLToPath(new URL("../../../node_modules/vega-datasets/data", import.meta.url));

const [folder, ...files] = process.argv.slice(2);
const entries = await Promise.all(files.map(async (file) => [file, await compileAndPlay(file)]));
process.stdout.write(JSON.stringify(Object.fromEntries(entries)));

async function compileAndPlay(file) {
  const { workflows, diagnostics } = await compile(file);
  const plays = playsOf(file);
  const projectDir = join(folder, basename(file, ".ts"));
  if (plays.length > 0) cpSync(dirname(file), join(projectDir, basename(dirname(file))), { recursive: true });
  const results = [];
  for (const play of plays) results.push(await playOne(workflows, play, projectDir));
  const from = projectRootOf(file);
  return { root: from, diagnostics, documents: workflows.map(({ document }) => document), plays: results };
}

function playsOf(file) {
  const path = file.replace(/\.ts$/, ".run.json");
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : [];
}

async function playOne(workflows, play, projectDir) {
  const chosen = workflows.find(({ document }) => document.workflow.id === play.workflow);
  if (chosen === undefined) return { workflow: play.workflow, status: "no such workflow" };
  const { gives: _, workflow, params, ...request } = play;
  const others = chosen.subworkflows.map(({ document }) => withData(document));
  const bundle = { root: withData(chosen.document), others };
  const result = await runWorkflow({ ...request, bundle, params, projectDir, pythonHarness });
  return summaryOf(result);
}

/** Plays happen in a folder of their own, from where the data stands elsewhere. */
function withData(document) {
  if (document.workflow.params?.data === undefined) return document;
  const moved = { ...document.workflow.params.data, default: { kind: "literal", type: "string", value: data } };
  return { ...document, workflow: { ...document.workflow, params: { ...document.workflow.params, data: moved } } };
}

function summaryOf({ status, outputs, steps, failures }) {
  const shown = steps.map(({ id, status, attempts }) => [id, attempts > 1 ? `${status}, attempt ${attempts}` : status]);
  return { status, outputs, steps: Object.fromEntries(shown), ...(failures.length > 0 && { failures }) };
}
