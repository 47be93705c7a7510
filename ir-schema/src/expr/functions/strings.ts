import { fails, gives } from "../example.js";
import { exprError } from "../expr-error.js";
import type { FunctionGroup } from "../function-entry.js";
import { checkTextLength } from "../limits.js";
import { selRefuses, selStatements, selText } from "../sel-text.js";
import type { Value } from "../value.js";

const javaSpace =
  "[\\\\s\\\\x{0b}\\\\x{a0}\\\\x{1680}\\\\x{2000}-\\\\x{200a}\\\\x{2028}\\\\x{2029}\\\\x{202f}\\\\x{205f}\\\\x{3000}\\\\x{feff}]+";
const trimStartSel = (text: string): string => `${text}.replaceAll("^${javaSpace}", "")`;
const trimEndSel = (text: string): string => `${text}.replaceAll("${javaSpace}$", "")`;
const at = (position: bigint | undefined, fallback: number): number =>
  position === undefined ? fallback : Number(position);

function padded(text: string, width: bigint, fill: string, pad: (width: number) => string): string {
  checkTextLength(Number(width));
  return fill === "" || Number(width) <= text.length ? text : pad(Number(width));
}

function repeated(text: string, count: bigint): string {
  if (count < 0n) throw exprError("bad-argument", { fn: "repeat", problem: `the count is ${count}, below 0` });
  checkTextLength(text.length * Number(count));
  return text.repeat(Number(count));
}

function capitalized(text: string): string {
  const [first = ""] = text;
  const [head = "", ...rest] = first.toUpperCase();
  return head + rest.join("").toLowerCase() + text.slice(first.length).toLowerCase();
}

function uriText(text: string, convert: (text: string) => string, expected: string): string {
  try {
    return convert(text);
  } catch (error) {
    if (error instanceof URIError) throw exprError("text-does-not-parse", { text, expected });
    throw error;
  }
}

