/** A reference `$name` or `${name}` in a literal text. */
export interface Interpolation {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Whether dollars around it make the text literal, although the name is still looked up. */
  readonly isEscaped: boolean;
}

/** What a text's dollars mean to Maestro. */
export interface Dollars {
  readonly references: readonly Interpolation[];
  /** Parts that look like references and are left as they are. */
  readonly untouched: readonly { readonly text: string; readonly start: number; readonly end: number }[];
}

const part = /(\$+)(\{[a-zA-Z][-_./a-zA-Z0-9]*\}|[a-zA-Z][_a-zA-Z0-9]*|\{_[-_./a-zA-Z0-9]*\}|_[_a-zA-Z0-9]+)/g;

/** Finds the references in a literal text: an odd run of dollars refers, an even one escapes. */
export function readDollars(text: string): Dollars {
  const references: Interpolation[] = [];
  const untouched: { text: string; start: number; end: number }[] = [];
  for (const match of text.matchAll(part)) {
    const [whole, dollars = "", target = ""] = match;
    const start = match.index;
    const end = start + whole.length;
    const name = target.replace(/^\{|\}$/g, "");
    if (name.startsWith("_")) {
      if (dollars.length === 1) untouched.push({ text: whole, start, end });
    } else if (dollars.length % 2 === 1) {
      references.push({ name, start: start + dollars.length - 1, end, isEscaped: false });
    } else if (dollars.length >= 4) {
      references.push({ name, start, end, isEscaped: true });
    }
  }
  return { references, untouched };
}
