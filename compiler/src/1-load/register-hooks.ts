import * as nodeModule from "node:module";
import { loadSource, ownPackages, preparePython, resolveSpecifier } from "./hooks.js";

interface SyncHooks {
  registerHooks?(hooks: {
    resolve(
      specifier: string,
      context: { parentURL?: string },
      next: (specifier: string, context: object) => object,
    ): object;
    load(url: string, context: object, next: (url: string, context: object) => object): object;
  }): void;
}

let registered: Promise<void> | undefined;

/**
 * Teaches Node to import TypeScript and Python files; the second call does nothing.
 *
 * @example
 * await registerLoader();
 * const { default: definition } = await import("./rain.ts" as string);
 */
export function registerLoader(): Promise<void> {
  registered ??= register();
  return registered;
}

async function register(): Promise<void> {
  const { registerHooks } = nodeModule as SyncHooks;
  if (registerHooks === undefined) {
    nodeModule.register(new URL("./hooks.js", import.meta.url));
    return;
  }
  await preparePython();
  registerHooks({
    resolve: (specifier, context, next) =>
      resolveSpecifier(specifier, context.parentURL) ?? resolveOwn(specifier, context, next),
    load: (url, context, next) => loadSource(url) ?? next(url, context),
  });
}

function resolveOwn(
  specifier: string,
  context: { parentURL?: string },
  next: (specifier: string, context: object) => object,
): object {
  if (!ownPackages.includes(specifier)) return next(specifier, context);
  try {
    return next(specifier, context);
  } catch (error) {
    if ((error as { code?: string }).code !== "ERR_MODULE_NOT_FOUND") throw error;
    return next(specifier, { ...context, parentURL: import.meta.url });
  }
}
