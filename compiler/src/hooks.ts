import { loadSource, ownPackages, preparePython, resolveSpecifier } from "./1-load/hooks.js";

// Loaded by `module.register` on the hooks' own thread, where Node has no synchronous hooks yet (before 22.15).

interface Context {
  readonly parentURL?: string;
}

type NextResolve = (specifier: string, context: Context) => Promise<{ url: string }>;
type NextLoad = (url: string, context: object) => Promise<object>;

/** Node's resolve hook. */
export async function resolve(specifier: string, context: Context, next: NextResolve): Promise<object> {
  const found = resolveSpecifier(specifier, context.parentURL);
  if (found !== undefined) return found;
  if (!ownPackages.includes(specifier)) return next(specifier, context);
  try {
    return await next(specifier, context);
  } catch (error) {
    if ((error as { code?: string }).code !== "ERR_MODULE_NOT_FOUND") throw error;
    return next(specifier, { ...context, parentURL: import.meta.url });
  }
}

/** Node's load hook. */
export async function load(url: string, context: object, next: NextLoad): Promise<object> {
  if (url.endsWith(".py")) await preparePython();
  return loadSource(url) ?? next(url, context);
}
