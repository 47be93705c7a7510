/** Every finding of the SEL parser and checker: stable code, severity, message and hint with `{named}` parts. */
export const findings = {
  textTooLong: {
    code: "STV6100",
    severity: "error",
    message: "the expression has {length} characters, Maestro takes at most 9999",
    hint: "move parts of it into params of their own and refer to those",
  },
  unexpectedToken: {
    code: "STV6101",
    severity: "error",
    message: "found {found} where {expected} was expected",
    hint: "",
  },
  badCharacter: {
    code: "STV6102",
    severity: "error",
    message: "{found} is not a character SEL knows outside of a string",
    hint: "",
  },
  unterminatedString: {
    code: "STV6103",
    severity: "error",
    message: "the string is not closed on its line",
    hint: "close it with {quote}; write a line break as \\n",
  },
  unterminatedComment: {
    code: "STV6104",
    severity: "error",
    message: "the comment is not closed",
    hint: "close it with */",
  },
  badEscape: {
    code: "STV6105",
    severity: "error",
    message: "{found} is not an escape SEL knows",
    hint: "SEL knows \\n \\t \\b \\r \\f \\\\ \\' \\\" and \\uXXXX; write a backslash as \\\\",
  },
  badUnicodeEscape: {
    code: "STV6106",
    severity: "error",
    message: "\\u needs four hexadecimal digits",
    hint: "write a backslash before u as \\\\u",
  },
  hexLiteral: {
    code: "STV6107",
    severity: "error",
    message: "the hexadecimal number {found} passes SEL's grammar but never evaluates",
    hint: "write {decimal}",
  },
  numberOutOfRange: {
    code: "STV6108",
    severity: "error",
    message: "{found} does not fit a 64-bit integer",
    hint: "the largest is 9223372036854775807; write a fraction as {found}.0",
  },
  missingSemicolon: {
    code: "STV6109",
    severity: "error",
    message: "found {found} where ; was expected",
    hint: "end the statement with ;",
  },
  emptyStatement: {
    code: "STV6110",
    severity: "error",
    message: "SEL has no empty statement",
    hint: "remove the ;",
  },
  reservedWord: {
    code: "STV6111",
    severity: "error",
    message: "{name} is a reserved word and cannot be used as a name",
    hint: "a param of this name is readable as params['{name}']",
  },
  operatorNotInSel: {
    code: "STV6112",
    severity: "error",
    message: "SEL has no operator {found}",
    hint: "{instead}",
  },
  nestedTooDeeply: {
    code: "STV6113",
    severity: "error",
    message: "the expression is nested deeper than {limit} levels",
    hint: "split it into several params or statements",
  },
  notAssignable: {
    code: "STV6114",
    severity: "error",
    message: "only a name or name[index] can be assigned to",
    hint: "assign the object to a name first",
  },
  declarationNeedsBlock: {
    code: "STV6115",
    severity: "error",
    message: "a declaration cannot be the body of {statement} by itself",
    hint: "put it in braces",
  },
  statementNotInSel: {
    code: "STV6116",
    severity: "error",
    message: "SEL has no {found}",
    hint: "{instead}",
  },
  octalEscape: {
    code: "STV6117",
    severity: "error",
    message: "the octal escape {found} passes SEL's grammar but never evaluates",
    hint: "write {unicode}",
  },
} as const;

export type FindingKey = keyof typeof findings;
export type FindingSeverity = "error" | "warning" | "info";

/** A replacement of the text between two offsets. */
export interface SelFix {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** One finding in an SEL text; offsets are UTF-16 units of the text as written. */
export interface SelFinding {
  readonly code: string;
  readonly severity: FindingSeverity;
  readonly message: string;
  readonly hint?: string;
  readonly start: number;
  readonly end: number;
  readonly fix?: SelFix;
}

export type FindingParams = Readonly<Record<string, string | number>>;

function fill(template: string, params: FindingParams): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/** Makes the finding `key` for a span, with the parts of its message filled in. */
export function finding(
  key: FindingKey,
  span: { readonly start: number; readonly end: number },
  params: FindingParams,
  fix?: SelFix,
): SelFinding {
  const entry = findings[key];
  const hint = fill(params["hint"] === undefined ? entry.hint : String(params["hint"]), params);
  return {
    code: entry.code,
    severity: entry.severity,
    message: fill(entry.message, params),
    ...(hint === "" ? {} : { hint }),
    start: span.start,
    end: span.end,
    ...(fix === undefined ? {} : { fix }),
  };
}
