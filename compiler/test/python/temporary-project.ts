import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A folder of files that goes away at the end of its scope. */
export interface TemporaryProject extends Disposable {
  readonly root: string;
  path(name: string): string;
  write(name: string, text: string): void;
}

/** Makes a project folder with the given files. */
export function temporaryProject(files: Readonly<Record<string, string>>): TemporaryProject {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "stave-python-")));
  const path = (name: string): string => join(root, name);
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), text);
  };
  for (const [name, text] of Object.entries(files)) write(name, text);
  return { root, path, write, [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }) };
}
