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
  operandTypes: {
    code: "STV6120",
    severity: "error",
    kind: "type_error",
    message: "{operator} cannot be applied to {left} and {right}",
    hint: "{advice}",
  },
  operandType: {
    code: "STV6121",
    severity: "error",
    kind: "type_error",
    message: "{operator} cannot be applied to {operand}",
    hint: "{advice}",
  },
  assignType: {
    code: "STV6122",
    severity: "error",
    kind: "type_error",
    message: "{name} holds {target} and cannot take {value} with {operator}",
    hint: "{advice}",
  },
  assignNothing: {
    code: "STV6123",
    severity: "error",
    kind: "type_error",
    message: "{value} cannot be assigned to a name",
    hint: "null and class objects cannot be kept in a variable; use them where they are needed",
  },
  assignUndefined: {
    code: "STV6124",
    severity: "error",
    kind: "type_error",
    message: "{name} has no value yet, so {operator} fails",
    hint: "give {name} a value with = first",
  },
  declareType: {
    code: "STV6125",
    severity: "error",
    kind: "type_error",
    message: "{name} is declared {declared} but its value is {value}",
    hint: "{advice}",
  },
  elementType: {
    code: "STV6126",
    severity: "error",
    kind: "type_error",
    message: "an element of {array} must be {element}, this is {value}",
    hint: "{advice}",
  },
  conditionType: {
    code: "STV6127",
    severity: "error",
    kind: "type_error",
    message: "a condition must be BOOLEAN, this is {found}",
    hint: "compare the value with something",
  },
  indexType: {
    code: "STV6128",
    severity: "error",
    kind: "type_error",
    message: "{object} cannot be indexed with {index}",
    hint: "{advice}",
  },
  argumentType: {
    code: "STV6129",
    severity: "error",
    kind: "type_error",
    message: "{method} takes {expected} here, this is {found}",
    hint: "{advice}",
  },
  throwType: {
    code: "STV6130",
    severity: "error",
    kind: "type_error",
    message: "throw takes STRING, this is {found}",
    hint: "write '' + the value",
  },
  sizeType: {
    code: "STV6131",
    severity: "error",
    kind: "type_error",
    message: "the size of an array must be LONG, this is {found}",
    hint: "",
  },
  arrayElementClass: {
    code: "STV6132",
    severity: "error",
    kind: "type_error",
    message: "SEL has no arrays of {type}",
    hint: "only text, integers, fractions and booleans can be elements; keep other values in a HashMap",
  },
  unknownClass: {
    code: "STV6140",
    severity: "error",
    kind: "unknown_function",
    message: "SEL has no class {name}",
    hint: "{advice}",
  },
  unknownMethod: {
    code: "STV6141",
    severity: "error",
    kind: "unknown_function",
    message: "{receiver} has no method {name}",
    hint: "{advice}",
  },
  wrongArity: {
    code: "STV6142",
    severity: "error",
    kind: "unknown_function",
    message: "{name} of {receiver} takes {expected}, not {found}",
    hint: "",
  },
  unknownField: {
    code: "STV6143",
    severity: "error",
    kind: "unknown_function",
    message: "{receiver} has no field {name}",
    hint: "{advice}",
  },
  staticOnValue: {
    code: "STV6144",
    severity: "error",
    kind: "unknown_function",
    message: "{name} must be called on the class, not on a value",
    hint: "write {class}.{name}(…)",
  },
  noConstructor: {
    code: "STV6145",
    severity: "error",
    kind: "unknown_function",
    message: "{class} cannot be made with new",
    hint: "{advice}",
  },
  strictArgument: {
    code: "STV6146",
    severity: "error",
    kind: "unknown_function",
    message: "{method} takes {expected}, not {found}",
    hint: "{advice}",
  },
  paramFunctionUnavailable: {
    code: "STV6147",
    severity: "error",
    kind: "unknown_function",
    message: "params.{name} is not available here",
    hint: "Maestro offers it in step params, workflow params and transition conditions only",
  },
  receiverNull: {
    code: "STV6150",
    severity: "error",
    kind: "null_access",
    message: "{object} is null here, so .{member} fails",
    hint: "{advice}",
  },
  argumentNull: {
    code: "STV6151",
    severity: "error",
    kind: "null_access",
    message: "{method} does not take null",
    hint: "{advice}",
  },
  conditionNull: {
    code: "STV6152",
    severity: "error",
    kind: "null_access",
    message: "the condition is null here",
    hint: "{advice}",
  },
  indexedNull: {
    code: "STV6153",
    severity: "error",
    kind: "null_access",
    message: "{object} is null here and cannot be indexed",
    hint: "{advice}",
  },
  operandNull: {
    code: "STV6154",
    severity: "error",
    kind: "null_access",
    message: "{operator} cannot take the unset {operand}",
    hint: "give it a value first",
  },
  indexOutOfBounds: {
    code: "STV6160",
    severity: "error",
    kind: "index_out_of_bounds",
    message: "index {index} is outside of the array of {length}",
    hint: "the last index is length - 1",
  },
  divisionByZero: {
    code: "STV6162",
    severity: "error",
    kind: "arithmetic",
    message: "integer division by zero",
    hint: "",
  },
  sizeNull: {
    code: "STV6148",
    severity: "error",
    kind: "null_access",
    message: "the size of the array is null here",
    hint: "",
  },
  indexNull: {
    code: "STV6149",
    severity: "error",
    kind: "null_access",
    message: "the index is null here",
    hint: "",
  },
  constantType: {
    code: "STV6155",
    severity: "error",
    kind: "type_error",
    message: "this always fails: {what}",
    hint: "",
  },
  constantUnknown: {
    code: "STV6156",
    severity: "error",
    kind: "unknown_function",
    message: "this always fails: {what}",
    hint: "",
  },
  constantNull: {
    code: "STV6157",
    severity: "error",
    kind: "null_access",
    message: "this always fails: {what}",
    hint: "",
  },
  constantRange: {
    code: "STV6158",
    severity: "error",
    kind: "index_out_of_bounds",
    message: "this always fails: {what}",
    hint: "",
  },
  constantArithmetic: {
    code: "STV6159",
    severity: "error",
    kind: "arithmetic",
    message: "this always fails: {what}",
    hint: "",
  },
  badValue: {
    code: "STV6163",
    severity: "error",
    kind: "illegal_argument",
    message: "{what}",
    hint: "",
  },
  constructorArguments: {
    code: "STV6165",
    severity: "error",
    kind: "illegal_argument",
    message: "new {class}(…) does not take {found}",
    hint: "{advice}",
  },
  argumentContent: {
    code: "STV6167",
    severity: "error",
    kind: "illegal_argument",
    message: "{method} takes {expected} here, this is {found}",
    hint: "{advice}",
  },
  negativeSize: {
    code: "STV6166",
    severity: "error",
    kind: "illegal_argument",
    message: "an array cannot have the size {size}",
    hint: "",
  },
  loopTooLong: {
    code: "STV6170",
    severity: "error",
    kind: "limit_exceeded",
    message: "this loop runs more than 25000 times, where Maestro stops it",
    hint: "{advice}",
  },
  arrayTooLong: {
    code: "STV6171",
    severity: "error",
    kind: "limit_exceeded",
    message: "an array of {size} elements is over Maestro's limit of 25000",
    hint: "",
  },
  stackTooDeep: {
    code: "STV6172",
    severity: "error",
    kind: "limit_exceeded",
    message: "this needs more than Maestro's 128 operand slots, which kills its evaluating thread",
    hint: "an array literal or call holds at most 126 values; put parts into variables, or fill the array in a loop",
  },
  jumpOutsideLoop: {
    code: "STV6173",
    severity: "error",
    kind: "other",
    message: "{jump} stands outside of a loop",
    hint: "remove it",
  },
  resultVoid: {
    code: "STV6180",
    severity: "error",
    message: "the expression gives no value",
    hint: "end with an expression or return one: an if, a loop or a declaration has no value",
  },
  resultNotParam: {
    code: "STV6181",
    severity: "error",
    message: "a param cannot hold {found}",
    hint: "{advice}",
  },
  resultMismatch: {
    code: "STV6182",
    severity: "error",
    message: "the param is declared {expected} but the expression gives {found}",
    hint: "{advice}",
  },
  unknownName: {
    code: "STV6190",
    severity: "warning",
    message: "{name} is not known here and reads as null",
    hint: "{advice}",
  },
  selfReference: {
    code: "STV6191",
    severity: "warning",
    message: "Maestro does not load the param {name}, because it is assigned before it is read",
    hint: "read it as another name first: old = {name};",
  },
  guardDoesNotGuard: {
    code: "STV6192",
    severity: "warning",
    message: "{operator} always evaluates both sides, so the left side does not protect the right one",
    hint: "write {advice}",
  },
  integerDivision: {
    code: "STV6193",
    severity: "warning",
    message: "the division of two integers drops the fraction before it becomes DOUBLE",
    hint: "write left * 1.0 / right",
  },
  arrayAsText: {
    code: "STV6194",
    severity: "warning",
    message: "an array turned into text prints its object id, not its elements",
    hint: "use String.join for text, Util.toJson for all",
  },
  cutTo32Bits: {
    code: "STV6195",
    severity: "warning",
    message: "{value} is cut to 32 bits here and becomes {cut}",
    hint: "",
  },
  classNameAssigned: {
    code: "STV6196",
    severity: "warning",
    message: "assigning to the class name {name} changes it for all later expressions of the server",
    hint: "use another name",
  },
  declarationAliases: {
    code: "STV6197",
    severity: "warning",
    message: "{name} shares its value with {other}, so this changes both",
    hint: "leave out the type to copy: {name} = {other};",
  },
  literalAliases: {
    code: "STV6198",
    severity: "warning",
    message: "{name} keeps its changed value from one round of the loop to the next",
    hint: "leave out the type: {name} = {literal};",
  },
  resultUnused: {
    code: "STV6199",
    severity: "warning",
    message: "the result of {method} is not used; {receiver} itself does not change",
    hint: "assign the result",
  },
  concatenation: {
    code: "STV6200",
    severity: "warning",
    message: "{method} gives text, so + appends instead of adding",
    hint: "write Long.valueOf({method}(…)) + …, or use the days argument",
  },
  unknownReference: {
    code: "STV6185",
    severity: "error",
    kind: "unknown_reference",
    message: "the text refers to {name}, which is not known here",
    hint: "{advice}",
  },
  escapedReference: {
    code: "STV6186",
    severity: "warning",
    message: "Maestro wants a param {name} although its reference is escaped here",
    hint: "build the text in an expression",
  },
  unreachable: {
    code: "STV6201",
    severity: "warning",
    message: "this is never reached",
    hint: "remove it, or the return or throw before it",
  },
  loopUnchanged: {
    code: "STV6202",
    severity: "warning",
    message: "nothing in the loop changes its condition, so it never runs or never ends",
    hint: "change a name of the condition in the body, or break",
  },
  offByOne: {
    code: "STV6204",
    severity: "warning",
    message: "the last round reads {array}[{index}] behind the end of the array",
    hint: "write {index} < {array}.length",
  },
  mayBeNull: {
    code: "STV6203",
    severity: "warning",
    message: "{value} is null when the key is missing, and {operator} does not take null",
    hint: "use getOrDefault(key, default)",
  },
} as const;

export type FindingKey = keyof typeof findings;

/** Maestro's classes of failure, in the words of the recorded cases. */
export type SelErrorKind =
  | "parse_error"
  | "type_error"
  | "unknown_function"
  | "null_access"
  | "index_out_of_bounds"
  | "arithmetic"
  | "illegal_argument"
  | "limit_exceeded"
  | "unknown_reference"
  | "other";
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
  /** How the evaluation fails because of it; absent for traps. */
  readonly kind?: SelErrorKind;
}

export type FindingParams = Readonly<Record<string, string | number>>;

interface FindingEntry {
  readonly code: string;
  readonly severity: FindingSeverity;
  readonly kind?: SelErrorKind;
  readonly message: string;
  readonly hint: string;
}

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
  const entry: FindingEntry = findings[key];
  const hint = fill(params["hint"] === undefined ? entry.hint : String(params["hint"]), params);
  return {
    code: entry.code,
    severity: entry.severity,
    message: fill(entry.message, params),
    ...(hint === "" ? {} : { hint }),
    start: span.start,
    end: span.end,
    ...(fix === undefined ? {} : { fix }),
    ...(entry.kind === undefined ? {} : { kind: entry.kind }),
  };
}
