const reserved = new Set(
  (
    "break case catch class const continue debugger default delete do else enum export extends false finally for " +
    "function if import in instanceof new null return super switch this throw true try typeof var void while with " +
    "implements interface let package private protected public static yield await arguments eval"
  ).split(" "),
);

/** Whether a name can be written bare as a property. */
export function isIdentifierName(name: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u.test(name);
}

/** Whether a name can be declared in a module. */
export function isBindable(name: string): boolean {
  return isIdentifierName(name) && !reserved.has(name);
}

/** A property name, quoted where it must be. */
export function propertyText(name: string): string {
  return isIdentifierName(name) ? name : JSON.stringify(name);
}
