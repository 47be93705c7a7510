import { type DiagnosticEntry, entry } from "./diagnostic.js";

/** STV20xx: types of expressions. */
export const expressionDiagnostics: {
  "operand-types": DiagnosticEntry<{ op: string; left: string; right?: string; expected: string; rewrite?: string }>;
  "key-not-text": DiagnosticEntry<{ found: string }>;
  "unknown-function": DiagnosticEntry<{ fn: string; near?: string }>;
  "wrong-argument-count": DiagnosticEntry<{ fn: string; found: number; signature: string }>;
  "argument-type": DiagnosticEntry<{
    fn: string;
    position: number;
    found: string;
    expected: string;
    rewrite?: string;
  }>;
  "unknown-field": DiagnosticEntry<{ field: string; of: string; fields: string; near?: string }>;
  "not-indexable": DiagnosticEntry<{ of: string; index: string }>;
  "may-be-null": DiagnosticEntry<{ what: string; type: string; use: string }>;
  "condition-not-bool": DiagnosticEntry<{ found: string; rewrite?: string }>;
  "branches-differ": DiagnosticEntry<{ left: string; right: string; rewrite?: string }>;
  "items-differ": DiagnosticEntry<{ first: string; other: string }>;
  "never-equal": DiagnosticEntry<{ left: string; right: string }>;
  "not-printable": DiagnosticEntry<{ what: string; type: string; hint: string }>;
  "unknown-variable": DiagnosticEntry<{ name: string }>;
  "misplaced-function": DiagnosticEntry<{ params: string }>;
  "literal-value": DiagnosticEntry<{ found: string; expected: string }>;
  "needless-fallback": DiagnosticEntry<{ what: string; type: string }>;
  "expression-too-deep": DiagnosticEntry<{ limit: number }>;
  "not-an-enum-value": DiagnosticEntry<{ value: string; type: string }>;
  "structural-equality": DiagnosticEntry<{ type: string }>;
  "operand-count": DiagnosticEntry<{ op: string; found: number; expected: number }>;
  "result-changes-type": DiagnosticEntry<{ fn: string; start: string; next: string }>;
} = {
  "operand-types": entry(
    "STV2001",
    "error",
    ({ op, left, right, expected }) =>
      right === undefined
        ? `\`${op}\` needs ${expected}, but finds ${left}.`
        : `\`${op}\` needs ${expected}, but finds ${left} and ${right}.`,
    ({ rewrite }) => rewrite,
  ),
  "key-not-text": entry(
    "STV2022",
    "error",
    ({ found }) => `The key of a map is ${found}, but a string is expected.`,
    () => "Make it a text: `[String(key)]: value`.",
  ),
  "unknown-function": entry(
    "STV2002",
    "error",
    ({ fn }) => `The library has no function \`${fn}\`.`,
    ({ near }) => (near === undefined ? "See docs/functions.md for the list." : `Did you mean \`${near}\`?`),
  ),
  "wrong-argument-count": entry(
    "STV2003",
    "error",
    ({ fn, found, signature }) =>
      `\`${fn}\` is given ${found} argument${found === 1 ? "" : "s"}, but is \`${signature}\`.`,
  ),
  "argument-type": entry(
    "STV2004",
    "error",
    ({ fn, position, found, expected }) =>
      position === 0
        ? `\`${fn}\` is called on ${found}, but ${expected} is expected.`
        : `Argument ${position} of \`${fn}\` is ${found}, but ${expected} is expected.`,
    ({ rewrite }) => rewrite,
  ),
  "unknown-field": entry(
    "STV2005",
    "error",
    ({ field, of }) => `${of} has no field \`${field}\`.`,
    ({ field, of, fields, near }) => {
      if (of === "duration") return `Write the unit: \`.total("${/^\w+s$/.test(field) ? field : "minutes"}")\`.`;
      if (of === "timestamp") return `Name the zone: \`.toZonedDateTimeISO("UTC").${field}\`.`;
      if (near !== undefined) return `Did you mean \`${near}\`?`;
      return fields === "" ? "It has no fields." : `It has ${fields}.`;
    },
  ),
  "not-indexable": entry(
    "STV2006",
    "error",
    ({ of, index }) => `${of} cannot be indexed by ${index}.`,
    () => "A list is indexed by an int, a map by a string.",
  ),
  "may-be-null": entry(
    "STV2007",
    "error",
    ({ what, type, use }) => `${what} is ${type}, so ${use} may meet null.`,
    ({ what, use }) => {
      const name = /^`(?!null`)([^`"]+)`$/.exec(what)?.[1];
      const field = /^`(\.\w+)`$/.exec(use)?.[1];
      if (name === undefined)
        return `Give a fallback: \`${field === undefined ? "(… ?? fallback)" : `…?${field} ?? fallback`}\`.`;
      return `Test it first (\`${name} != null\`) or give a fallback (\`${name}${field === undefined ? "" : `?${field}`} ?? …\`).`;
    },
  ),
  "condition-not-bool": entry(
    "STV2008",
    "error",
    ({ found }) => `A condition is ${found}, but a bool is expected.`,
    ({ rewrite }) => rewrite ?? "Compare it: `n !== 0`, `s !== ''`, `x != null`.",
  ),
  "branches-differ": entry(
    "STV2009",
    "error",
    ({ left, right }) => `The branches are ${left} and ${right}, which no one type covers.`,
    ({ rewrite }) => rewrite ?? "Make both branches the same type.",
  ),
  "items-differ": entry(
    "STV2010",
    "error",
    ({ first, other }) => `The items are ${first} and ${other}, which no one type covers.`,
    () => "A list or map holds values of one type; use a struct for mixed values.",
  ),
  "never-equal": entry(
    "STV2011",
    "error",
    ({ left, right }) => `${left} and ${right} are never equal.`,
    () => "Convert one side, for example with `String(n)` or `Number(s)`.",
  ),
  "not-printable": entry(
    "STV2012",
    "error",
    ({ what, type }) => `${what} is ${type}, which has no one text.`,
    ({ hint }) => hint,
  ),
  "unknown-variable": entry("STV2013", "error", ({ name }) => `Nothing here is named \`${name}\`.`),
  "misplaced-function": entry(
    "STV2014",
    "error",
    ({ params }) => `The function (${params}) => … stands where a value is expected.`,
    () => "Functions are only arguments of `map`, `filter` and the like.",
  ),
  "literal-value": entry(
    "STV2015",
    "error",
    ({ found, expected }) => `A literal is ${found}, but is typed ${expected}.`,
  ),
  "needless-fallback": entry(
    "STV2016",
    "warning",
    ({ what, type }) => `${what} is ${type}, never null, so its fallback is never used.`,
    () => "Remove the fallback.",
  ),
  "expression-too-deep": entry(
    "STV2017",
    "error",
    ({ limit }) => `The expression is nested more than ${limit} levels deep.`,
    () => "Split it into params or steps.",
  ),
  "not-an-enum-value": entry(
    "STV2018",
    "warning",
    ({ value, type }) => `${value} is none of ${type}, so this comparison never holds.`,
    () => "Use one of the values.",
  ),
  "structural-equality": entry(
    "STV2019",
    "error",
    ({ type }) => `\`===\` compares values of type ${type} by identity in JavaScript.`,
    () => "Use `fn.equals(a, b)` to compare contents.",
  ),
  "operand-count": entry(
    "STV2020",
    "error",
    ({ op, found, expected }) => `\`${op}\` has ${found} operands, but takes ${expected}.`,
  ),
  "result-changes-type": entry(
    "STV2021",
    "error",
    ({ fn, start, next }) => `\`${fn}\` starts from ${start}, but its function gives ${next}.`,
    () => "Start from a value of the type the function gives.",
  ),
};
