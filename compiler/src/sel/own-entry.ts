/**
 * The entry of a plain object under a name, but not what every object inherits: `constructor`, `__proto__` and so on.
 * Entries are no functions, as all of those but one are, so that most names need no second look.
 */
export function ownEntry<TEntry extends object | string>(
  entries: Readonly<Record<string, TEntry>>,
  name: string,
): TEntry | undefined {
  const entry: TEntry | undefined = entries[name];
  if (typeof entry !== "function" && name !== "__proto__") return entry;
  return Object.hasOwn(entries, name) ? entry : undefined;
}
