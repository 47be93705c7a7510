import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { IrDocument } from "@stave/ir-schema";
import { type HostOptions, type RunResult, runWorkflow } from "@stave/runtime-local";

/** An empty project that is gone after the test. */
export interface Project extends Disposable {
  readonly dir: string;
  write(name: string, text: string): string;
  run(bundle: { root: IrDocument; others: IrDocument[] }, options?: HostOptions): Promise<RunResult>;
}

export function createProject(): Project {
  const dir = mkdtempSync(join(tmpdir(), "stave-local-"));
  return {
    dir,
    write: (name, text) => {
      writeFileSync(join(dir, name), text);
      return join(dir, name);
    },
    run: (bundle, options = {}) => runWorkflow({ projectDir: dir, graceMillis: 300, bundle, ...options }),
    [Symbol.dispose]: () => rmSync(dir, { recursive: true, force: true }),
  };
}

/** "code message" of each failure. */
export const failuresOf = (result: RunResult): string[] =>
  result.failures.map(({ diagnostic }) => `${diagnostic.code} ${diagnostic.message}`);
