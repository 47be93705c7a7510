import { type Answer, json, maestroError } from "./http-error.js";
import type { Incoming } from "./router.js";

interface PageRequest {
  readonly size: number;
  readonly forward: boolean;
  readonly cursor: bigint | undefined;
}

/** One page of rows, newest first, with the server's own cursor rules and oddities. */
export function paginate<T>(incoming: Incoming, rows: readonly T[], idOf: (row: T) => bigint): Page<T> {
  const request = pageRequest(incoming);
  const newestFirst = [...rows].sort((a, b) => (idOf(a) < idOf(b) ? 1 : -1));
  const latest = newestFirst[0] === undefined ? 0n : idOf(newestFirst[0]);
  const earliest = latest === 0n ? 0n : idOf(newestFirst[newestFirst.length - 1] as T);
  const ids = { latest, earliest };
  return { elements: cut(newestFirst, request, idOf, ids), ids };
}

/** Rows of a page and the ids at both ends of all rows. */
export interface Page<T> {
  readonly elements: readonly T[];
  readonly ids: { readonly latest: bigint; readonly earliest: bigint };
}

function pageRequest(incoming: Incoming): PageRequest {
  const { searchParams } = incoming.url;
  const [first, last, cursor] = [searchParams.get("first"), searchParams.get("last"), searchParams.get("cursor")];
  if ((first === null) === (last === null)) throw maestroError(400, "exactly one of first and last must be given");
  const size = Number(first ?? last);
  if (!Number.isInteger(size) || size < 1 || size > 200) throw maestroError(400, "BAD_REQUEST - validation failed");
  if (cursor !== null && !/^\d+$/.test(cursor)) throw maestroError(400, `BAD_REQUEST - For input string: "${cursor}"`);
  return { size, forward: first !== null, cursor: cursor === null ? undefined : BigInt(cursor) };
}

function cut<T>(
  newestFirst: readonly T[],
  { size, forward, cursor }: PageRequest,
  idOf: (row: T) => bigint,
  { latest }: Page<T>["ids"],
): readonly T[] {
  if (forward) return newestFirst.filter((row) => cursor === undefined || idOf(row) < cursor).slice(0, size);
  // Paging back from the newest id gives the newest element again instead of nothing.
  if (cursor !== undefined && cursor >= latest) return newestFirst.slice(0, 1);
  return newestFirst.filter((row) => cursor === undefined || idOf(row) > cursor).slice(-size);
}

/** Writes a page with its cursors. */
export function pageAnswer<T>(
  { elements, ids }: Page<T>,
  idOf: (row: T) => bigint,
  write: (row: T) => unknown,
): Answer {
  const [newest, oldest] = [elements[0], elements[elements.length - 1]];
  const empty = newest === undefined || oldest === undefined;
  return json({
    page_info: {
      start_cursor: empty ? null : String(idOf(newest)),
      end_cursor: empty ? null : String(idOf(oldest)),
      has_previous_page: !empty && idOf(newest) < ids.latest,
      has_next_page: !empty && idOf(oldest) > ids.earliest,
      start_index: empty ? 0n : ids.latest - idOf(newest) + 1n,
    },
    total_count: empty ? ids.latest : ids.latest - ids.earliest + 1n,
    elements: elements.map(write),
  });
}
