const BLANK = 0x20;

// Java's trim takes every unit up to the blank, and nothing above it.
const isTrimmed = (text: string, at: number): boolean => text.charCodeAt(at) <= BLANK;

function trimmedEnd(text: string): number {
  let end = text.length;
  while (end > 0 && isTrimmed(text, end - 1)) end -= 1;
  return end;
}

/** How many characters `sanitizeParam` takes away at the front. */
export function trimmedStart(text: string): number {
  let start = 0;
  while (start < text.length && isTrimmed(text, start)) start += 1;
  return start;
}

/**
 * Applies Maestro's rule for the text of a param: trim it and append the final `;` when it looks missing.
 * @example
 * sanitizeParam(" 1 + 2 "); // "1 + 2;"
 */
export function sanitizeParam(text: string): string {
  const trimmed = text.slice(trimmedStart(text), trimmedEnd(text));
  if (trimmed === "" || trimmed.endsWith(";")) return trimmed;
  return trimmed.endsWith("}") && !trimmed.startsWith('{"') ? trimmed : `${trimmed};`;
}
