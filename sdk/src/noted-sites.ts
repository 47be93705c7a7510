import type { Site } from "./sites.js";

/** Where a part of the workflow was written, and how to find what lies below it. */
export interface NotedSite {
  readonly site: Site;
  /** The place of a part, by the rest of its JSON pointer; made only when something is looked up. Null: written nowhere. */
  readonly part?: ((rest: readonly string[]) => Site | null | undefined) | undefined;
}

/** What a build captured, by JSON pointer. */
export type NotedSites = ReadonlyMap<string, NotedSite>;

function partOrWhole({ site, part }: NotedSite, rest: readonly string[]): Site | undefined {
  const found = rest.length > 0 ? part?.(rest) : undefined;
  return found === null ? undefined : (found ?? site);
}

/** Where the part at a JSON pointer was written: the nearest place noted at or above it. */
export function siteAt(sites: NotedSites, pointer: string): Site | undefined {
  const rest: string[] = [];
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf("/"))) {
    const noted = sites.get(at);
    if (noted !== undefined) return partOrWhole(noted, rest);
    if (at === "") return undefined;
    rest.unshift(
      at
        .slice(at.lastIndexOf("/") + 1)
        .replaceAll("~1", "/")
        .replaceAll("~0", "~"),
    );
  }
}
