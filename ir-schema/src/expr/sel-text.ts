import type { SelLowering, SelRefusal } from "./function-entry.js";

/** SEL needs several statements for this; the lowering knows them. */
export const selStatements: SelLowering = { statements: true };

/** SEL has nothing to say it with. */
export function selRefuses(refused: string): SelRefusal {
  return { refused };
}

/** SEL text over the texts of the arguments. */
export function selText(text: (...args: string[]) => string): SelLowering {
  return { text: (args) => text(...args) };
}

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" };

/** The content of a SEL string literal that is plain, undefined for anything else. */
export function selLiteralText(arg: string): string | undefined {
  const match = /^(?:"((?:[^"\\]|\\[\\"'ntrbf])*)"|'((?:[^'\\]|\\[\\"'ntrbf])*)')$/.exec(arg);
  return (match?.[1] ?? match?.[2])?.replace(/\\(.)/g, (_, escaped: string) => escapes[escaped] ?? escaped);
}

const named: Readonly<Record<string, string>> = {
  "\n": "\\n",
  "\t": "\\t",
  "\r": "\\r",
  "\b": "\\b",
  "\f": "\\f",
  "\\": "\\\\",
  "'": "\\'",
};

/** A SEL string literal; anything that SEL could read in its own way is written as a unicode escape. */
export function selString(text: string): string {
  return `'${text.replace(/[\n\t\r\b\f\\']|[^ -~]/g, (unit) => named[unit] ?? unicodeEscape(unit))}'`;
}

function unicodeEscape(unit: string): string {
  return [...Array(unit.length).keys()]
    .map((index) => `\\u${unit.charCodeAt(index).toString(16).padStart(4, "0")}`)
    .join("");
}

/** A Java regular expression, as a SEL literal, that matches the literal text. */
export function selQuotedPattern(text: string): string {
  return selString(text.replace(/[\\^$.|?*+()[\]{}]/g, "\\$&"));
}
