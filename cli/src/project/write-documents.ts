import { statSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "@stave/compiler";
import type { DocumentForm } from "./emit-documents.js";

/** Where documents go. */
export interface WriteOptions {
  readonly out?: string;
  readonly target: "ir" | "maestro";
  readonly format: DocumentForm;
}

/** Writes documents: one file for one, a folder for several, standard output when no path is given. */
export interface DocumentWriter {
  readonly count: number;
  /** Whether each is written at once, into a file of its own. */
  readonly isEach: boolean;
  readonly add: (id: string, text: string) => void;
  readonly end: (isComplete: boolean) => void;
}

/** Starts to write; `name` is that of a file for all. */
export function documentWriter(
  { out, target, format }: WriteOptions,
  name: string,
  print: (text: string) => void,
): DocumentWriter {
  const isEach = out !== undefined && (/[\\/]$/.test(out) || isFolder(out));
  const ending = target === "ir" ? "ir.json" : format === "json" ? "json" : "yaml";
  const kept: string[] = [];
  let count = 0;
  return {
    isEach,
    get count() {
      return count;
    },
    add(id, text) {
      count += 1;
      if (isEach) writeWhole(join(out, `${id}.${ending}`), text);
      else kept.push(text);
    },
    end(isComplete) {
      if (isEach || !isComplete || kept.length === 0) return;
      const text = joined(kept, format);
      if (out === undefined) print(text.trimEnd());
      else writeWhole(/\.(json|ya?ml)$/.test(out) ? out : join(out, `${name}.${ending}`), text);
    },
  };
}

function joined(texts: readonly string[], format: DocumentForm): string {
  if (texts.length === 1) return texts[0] as string;
  return format === "json" ? `[\n${texts.map((text) => text.trimEnd()).join(",\n")}\n]\n` : texts.join("---\n");
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
