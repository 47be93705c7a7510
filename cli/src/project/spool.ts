import { appendFileSync, createReadStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseJson, stringifyJson } from "@stave/runtime-client";

/** Values kept in order until they are read: in memory while they are few, then in a file. */
export interface Spool<T> {
  readonly count: number;
  readonly add: (value: T) => void;
  /** All of them, as often as wanted. */
  readonly read: () => AsyncGenerator<T, void, undefined>;
  readonly close: () => void;
}

const MOST_IN_MEMORY = 8_000_000;

/** Starts a spool; it is to be closed when the values are no longer wanted. */
export function createSpool<T>(mostInMemory: number = MOST_IN_MEMORY): Spool<T> {
  let folder: string | undefined;
  let lines: string[] = [];
  let size = 0;
  let count = 0;
  const file = (): string => {
    folder ??= mkdtempSync(join(tmpdir(), "stave-"));
    return join(folder, "items.jsonl");
  };
  return {
    get count() {
      return count;
    },
    add(value) {
      const line = stringifyJson(value);
      count += 1;
      size += line.length;
      lines.push(line);
      if (size < mostInMemory) return;
      appendFileSync(file(), `${lines.join("\n")}\n`);
      [lines, size] = [[], 0];
    },
    async *read() {
      if (folder !== undefined)
        for await (const line of createInterface({
          input: createReadStream(file()),
          crlfDelay: Number.POSITIVE_INFINITY,
        }))
          yield parseJson(line) as T;
      for (const line of lines) yield parseJson(line) as T;
    },
    close() {
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
