import { type Answer, json, maestroError } from "./http-error.js";
import { type Incoming, intQuery } from "./router.js";

interface PageRequest {
  readonly size: number;
  readonly forward: boolean;
  readonly cursor: bigint | undefined;
}

/** The ids of a page, newest first, and those at both ends of everything. */
export interface Page<T> {
  readonly elements: readonly T[];
  readonly latest: bigint;
  readonly earliest: bigint;
}

type IdOf<T> = (row: T) => bigint;

/** One page of versions; going back it takes the newest below a place behind the cursor. */
export function pageOfVersions<T>(incoming: Incoming, rows: readonly T[], idOf: IdOf<T>): Page<T> {
  const { size, forward, cursor } = pageRequest(incoming);
  const ends = endsOf(rows, idOf);
  if (rows.length === 0) return { elements: [], ...ends };
  const offset = forward ? (cursor ?? ends.latest + 1n) : (cursor ?? 0n) + BigInt(size) + 1n;
  const below = offset <= 0n ? ends.latest + 1n : offset;
  return {
    elements: newestFirst(rows, idOf)
      .filter((row) => idOf(row) < below)
      .slice(0, size),
    ...ends,
    earliest: 1n,
  };
}

/** One page of instances or runs: a span of ids, never empty going back. */
export function pageOfSpan<T>(incoming: Incoming, rows: readonly T[], idOf: IdOf<T>): Page<T> {
  const { size, forward, cursor } = pageRequest(incoming);
  const ends = endsOf(rows, idOf);
  if (rows.length === 0) return { elements: [], ...ends };
  const { high, low } = forward ? forwardSpan(ends, BigInt(size), cursor) : backwardSpan(ends, BigInt(size), cursor);
  const isIn = (id: bigint): boolean => id === high || (low <= id && id < high);
  return { elements: newestFirst(rows, idOf).filter((row) => isIn(idOf(row))), ...ends };
}

interface Span {
  readonly high: bigint;
  readonly low: bigint;
}

type Ends = Pick<Page<unknown>, "latest" | "earliest">;

function forwardSpan({ latest, earliest }: Ends, size: bigint, cursor: bigint | undefined): Span {
  const high = cursor === undefined ? latest : cursor - 1n;
  const low = high + 1n - size;
  return low > earliest ? { high, low } : { high, low: earliest };
}

function backwardSpan({ latest, earliest }: Ends, size: bigint, cursor: bigint | undefined): Span {
  const low = cursor === undefined ? earliest : cursor + 1n;
  const high = low - 1n + size;
  return high < latest ? { low, high } : { low, high: latest };
}

function newestFirst<T>(rows: readonly T[], idOf: IdOf<T>): T[] {
  return [...rows].sort((a, b) => (idOf(a) < idOf(b) ? 1 : -1));
}

function endsOf<T>(rows: readonly T[], idOf: IdOf<T>): Ends {
  const sorted = newestFirst(rows, idOf);
  const [newest, oldest] = [sorted[0], sorted[sorted.length - 1]];
  return {
    latest: newest === undefined ? 0n : idOf(newest),
    earliest: oldest === undefined ? 0n : idOf(oldest),
  };
}

function pageRequest(incoming: Incoming): PageRequest {
  const [first, last] = [intQuery(incoming, "first"), intQuery(incoming, "last")];
  for (const size of [first, last]) {
    if (size !== undefined && (size < 1 || size > 200)) throw maestroError(400, "BAD_REQUEST - validation failed");
  }
  if ((first === undefined) === (last === undefined)) throw maestroError(400, "one of first and last must be given");
  const cursor = incoming.url.searchParams.get("cursor") ?? "";
  if (cursor !== "" && !/^[+-]?\d+$/.test(cursor)) throw maestroError(400, `For input string: "${cursor}"`);
  const size = first ?? last ?? 0;
  return { size, forward: first !== undefined, cursor: cursor === "" ? undefined : BigInt(cursor) };
}

/** Writes a page with its cursors. */
export function pageAnswer<T>(
  { elements, latest, earliest }: Page<T>,
  idOf: IdOf<T>,
  write: (row: T) => unknown,
): Answer {
  const [newest, oldest] = [elements[0], elements[elements.length - 1]];
  const empty = newest === undefined || oldest === undefined;
  return json({
    page_info: {
      start_cursor: empty ? null : String(idOf(newest)),
      end_cursor: empty ? null : String(idOf(oldest)),
      has_previous_page: !empty && idOf(newest) < latest,
      has_next_page: !empty && idOf(oldest) > earliest,
      start_index: empty ? null : latest - idOf(newest) + 1n,
    },
    total_count: empty ? latest : latest - earliest + 1n,
    elements: elements.map(write),
  });
}
