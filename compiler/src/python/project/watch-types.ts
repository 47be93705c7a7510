import { type FSWatcher, watch } from "node:fs";
import { type TypesReport, writeTypesFolder } from "./types-folder.js";

/** A running `stave types --watch`. */
export interface TypesWatch extends Disposable {
  close(): void;
}

/** Writes the declarations now and after each change of a Python or TypeScript file. */
export function watchTypes(
  projectDir: string,
  onReport: (report: TypesReport) => void,
  onError: (error: Error) => void,
  settleMilliseconds = 60,
): TypesWatch {
  let timer: NodeJS.Timeout | undefined;
  const run = (): void => {
    timer = undefined;
    try {
      onReport(writeTypesFolder(projectDir));
    } catch (error) {
      onError(error instanceof Error ? error : new Error(String(error)));
    }
  };
  const watcher: FSWatcher = watch(projectDir, { recursive: true }, (_event, name) => {
    if (name === null || !isSource(name)) return;
    clearTimeout(timer);
    timer = setTimeout(run, settleMilliseconds);
  });
  watcher.on("error", onError);
  run();
  const close = (): void => {
    clearTimeout(timer);
    watcher.close();
  };
  return { close, [Symbol.dispose]: close };
}

function isSource(name: string): boolean {
  return /\.(py|[cm]?tsx?)$/.test(name) && !/(^|[\\/])(\.stave|node_modules|\.git|__pycache__)[\\/]/.test(name);
}