/** Functions of texts. Positions count UTF-16 units from 0, as in JavaScript and Java. */
export const stringFunctions: FunctionGroup = {
  title: "Texts",
  doc: "Positions count UTF-16 units from 0, as in JavaScript.",
  functions: {
    upper: {
      signatures: ["upper(text: string): string"],
      doc: "The text in upper case, without regard to a locale.",
      evaluate: (text: string) => text.toUpperCase(),
      js: { method: "toUpperCase" },
      python: { name: "str.upper", code: "a.upper()" },
      sel: selText((text) => `${text}.toUpperCase()`),
      examples: () => [gives(["abc"], "ABC"), gives([""], ""), gives(["straße 1"], "STRASSE 1"), gives(["é"], "É")],
    },
    lower: {
      signatures: ["lower(text: string): string"],
      doc: "The text in lower case, without regard to a locale.",
      evaluate: (text: string) => text.toLowerCase(),
      js: { method: "toLowerCase" },
      python: { name: "str.lower", code: "a.lower()" },
      sel: selText((text) => `${text}.toLowerCase()`),
      examples: () => [gives(["ABC"], "abc"), gives(["Ärger 2"], "ärger 2"), gives([""], "")],
    },
    trim: {
      signatures: ["trim(text: string): string"],
      doc: "The text without white space at both ends.",
      evaluate: (text: string) => text.trim(),
      js: { method: "trim" },
      python: { name: "str.strip", code: "a.strip()" },
      sel: selText((text) => trimEndSel(trimStartSel(text))),
      examples: () => [gives(["  a b \n"], "a b"), gives(["\u00a0x\u2003"], "x"), gives([" \t"], "")],
    },
    trimStart: {
      signatures: ["trimStart(text: string): string"],
      doc: "The text without white space at its start.",
      evaluate: (text: string) => text.trimStart(),
      js: { method: "trimStart" },
      python: { name: "str.lstrip", code: "a.lstrip()" },
      sel: selText(trimStartSel),
      examples: () => [gives(["  a "], "a "), gives(["a"], "a")],
    },
    trimEnd: {
      signatures: ["trimEnd(text: string): string"],
      doc: "The text without white space at its end.",
      evaluate: (text: string) => text.trimEnd(),
      js: { method: "trimEnd" },
      python: { name: "str.rstrip", code: "a.rstrip()" },
      sel: selText(trimEndSel),
      examples: () => [gives(["  a "], "  a"), gives(["a\n\n"], "a")],
    },
    startsWith: {
      signatures: ["startsWith(text: string, start: string): bool"],
      doc: "True when the text begins with `start`.",
      evaluate: (text: string, start: string) => text.startsWith(start),
      js: { method: "startsWith" },
      python: { name: "str.startswith", code: "a.startswith(b)" },
      sel: selText((text, start) => `${text}.startsWith(${start})`),
      examples: () => [gives(["s3://b", "s3:"], true), gives(["b", "bb"], false), gives(["a", ""], true)],
    },
    endsWith: {
      signatures: ["endsWith(text: string, end: string): bool"],
      doc: "True when the text finishes with `end`.",
      evaluate: (text: string, end: string) => text.endsWith(end),
      js: { method: "endsWith" },
      python: { name: "str.endswith", code: "a.endswith(b)" },
      sel: selText((text, end) => `${text}.endsWith(${end})`),
      examples: () => [gives(["a.csv", ".csv"], true), gives(["a.csv", ".json"], false), gives(["", ""], true)],
    },
    lastIndexOf: {
      signatures: ["lastIndexOf(text: string, part: string): int"],
      doc: "The last position of `part`, -1 when it does not occur.",
      evaluate: (text: string, part: string) => BigInt(text.lastIndexOf(part)),
      js: { method: "lastIndexOf" },
      python: { name: "str.rfind", code: "a.rfind(b)" },
      sel: selText((text, part) => `${text}.lastIndexOf(${part})`),
      examples: () => [gives(["a/b/c", "/"], 3), gives(["abc", "x"], -1), gives(["abc", ""], 3)],
    },
    substring: {
      signatures: ["substring(text: string, start: int, end?: int): string"],
      doc: "The part from `start` to before `end`, cut to the text; a negative position is 0, and swapped ends are swapped back.",
      evaluate: (text: string, start: bigint, end?: bigint) => text.substring(Number(start), at(end, text.length)),
      js: { method: "substring" },
      sel: selStatements,
      examples: () => [
        gives(["stave", 1, 3], "ta"),
        gives(["stave", 3, 1], "ta"),
        gives(["stave", -2], "stave"),
        gives(["stave", 9], ""),
      ],
    },
    charAt: {
      signatures: ["charAt(text: string, position: int): string"],
      doc: "The UTF-16 unit at a position, an empty text outside.",
      evaluate: (text: string, position: bigint) => text.charAt(Number(position)),
      js: { method: "charAt" },
      sel: selStatements,
      examples: () => [gives(["abc", 1], "b"), gives(["abc", 3], ""), gives(["abc", -1], "")],
    },
    split: {
      signatures: ["split(text: string, separator: string, limit?: int): list<string>"],
      doc: "The parts between separators, at most `limit` of them; an empty separator gives the UTF-16 units.",
      evaluate: (text: string, separator: string, limit?: bigint) =>
        text.split(separator, limit === undefined || limit < 0n ? undefined : Number(limit)),
      js: { method: "split" },
      python: { name: "str.split", code: "a.split(b)[:c] if c is not None else a.split(b)" },
      sel: selStatements,
      examples: () => [
        gives(["a,b,,c", ","], ["a", "b", "", "c"]),
        gives(["", ","], [""]),
        gives(["a,", ","], ["a", ""]),
      ],
    },
    replace: {
      signatures: ["replace(text: string, part: string, by: string): string"],
      doc: "The text with the first `part` replaced; `$&`, `$$`, `` $` `` and `$'` in `by` mean what they mean in JavaScript.",
      evaluate: (text: string, part: string, by: string) => text.replace(part, by),
      js: { method: "replace" },
      python: { name: "str.replace", code: "a.replace(b, c, 1)" },
      sel: selStatements,
      examples: () => [
        gives(["a-b-c", "-", "+"], "a+b-c"),
        gives(["abc", "x", "y"], "abc"),
        gives(["abc", "", "_"], "_abc"),
      ],
    },
    replaceAll: {
      signatures: ["replaceAll(text: string, part: string, by: string): string"],
      doc: "The text with every `part` replaced; `$` in `by` means what it means in JavaScript.",
      evaluate: (text: string, part: string, by: string) => {
        checkTextLength((text.length / Math.max(1, part.length) + 1) * by.length);
        return text.replaceAll(part, by);
      },
      js: { method: "replaceAll" },
      python: { name: "str.replace", code: "a.replace(b, c)" },
      sel: selStatements,
      examples: () => [
        gives(["a-b-c", "-", "_"], "a_b_c"),
        gives(["ab", "", "."], ".a.b."),
        gives(["aaa", "aa", "b"], "ba"),
      ],
    },
    padStart: {
      signatures: ["padStart(text: string, width: int, fill?: string): string"],
      doc: "The text filled at its start, with blanks unless told, up to `width` units.",
      evaluate: (text: string, width: bigint, fill = " ") => padded(text, width, fill, (to) => text.padStart(to, fill)),
      js: { method: "padStart" },
      python: { name: "str.rjust", code: 'a.rjust(b, c if c is not None else " ")' },
      sel: selStatements,
      examples: () => [gives(["7", 3, "0"], "007"), gives(["1234", 3, "0"], "1234"), gives(["x", 4, " "], "   x")],
    },
    padEnd: {
      signatures: ["padEnd(text: string, width: int, fill?: string): string"],
      doc: "The text filled at its end, with blanks unless told, up to `width` units.",
      evaluate: (text: string, width: bigint, fill = " ") => padded(text, width, fill, (to) => text.padEnd(to, fill)),
      js: { method: "padEnd" },
      python: { name: "str.ljust", code: 'a.ljust(b, c if c is not None else " ")' },
      sel: selStatements,
      examples: () => [gives(["7", 3, "."], "7.."), gives(["1234", 3, "0"], "1234")],
    },
    zfill: {
      signatures: ["zfill(text: string, width: int): string"],
      doc: "The text filled with zeros after its sign, as Python does.",
      evaluate: (text: string, width: bigint) => {
        const sign = /^[+-]/.exec(text)?.[0] ?? "";
        return padded(text, width, "0", (to) => sign + text.slice(sign.length).padStart(to - sign.length, "0"));
      },
      python: { name: "str.zfill", code: "a.zfill(b)" },
      sel: selStatements,
      examples: () => [
        gives(["7", 3], "007"),
        gives(["-7", 4], "-007"),
        gives(["1234", 3], "1234"),
        gives(["", 2], "00"),
      ],
    },
    repeat: {
      signatures: ["repeat(text: string, count: int): string"],
      doc: "The text `count` times; a negative count is an error.",
      evaluate: repeated,
      js: { method: "repeat" },
      python: { name: "str *", code: "a * b" },
      sel: selStatements,
      examples: () => [
        gives(["ab", 3], "ababab"),
        gives(["ab", 0], ""),
        fails(["ab", 1_000_000_000], "value-too-large"),
      ],
    },
    capitalize: {
      signatures: ["capitalize(text: string): string"],
      doc: "The first character in upper case, all others in lower case.",
      evaluate: capitalized,
      python: { name: "str.capitalize", code: "a.capitalize()" },
      sel: selStatements,
      examples: () => [gives(["hELLO wORLD"], "Hello world"), gives([""], ""), gives(["éa"], "Éa")],
    },
    removePrefix: {
      signatures: ["removePrefix(text: string, prefix: string): string"],
      doc: "The text without `prefix`, if it begins with it.",
      evaluate: (text: string, prefix: string) => (text.startsWith(prefix) ? text.slice(prefix.length) : text),
      python: { name: "str.removeprefix", code: "a.removeprefix(b)" },
      sel: selText(
        (text, prefix) => `(${text}.startsWith(${prefix}) ? ${text}.substring(${prefix}.length()) : ${text})`,
      ),
      examples: () => [gives(["s3://x", "s3://"], "x"), gives(["x", "s3://"], "x"), gives(["x", ""], "x")],
    },
    removeSuffix: {
      signatures: ["removeSuffix(text: string, suffix: string): string"],
      doc: "The text without `suffix`, if it finishes with it.",
      evaluate: (text: string, suffix: string) =>
        text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text,
      python: { name: "str.removesuffix", code: "a.removesuffix(b)" },
      sel: selText(
        (text, suffix) =>
          `(${text}.endsWith(${suffix}) ? ${text}.substring(0, ${text}.length() - ${suffix}.length()) : ${text})`,
      ),
      examples: () => [gives(["a.csv", ".csv"], "a"), gives(["a", ".csv"], "a"), gives(["a", ""], "a")],
    },
    splitLines: {
      signatures: ["splitLines(text: string): list<string>"],
      doc: "The lines of the text, which end with LF, CR LF or CR; a last empty line is dropped.",
      evaluate: (text: string): Value => {
        const lines = text.split(/\r\n|\r|\n/);
        return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
      },
      python: { name: "str.splitlines", code: "a.splitlines()" },
      sel: selRefuses("it drops all trailing empty lines or none"),
      examples: () => [
        gives(["a\nb\r\nc"], ["a", "b", "c"]),
        gives([""], []),
        gives(["a\n"], ["a"]),
        gives(["\n\n"], ["", ""]),
      ],
    },
    words: {
      signatures: ["words(text: string): list<string>"],
      doc: "The parts between white space, none of them empty.",
      evaluate: (text: string) => text.split(/\s+/).filter((word) => word !== ""),
      python: { name: "str.split", code: "a.split()" },
      sel: selRefuses("it cannot drop empty parts"),
      examples: () => [gives([" a  b\nc "], ["a", "b", "c"]), gives([" "], [])],
    },
    countText: {
      signatures: ["countText(text: string, part: string): int"],
      doc: "How often `part` occurs without overlap.",
      evaluate: (text: string, part: string) => BigInt(text.split(part).length - 1 + (part === "" ? 2 : 0)),
      python: { name: "str.count", code: "a.count(b)" },
      sel: selText((text, part) => {
        const left = `${text}.replace(${part}, "").length()`;
        return `(${part}.length() == 0 ? ${text}.length() + 1 : (${text}.length() - ${left}) / ${part}.length())`;
      }),
      examples: () => [
        gives(["banana", "an"], 2),
        gives(["aaa", "aa"], 1),
        gives(["abc", "x"], 0),
        gives(["abc", ""], 4),
      ],
    },
    isDigits: {
      signatures: ["isDigits(text: string): bool"],
      doc: "True when the text has at least one character and all are `0` to `9`.",
      evaluate: (text: string) => /^[0-9]+$/.test(text) && !text.endsWith("\n"),
      python: { name: "str.isdigit", code: "a.isascii() and a.isdigit()" },
      sel: selText((text) => `(${text}.length() > 0 && ${text}.replaceAll("[0-9]", "").length() == 0)`),
      examples: () => [gives(["012"], true), gives([""], false), gives(["1.5"], false), gives(["-1"], false)],
    },
    encodeUrl: {
      signatures: ["encodeUrl(text: string): string"],
      doc: "The text as one part of a URL; a lone surrogate is an error.",
      evaluate: (text: string) => uriText(text, encodeURIComponent, "well-formed Unicode"),
      js: { global: "encodeURIComponent" },
      python: { name: "urllib.parse.quote", code: `__import__("urllib.parse").parse.quote(a, safe="!'()*~")` },
      sel: selRefuses("it cannot see the bytes of a text"),
      examples: () => [gives(["a b/ü"], "a%20b%2F%C3%BC"), gives(["A-z_0.!~*'()"], "A-z_0.!~*'()"), gives([""], "")],
    },
    decodeUrl: {
      signatures: ["decodeUrl(text: string): string"],
      doc: "The text behind one part of a URL.",
      evaluate: (text: string) => uriText(text, decodeURIComponent, "a URL-encoded text"),
      js: { global: "decodeURIComponent" },
      python: { name: "urllib.parse.unquote", code: '__import__("urllib.parse").parse.unquote(a)' },
      sel: selRefuses("it cannot see the bytes of a text"),
      examples: () => [gives(["a%20b"], "a b"), gives(["%C3%BC"], "ü"), fails(["%"], "text-does-not-parse")],
    },
    compareText: {
      signatures: ["compareText(left: string, right: string): int"],
      doc: "-1, 0 or 1: the order of the UTF-16 units.",
      evaluate: (left: string, right: string) => (left < right ? -1n : left > right ? 1n : 0n),
      sel: selText((left, right) => `(${left}.equals(${right}) ? 0 : (${left}.compareTo(${right}) < 0 ? -1 : 1))`),
      examples: () => [gives(["a", "b"], -1), gives(["b", "a"], 1), gives(["a", "a"], 0), gives(["Z", "a"], -1)],
    },
  },
};
