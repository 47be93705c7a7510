import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the examples. */
export const examplesDir: string = fileURLToPath(new URL("../../../examples", import.meta.url));

/** Paths of all files below a folder of `examples`, from there; what is written at run time is left out. */
export function listFiles(): string[] {
  return readdirSync(examplesDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !/^(?:\.stave|out|node_modules)$/.test(entry.name))
    .flatMap(({ name }) => readdirSync(join(examplesDir, name)).map((file) => `${name}/${file}`))
    .sort();
}

/** The programs among them: they begin with a comment that has a heading. */
export function listExamples(): string[] {
  return listFiles().filter((file) => file.endsWith(".ts") && /^\/\*\n \* # /.test(readExample(file)));
}

/** The text of a file of the examples. */
export function readExample(file: string): string {
  return readFileSync(join(examplesDir, file), "utf8");
}
