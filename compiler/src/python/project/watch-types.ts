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
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;
  const run = (): void => {
    try {
      const report = writeTypesFolder(projectDir);
      // A file may have come before its folder's watcher did, so new watchers mean one more look.
      if (follow(watchers, report.folders, changed, onError)) changed();
      onReport(report);
    } catch (error) {
      onError(error instanceof Error ? error : new Error(String(error)));
    }
  };
  const changed = (): void => {
    clearTimeout(timer);
    timer = setTimeout(run, settleMilliseconds);
  };
  const close = (): void => {
    clearTimeout(timer);
    follow(watchers, [], changed, onError);
  };
  run();
  return { close, [Symbol.dispose]: close };
}

// A watcher for each folder: a recursive one would also walk through all of `node_modules`.
function follow(
  watchers: Map<string, FSWatcher>,
  folders: readonly string[],
  changed: () => void,
  onError: (error: Error) => void,
): boolean {
  const wanted = new Set(folders);
  const added = folders.filter((folder) => !watchers.has(folder));
  for (const [folder, watcher] of watchers) {
    if (wanted.has(folder)) continue;
    watcher.close();
    watchers.delete(folder);
  }
  for (const folder of added) {
    const watcher = watch(folder, (_event, name) => (name === null || isOfInterest(name) ? changed() : undefined));
    watchers.set(folder, watcher.on("error", onError));
  }
  return added.length > 0;
}

/** A source file, or what may be a new folder. */
function isOfInterest(name: string): boolean {
  return /\.(py|[cm]?tsx?)$/.test(name) || !/^\.|\.|^(node_modules|__pycache__)$/.test(name);
}
