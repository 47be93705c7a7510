import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Diagnostic, IrDocument, SourceSpan } from "@stave/ir-schema";
import { beforeAll, expect, it } from "vitest";

interface Compiled {
  readonly documents: readonly IrDocument[];
  readonly unread: readonly Diagnostic[];
  readonly diagnostics: readonly Diagnostic[];
}

const record = process.env["RECORD"] === "1";
const folder = fileURLToPath(new URL("./cases/", import.meta.url));
const slugs = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

const pathOf = (slug: string, file: string): string => `${folder}${slug}/${file}`;

let compiled: ReadonlyMap<string, Compiled>;

beforeAll(async () => {
  const script = fileURLToPath(new URL("./compile-cases.mjs", import.meta.url));
  const entries = slugs.map((slug) => pathOf(slug, "input.ts"));
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...entries], { maxBuffer: 2 ** 28 });
  const results = JSON.parse(stdout) as readonly Compiled[];
  compiled = new Map(slugs.map((slug, index) => [slug, results[index] as Compiled]));
});

/** A place as a person checks it: where it begins and ends, and the text between. */
function placeOf(span: SourceSpan | undefined): object {
  if (span === undefined) return {};
  const { file, line, column, endLine = line, endColumn = column } = span;
  const lines = readFileSync(file, "utf8")
    .split("\n")
    .slice(line - 1, endLine);
  const last = lines.length - 1;
  const text = lines
    .map((written, at) => written.slice(at === 0 ? column - 1 : 0, at === last ? endColumn - 1 : undefined))
    .join("\n");
  const place = { start: `${line}:${column}`, end: `${endLine}:${endColumn}`, text };
  return basename(file) === "input.ts" ? place : { file: basename(file), ...place };
}

/** Paths differ from machine to machine. */
const withoutPaths = (text: string): string => text.replaceAll(folder, "");

function findingOf({ code, severity, message, hint, at, related, fix }: Diagnostic): object {
  return {
    code,
    severity,
    message: withoutPaths(message),
    ...(hint !== undefined && { hint: withoutPaths(hint) }),
    ...placeOf(at.span),
    ...(related && { related: related.map((item) => ({ message: item.message, ...placeOf(item.at.span) })) }),
    ...(fix && { fix: { ...fix, edits: fix.edits.map((edit) => ({ ...edit, file: basename(edit.file) })) } }),
  };
}

/** Compares with a golden; one that should not be there is a difference too. */
function compare(path: string, value: unknown): void {
  const text = value === undefined ? undefined : `${JSON.stringify(value, null, 1)}\n`;
  if (record) {
    if (text !== undefined) writeFileSync(path, text);
    else rmSync(path, { force: true });
  }
  expect(text).toBe(existsSync(path) ? readFileSync(path, "utf8") : undefined);
}

it.each(slugs)("%s", (slug) => {
  const { documents, unread, diagnostics } = compiled.get(slug) as Compiled;
  const isRefused = diagnostics.some(({ severity }) => severity === "error");
  if (!isRefused) expect(unread).toEqual([]);
  compare(pathOf(slug, "errors.json"), diagnostics.length === 0 ? undefined : diagnostics.map(findingOf));
  compare(pathOf(slug, "ir.json"), isRefused ? undefined : documents.length === 1 ? documents[0] : documents);
});

it("refuses in the editor what the cases expect it to, and nothing else", async () => {
  const tsc = fileURLToPath(new URL("../../node_modules/typescript7/bin/tsc", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [tsc, "-p", folder, "--pretty", "false"]).catch(
    (failure: { stdout: string }) => failure,
  );
  expect(stdout.split("\n").filter((line) => /^(error|compiler\/test\/)/.test(line))).toEqual([]);
});

it("has no golden or file that no case uses", () => {
  const known = /^(input\.ts|\w+\.py|other\.ts|ir\.json|errors\.json)$/;
  const stray = slugs.flatMap((slug) => readdirSync(pathOf(slug, "")).filter((file) => !known.test(file)));
  const without = slugs.filter((slug) => !existsSync(pathOf(slug, "input.ts")));
  expect({ stray, without }).toEqual({ stray: [], without: [] });
});
