import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import type { DefinitionFix } from "../findings/finding.js";
import type { SourceEntry, SourceNode, SourceProblem, SourceText, SourceTree } from "./source-node.js";

/** Reads JSON as strictly as Maestro does, keeping positions. */
export function readJson(text: string): SourceTree {
  const tooDeep = findTooDeep(text);
  if (tooDeep !== undefined) {
    const message = `it is nested more than ${DEEPEST} levels deep`;
    return { roots: [], problems: [{ message, start: tooDeep, end: tooDeep + 1 }] };
  }
  if (text.trim() === "") return { roots: [], problems: [{ message: "the file is empty", start: 0, end: 0 }] };
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  if (root === undefined || errors.length > 0) return { roots: [], problems: problemsOf(errors, text) };
  return { roots: [convert(root, text)], problems: [] };
}

/** Maestro's reader refuses more. */
const DEEPEST = 1_000;

/** The offset of the bracket that is one too deep. */
function findTooDeep(text: string): number | undefined {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"?|[[{\]}]/gs)) {
    if (token === "{" || token === "[") depth += 1;
    else if (token === "}" || token === "]") depth -= 1;
    if (depth > DEEPEST) return index;
  }
  return undefined;
}

const messages: Readonly<Record<string, string>> = {
  InvalidSymbol: "a word that JSON does not know",
  InvalidNumberFormat: "a number JSON cannot read",
  PropertyNameExpected: "a key in double quotes is expected",
  ValueExpected: "a value is expected",
  ColonExpected: "a colon is expected",
  CommaExpected: "a comma is expected",
  CloseBraceExpected: "a closing brace is expected",
  CloseBracketExpected: "a closing bracket is expected",
  EndOfFileExpected: "nothing may follow the document",
  InvalidCommentToken: "JSON has no comments",
  UnexpectedEndOfString: "the text is not closed",
  InvalidEscapeCharacter: "an escape JSON does not know",
  InvalidUnicode: "\\u needs four hexadecimal digits",
};

/** Comments and commas before a bracket are each a problem of their own; after anything else nothing is sure. */
function problemsOf(errors: readonly ParseError[], text: string): readonly SourceProblem[] {
  const found: SourceProblem[] = [];
  for (const error of errors) {
    const comma = trailingComma(error, text);
    if (found.some(({ start }) => start === (comma ?? error.offset))) continue;
    if (comma !== undefined) found.push({ message: TRAILING, start: comma, end: comma + 1, fix: removal(comma) });
    else found.push(toProblem(error, text));
    if (comma === undefined && printParseErrorCode(error.error) !== "InvalidCommentToken") break;
  }
  return found;
}

const TRAILING = "no comma may stand before a closing bracket";

function removal(comma: number): DefinitionFix {
  return { description: "Remove the comma", edits: [{ start: comma, end: comma + 1, text: "" }] };
}

/** The offset of a comma that only blanks part from the bracket at fault. */
function trailingComma({ offset }: ParseError, text: string): number | undefined {
  if (!/[}\]]/.test(text.charAt(offset))) return undefined;
  const before = text.slice(0, offset).trimEnd();
  return before.endsWith(",") ? before.length - 1 : undefined;
}

function toProblem({ error, offset, length }: ParseError, text: string): SourceProblem {
  if (text[offset] === "'")
    return { message: "JSON's texts stand in double quotes", start: offset, end: offset + length };
  const code = printParseErrorCode(error);
  return { message: messages[code] ?? code, start: offset, end: offset + Math.max(length, 1) };
}

function convert(node: Node, text: string): SourceNode {
  const place = { start: node.offset, end: node.offset + node.length };
  switch (node.type) {
    case "object":
      return { kind: "object", ...place, entries: (node.children ?? []).flatMap((child) => toEntry(child, text)) };
    case "array":
      return { kind: "array", ...place, items: (node.children ?? []).map((child) => convert(child, text)) };
    case "string":
      return toText(node, text);
    case "number":
      return { kind: "number", ...place, text: text.slice(place.start, place.end) };
    case "boolean":
      return { kind: "boolean", ...place, value: node.value as boolean };
    default:
      return { kind: "null", ...place };
  }
}

function toEntry(property: Node, text: string): readonly SourceEntry[] {
  const [key, value] = property.children ?? [];
  if (key === undefined || value === undefined) return [];
  const place = { keyStart: key.offset, keyEnd: key.offset + key.length };
  return [{ key: String(key.value), ...place, value: convert(value, text) }];
}

function toText(node: Node, text: string): SourceText {
  const start = node.offset;
  const end = start + node.length;
  return { kind: "text", start, end, value: String(node.value), offsets: escapedOffsets(text, start + 1, end - 1) };
}

/** The offset of each unit of a quoted text with JSON's escapes, and of the closing quote. */
export function escapedOffsets(text: string, start: number, end: number): readonly number[] {
  const offsets: number[] = [];
  for (let at = start; at < end; ) {
    offsets.push(at);
    at += text[at] !== "\\" ? 1 : text[at + 1] === "u" ? 6 : 2;
  }
  offsets.push(end);
  return offsets;
}
