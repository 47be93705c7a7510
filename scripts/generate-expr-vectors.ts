import { readFileSync, writeFileSync } from "node:fs";
import { functionGroups } from "@stave/ir-schema";
import { coreVectors } from "./expr-vectors/core-vectors.js";
import { functionVectors } from "./expr-vectors/function-vectors.js";
import type { Vector } from "./expr-vectors/vector.js";

const folder = "ir-schema/conformance/expr";

/** The conformance vectors of the expression language, by file name. */
export function generateExprVectors(): Readonly<Record<string, string>> {
  const files = new Map<string, readonly Vector[]>();
  for (const [name, vectors] of Object.entries(coreVectors())) files.set(name, vectors);
  for (const { title, functions } of functionGroups) {
    const name = title.toLowerCase().replaceAll(/[^a-z]+/g, "-");
    files.set(
      name,
      Object.entries(functions).flatMap(([fn, entry]) => functionVectors(fn, entry)),
    );
  }
  return Object.fromEntries(
    [...files].map(([name, vectors]) => [
      `${name}.jsonl`,
      vectors.map((vector) => `${JSON.stringify(vector)}\n`).join(""),
    ]),
  );
}

/** Writes the files that differ. */
export function writeExprVectors(): void {
  for (const [name, text] of Object.entries(generateExprVectors())) {
    const file = `${folder}/${name}`;
    if (current(file) !== text) writeFileSync(file, text);
  }
}

function current(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
