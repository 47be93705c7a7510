import type { CallPlace } from "@stave/ir-schema";

/** A call in the user's source, or a part of one. */
export type Site = CallPlace;

let capturing = false;

/**
 * Runs `action` with call sites captured or not. Capturing costs about 2 µs a call, so bulk builds go without and a
 * workflow with findings is built a second time with it.
 */
export function withSites<T>(capture: boolean, action: () => T): T {
  const before = capturing;
  capturing = capture;
  try {
    return action();
  } finally {
    capturing = before;
  }
}

/** The place that called `callee`, when sites are captured. */
export function captureSite(callee: (...args: never[]) => unknown): Site | undefined {
  return capturing ? callerOf(callee) : undefined;
}

/** The place that called `callee`. */
function callerOf(callee: (...args: never[]) => unknown): Site | undefined {
  return laterCallerOf(callee)();
}

/** Remembers the place that called `callee`; the engine looks it up only when it is asked for. */
export function laterCallerOf(callee: (...args: never[]) => unknown): () => Site | undefined {
  const holder: { stack?: unknown } = {};
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 1;
  Error.captureStackTrace(holder, callee);
  Error.stackTraceLimit = stackTraceLimit;
  return () => siteOf(holder);
}

// V8 formats a stack when it is first read, by what `prepareStackTrace` is then.
function siteOf(holder: { stack?: unknown }): Site | undefined {
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = (_, frames) => frames;
  const stack = holder.stack as readonly NodeJS.CallSite[];
  Error.prepareStackTrace = prepareStackTrace;
  const frame = stack[0];
  const file = frame?.getFileName();
  if (!frame || !file) return undefined;
  return { file, line: frame.getLineNumber() ?? 1, column: frame.getColumnNumber() ?? 1 };
}

/** A part of a call, named by positions and keys from its arguments on. */
export function partOf(site: Site | undefined, ...path: readonly (string | number)[]): Site | undefined {
  return site && { ...site, path: [...(site.path ?? []), ...path] };
}
