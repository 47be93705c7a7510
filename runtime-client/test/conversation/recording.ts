import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** What a real server answered, one line each; `RECORD=1` beside `STAVE_MAESTRO_URL` writes it anew. */
export function readRecording<T>(name: string): readonly T[] {
  return readFileSync(fileOf(name), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as T);
}

/** Keeps what a real server answered. */
export function writeRecording(name: string, rows: readonly unknown[]): void {
  writeFileSync(fileOf(name), `${rows.map((row) => JSON.stringify(row)).join("\n")}\n`);
}

function fileOf(name: string): string {
  return fileURLToPath(new URL(`recorded/${name}.jsonl`, import.meta.url));
}

/** The address of a real Maestro, when the tests are to speak with one. */
export const liveUrl: string | undefined = process.env["STAVE_MAESTRO_URL"];

/** Whether what a real server says replaces what was recorded. */
export const records: boolean = process.env["RECORD"] !== undefined && liveUrl !== undefined;

/** A prefix that no earlier conversation used. */
export function freshPrefix(): string {
  return `c${Date.now().toString(36)}${Math.floor(Math.random() * 1e6).toString(36)}_`;
}
