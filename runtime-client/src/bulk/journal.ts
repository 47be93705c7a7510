import { type FileHandle, open, readFile } from "node:fs/promises";
import { RuntimeClientError } from "../errors.js";

/** What a bulk push has done already, so that a broken one can be taken up again. */
export interface Journal {
  has(key: string): boolean | Promise<boolean>;
  /** Notes that the work of a key is done; resolves once that is safe. */
  done(key: string): void | Promise<void>;
}

/** A journal in a file, one line a key. */
export interface FileJournal extends Journal {
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Opens a journal in a file, or begins one. A line that a crash left half-written counts as not done.
 *
 * @example
 * await using journal = await openFileJournal("push.journal");
 * for await (const result of bulkPush(client, requests, { journal })) console.log(result);
 */
export async function openFileJournal(file: string): Promise<FileJournal> {
  const text = await readIfThere(file);
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  const known = new Set(whole.split("\n").flatMap(readKey));
  const handle = await attempt(file, () => open(file, "a"));
  const writer = new LineWriter(file, handle);
  if (whole.length < text.length) await writer.write("\n");
  const close = (): Promise<void> => attempt(file, () => handle.close());
  return {
    has: (key) => known.has(key),
    async done(key) {
      await writer.write(`${JSON.stringify(key)}\n`);
      known.add(key);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Appends texts in order; those that come while one is being written go out together. */
class LineWriter {
  readonly #file: string;
  readonly #handle: FileHandle;
  #pending = "";
  #flushing: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  constructor(file: string, handle: FileHandle) {
    this.#file = file;
    this.#handle = handle;
  }

  write(text: string): Promise<void> {
    this.#pending += text;
    this.#next ??= this.#after(this.#flushing);
    return this.#next;
  }

  async #after(earlier: Promise<void>): Promise<void> {
    await Promise.allSettled([earlier]);
    this.#next = undefined;
    this.#flushing = this.#flush();
    await this.#flushing;
  }

  async #flush(): Promise<void> {
    const text = this.#pending;
    this.#pending = "";
    await attempt(this.#file, async () => {
      await this.#handle.appendFile(text);
      await this.#handle.datasync();
    });
  }
}

function readKey(line: string): string[] {
  if (line === "") return [];
  try {
    const key: unknown = JSON.parse(line);
    return typeof key === "string" ? [key] : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

async function readIfThere(file: string): Promise<string> {
  return attempt(file, async () => {
    try {
      return await readFile(file, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
      throw error;
    }
  });
}

async function attempt<T>(file: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (cause) {
    const reason = (cause as Error).message;
    throw new RuntimeClientError("journal-failed", `The journal ${file} cannot be used: ${reason}.`, { cause });
  }
}
