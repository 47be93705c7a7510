import { type Bucket, computeMillis, parseAll, type Reader, readerOf, readLiteral } from "./date-parse.js";
import type { Long } from "./long.js";
import type { Zone } from "./zone.js";

const sequence =
  (...readers: readonly Reader[]): Reader =>
  (bucket, text, at) => {
    let position = at;
    for (const reader of readers) {
      position = reader(bucket, text, position);
      if (position < 0) return -1;
    }
    return position;
  };

type BucketState = Pick<Bucket, "fields" | "zone" | "offset">;
const stateOf = ({ fields, zone, offset }: Bucket): BucketState => ({ fields, zone, offset });

/** The alternative that reads furthest; `optional` ones may read nothing. */
const alternatives =
  (readers: readonly Reader[], optional: boolean): Reader =>
  (bucket, text, at) => {
    const before = stateOf(bucket);
    let best = at;
    let state: BucketState | undefined;
    for (const reader of readers) {
      const position = reader(bucket, text, at);
      if (position > best) {
        best = position;
        state = stateOf(bucket);
      }
      Object.assign(bucket, before);
      if (position >= text.length && position >= 0 && position > at) break;
    }
    if (state !== undefined) Object.assign(bucket, state);
    return best > at || optional ? best : -1;
  };

const maybe = (...readers: readonly Reader[]): Reader => alternatives([sequence(...readers)], true);

const number = (field: string, maximum: number, signed = false): Reader =>
  readerOf({ kind: "number", field, minimum: 1, maximum, signed });

const fraction = (unit: "second" | "minute" | "hour"): Reader =>
  sequence(alternatives([readLiteral("."), readLiteral(",")], false), readerOf({ kind: "fraction", digits: 9, unit }));

function buildReader(): Reader {
  const date = alternatives(
    [
      sequence(
        number("year", 9, true),
        maybe(readLiteral("-"), number("monthOfYear", 2), maybe(readLiteral("-"), number("dayOfMonth", 2))),
      ),
      sequence(
        number("weekyear", 9, true),
        readLiteral("-W"),
        number("weekOfWeekyear", 2),
        maybe(readLiteral("-"), number("dayOfWeek", 1)),
      ),
      sequence(number("year", 9, true), readLiteral("-"), number("dayOfYear", 3)),
    ],
    false,
  );
  const seconds = sequence(readLiteral(":"), number("secondOfMinute", 2), maybe(fraction("second")));
  const minutes = sequence(
    readLiteral(":"),
    number("minuteOfHour", 2),
    alternatives([seconds, fraction("minute")], true),
  );
  const time = sequence(number("hourOfDay", 2), alternatives([minutes, fraction("hour")], true));
  const offset = readerOf({ kind: "offset", separated: true, most: 4, zeroText: "Z" });
  return alternatives(
    [
      sequence(readLiteral("T"), time, maybe(offset)),
      sequence(date, maybe(readLiteral("T"), maybe(time), maybe(offset))),
    ],
    false,
  );
}

let reader: Reader | undefined;

/** Reads an ISO 8601 date, time or both, as `new DateTime("…")` does. */
export function parseIsoDate(text: string, zone: Zone): Long {
  reader ??= buildReader();
  return computeMillis(parseAll([reader], text, zone, 0));
}
