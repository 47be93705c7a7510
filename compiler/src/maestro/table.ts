/** A table that holds its own keys and no others: names such as `constructor` are not in it. */
export function table<TRow>(rows: Readonly<Record<string, TRow>>): Readonly<Record<string, TRow>> {
  return Object.freeze(Object.assign(Object.create(null) as Record<string, TRow>, rows));
}
