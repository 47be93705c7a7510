/** English names of field values; index 0 is the value `first`. */
export interface FieldNames {
  readonly first: number;
  readonly long: readonly string[];
  readonly short: readonly string[];
  /** Also accepted when reading. */
  readonly extra: Readonly<Record<string, number>>;
}

const months = "January February March April May June July August September October November December".split(" ");
const days = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");
const cut = (name: string): string => name.slice(0, 3);

export const FIELD_NAMES: Readonly<Record<string, FieldNames>> = {
  monthOfYear: { first: 1, long: months, short: months.map(cut), extra: {} },
  dayOfWeek: { first: 1, long: days, short: days.map(cut), extra: {} },
  halfdayOfDay: { first: 0, long: ["AM", "PM"], short: ["AM", "PM"], extra: {} },
  era: { first: 0, long: ["BC", "AD"], short: ["BC", "AD"], extra: { BCE: 0, CE: 1 } },
};

/** The text of a value, a number when the field has no names. */
export function fieldText(field: string, value: number, short: boolean): string {
  const names = FIELD_NAMES[field];
  return (short ? names?.short : names?.long)?.[value - (names?.first ?? 0)] ?? String(value);
}

/** The value whose name begins at a place, and the length of that name; the longest name wins. */
export function readFieldText(field: string, text: string, at: number): { value: number; length: number } | undefined {
  const names = FIELD_NAMES[field];
  if (names === undefined) return undefined;
  let best: { value: number; length: number } | undefined;
  const consider = (name: string, value: number): void => {
    const found = text.slice(at, at + name.length);
    if (found !== name && found !== name.toLowerCase() && found !== name.toUpperCase()) return;
    if (best === undefined || name.length > best.length) best = { value, length: name.length };
  };
  for (const list of [names.long, names.short]) {
    for (const [index, name] of list.entries()) consider(name, index + names.first);
  }
  for (const [name, value] of Object.entries(names.extra)) consider(name, value);
  return best;
}
