import { execFile } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual, promisify } from "node:util";
import { canonicalJson, digestIr, type IrDocument } from "@stave/ir-schema";
import { afterAll, beforeAll, expect, it } from "vitest";
import { exampleFiles, examplePrograms } from "../../../scripts/generate-examples-docs.js";

interface Played {
  readonly diagnostics: readonly unknown[];
  readonly documents: readonly IrDocument[];
  readonly plays: readonly unknown[];
}

const record = process.env["RECORD"] === "1";
const examplesDir = resolve("examples");
const examples = examplePrograms();
const script = fileURLToPath(new URL("./play-examples.mjs", import.meta.url));

let folder: string;
let played: Readonly<Record<string, Played>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "stave-examples-"));
  const files = examples.map((file) => join(examplesDir, file));
  const { stdout } = await promisify(execFile)(process.execPath, [script, folder, ...files], { maxBuffer: 2 ** 28 });
  played = JSON.parse(stdout);
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const readExample = (file: string): string => readFileSync(join(examplesDir, file), "utf8");

const resultOf = (file: string): Played => played[join(examplesDir, file)] as Played;

/** IR is compared as text, for its order is canonical. */
function compareIr(file: string, value: unknown): void {
  const text = `${JSON.stringify(JSON.parse(canonicalJson(value)), null, 2)}\n`;
  if (record) writeFileSync(join(examplesDir, file), text);
  expect(text).toBe(readExample(file));
}

/** Plays are compared as values; the formatter decides about their text. */
function comparePlays(file: string, plays: readonly unknown[]): void {
  const path = join(examplesDir, file);
  if (record && !isDeepStrictEqual(JSON.parse(readExample(file)), plays)) {
    writeFileSync(path, `${JSON.stringify(plays, null, 2)}\n`);
  }
  expect(plays).toEqual(JSON.parse(readExample(file)));
}

/** One document, a few of them, or for hundreds the first one whole and the digests of all. */
function goldenOf(documents: readonly IrDocument[]): unknown {
  if (documents.length === 1) return documents[0];
  if (documents.length < 10) return documents;
  const digests = documents.map((document) => [document.workflow.id, digestIr(document)]);
  return { first: documents[0], digests: Object.fromEntries(digests) };
}

it.each(examples)("%s compiles to its golden IR without a finding", (file) => {
  const { diagnostics, documents } = resultOf(file);
  expect(diagnostics).toEqual([]);
  compareIr(file.replace(/\.ts$/, ".ir.json"), goldenOf(documents));
});

const playable = examples.filter((file) => existsSync(join(examplesDir, file.replace(/\.ts$/, ".run.json"))));

it.each(playable)("%s gives what was recorded when it is played", (file) => {
  const golden = file.replace(/\.ts$/, ".run.json");
  const requests = JSON.parse(readExample(golden)) as readonly object[];
  const plays = requests.map((request, index) => ({ ...request, gives: resultOf(file).plays[index] }));
  comparePlays(golden, plays);
});

it("plays all but the example that needs a container", () => {
  expect(examples.filter((file) => !playable.includes(file))).toEqual(["kinds/nightly.ts"]);
});

it("has no golden without a program", () => {
  const goldens = exampleFiles().filter((file) => file.endsWith(".json"));
  const stray = goldens.filter((file) => !examples.includes(file.replace(/\.(?:ir|run)\.json$/, ".ts")));
  expect(stray).toEqual([]);
});
