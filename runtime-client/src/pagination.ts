import type { Long } from "./json.js";

/** One page of a list, newest first. */
export interface Page<T> {
  readonly page_info: {
    readonly start_cursor: string | null;
    readonly end_cursor: string | null;
    readonly has_previous_page: boolean;
    readonly has_next_page: boolean;
    /** Where the page begins, counted from 1 at the newest; nothing for an empty page. */
    readonly start_index: number | null;
  };
  /** A span of ids, not a count of rows. */
  readonly total_count: Long;
  readonly elements: readonly T[];
}

/** Which page: `first` goes from new to old, `last` the other way; 1 to 200 elements. */
export type PageQuery =
  | { readonly first: number; readonly last?: never; readonly cursor?: string }
  | { readonly last: number; readonly first?: never; readonly cursor?: string };

/** How a list is walked. */
export interface WalkOptions {
  /** Elements fetched at once, 1 to 200. */
  readonly pageSize?: number;
  /** Stop after this many elements. */
  readonly limit?: number;
}

/** Walks a paged list from the newest element to the oldest, each element once. */
export async function* walk<T>(
  fetchPage: (query: PageQuery) => Promise<Page<T>>,
  idOf: (element: T) => Long,
  options: WalkOptions,
): AsyncGenerator<T, void, undefined> {
  const { pageSize = 20, limit = Number.POSITIVE_INFINITY } = options;
  let cursor: string | undefined;
  let given = 0;
  for (;;) {
    const page = await fetchPage({ first: pageSize, ...(cursor !== undefined && { cursor }) });
    const newestFirst = [...page.elements].sort((a, b) => (BigInt(idOf(a)) < BigInt(idOf(b)) ? 1 : -1));
    for (const element of newestFirst) {
      if (given++ >= limit) return;
      yield element;
    }
    const next = page.page_info.end_cursor;
    if (!page.page_info.has_next_page || next === null || next === cursor || given >= limit) return;
    cursor = next;
  }
}
