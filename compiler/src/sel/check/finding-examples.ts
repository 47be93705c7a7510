import type { SelType } from "../types.js";
import type { FindingKey } from "./findings.js";

/** What a finding is about, with code that has it and code that has not. */
export interface FindingExample {
  readonly cause: string;
  readonly wrong: string;
  readonly right: string;
  /** The text is a param of this declared type. */
  readonly expected?: SelType;
  /** The text is a literal with references, no expression. */
  readonly literal?: true;
}

/** The names every example can see. */
export const EXAMPLE_NAMES: Readonly<Record<string, SelType>> = {
  n: "LONG",
  d: "DOUBLE",
  s: "STRING",
  b: "BOOLEAN",
  m: "MAP",
  a: "LONG_ARRAY",
  Integer: "LONG",
};

const REPEATED = 130;
const LONGEST = 10_000;
const DEEP = 500;

/** One example for every finding. */
export const findingExamples: Readonly<Record<FindingKey, FindingExample>> = {
  textTooLong: {
    cause: "Maestro refuses expressions of 10,000 characters or more before it reads them.",
    wrong: `n;${" ".repeat(LONGEST)}`,
    right: "n;",
  },
  unexpectedToken: { cause: "The text is not what SEL's grammar allows here.", wrong: "n + ;", right: "n + 1;" },
  badCharacter: { cause: "Outside of strings SEL knows few characters.", wrong: "n # 2;", right: "n % 2;" },
  unterminatedString: { cause: "A string ends on the line it begins on.", wrong: "'abc;", right: "'abc';" },
  unterminatedComment: { cause: "A comment that is opened must be closed.", wrong: "n; /* why", right: "n; /* why */" },
  badEscape: {
    cause: "SEL knows few escapes, and none for patterns: a backslash for a pattern is written twice.",
    wrong: String.raw`s.split('\d');`,
    right: String.raw`s.split('\\d');`,
  },
  badUnicodeEscape: {
    cause: "Unicode escapes are read everywhere in the text, before anything else, and need four digits.",
    wrong: String.raw`'\u12';`,
    right: String.raw`'\u0012';`,
  },
  hexLiteral: { cause: "Hexadecimal numbers pass the grammar and then fail.", wrong: "n + 0xFF;", right: "n + 255;" },
  numberOutOfRange: {
    cause: "Integers have 64 bits.",
    wrong: "9223372036854775808;",
    right: "9223372036854775808.0;",
  },
  missingSemicolon: {
    cause: "Every statement ends with a semicolon; Maestro appends one only at the end of a param.",
    wrong: "x = n return x;",
    right: "x = n; return x;",
  },
  emptyStatement: { cause: "A semicolon by itself is no statement.", wrong: "x = n;; x;", right: "x = n; x;" },
  reservedWord: { cause: "Java's reserved words cannot be names.", wrong: "case = n;", right: "kind = n;" },
  operatorNotInSel: { cause: "SEL has fewer operators than Java.", wrong: "x = n; x++;", right: "x = n; x += 1;" },
  nestedTooDeeply: {
    cause: "Nesting this deep overflows the stack of whoever evaluates it.",
    wrong: `${"(".repeat(DEEP)}n${")".repeat(DEEP)};`,
    right: "(n);",
  },
  notAssignable: { cause: "Only names and elements can be assigned to.", wrong: "m.k = 1;", right: "m.put('k', 1);" },
  declarationNeedsBlock: {
    cause: "A declaration is no statement by itself.",
    wrong: "if (b) int x = 1;",
    right: "if (b) { int x = 1; }",
  },
  statementNotInSel: {
    cause: "SEL has fewer statements than Java.",
    wrong: "x = n; do { x += 1; } while (x < 3);",
    right: "x = n; x += 1; while (x < 3) { x += 1; }",
  },
  octalEscape: {
    cause: "Octal escapes pass the grammar and then fail.",
    wrong: String.raw`'\101';`,
    right: String.raw`'\u0041';`,
  },
  operandTypes: {
    cause: "The operator does not take values of these types; text has no < and null stands on the left of == only.",
    wrong: "m == null;",
    right: "null == m;",
  },
  operandType: { cause: "The operator does not take a value of this type.", wrong: "-s;", right: "-Long.valueOf(s);" },
  assignType: { cause: "A variable keeps its type, and nothing widens.", wrong: "d = 1;", right: "d = 1.0;" },
  assignNothing: { cause: "Null cannot be assigned.", wrong: "x = null;", right: "x = '';" },
  assignUndefined: {
    cause: "A name needs a value before it can be changed.",
    wrong: "x += 1;",
    right: "x = 0; x += 1;",
  },
  declareType: {
    cause: "The value of a declaration must have exactly its type.",
    wrong: "double x = 1;",
    right: "double x = 1.0;",
  },
  elementType: {
    cause: "Elements have the type of the array.",
    wrong: "new double[]{1, 2.5};",
    right: "new double[]{1.0, 2.5};",
  },
  conditionType: { cause: "Conditions are BOOLEAN.", wrong: "n ? 1 : 2;", right: "n != 0 ? 1 : 2;" },
  indexType: { cause: "Arrays take an integer, maps no index at all.", wrong: "m['k'];", right: "m.get('k');" },
  argumentType: { cause: "The method takes another type here.", wrong: "s.contains(n);", right: "s.contains('' + n);" },
  throwType: { cause: "Only text can be thrown.", wrong: "throw n;", right: "throw '' + n;" },
  sizeType: { cause: "The size of an array is an integer.", wrong: "new int[s];", right: "new int[Long.valueOf(s)];" },
  arrayElementClass: {
    cause: "Only text, numbers and booleans can be elements.",
    wrong: "Map[] x;",
    right: "Map x = new HashMap();",
  },
  unknownClass: { cause: "SEL has few classes.", wrong: "new ArrayList();", right: "new HashMap();" },
  unknownMethod: { cause: "SEL has fewer methods than Java.", wrong: "s.indexOf('a');", right: "s.lastIndexOf('a');" },
  wrongArity: { cause: "The method takes another number of arguments.", wrong: "s.trim(1);", right: "s.trim();" },
  unknownField: { cause: "Only arrays have length as a field.", wrong: "s.length;", right: "s.length();" },
  staticOnValue: { cause: "valueOf belongs to the class.", wrong: "s.valueOf(n);", right: "String.valueOf(n);" },
  noConstructor: {
    cause: "Values of this class come from a method.",
    wrong: "new DateTimeZone('UTC');",
    right: "DateTimeZone.forID('UTC');",
  },
  strictArgument: { cause: "valueOf does not convert.", wrong: "Long.valueOf(5.5);", right: "(5.5).longValue();" },
  paramFunctionUnavailable: {
    cause: "The engine's functions are not there in conditions of while, signals and the like.",
    wrong: "params.nextUniqueId();",
    right: "n;",
  },
  sizeNull: { cause: "The size is null.", wrong: "new int[null];", right: "new int[3];" },
  indexNull: { cause: "The index is null.", wrong: "x = a; x[null] = 1;", right: "x = a; x[0] = 1;" },
  receiverNull: {
    cause: "The value is null here.",
    wrong: "String x; x.length();",
    right: "String x = ''; x.length();",
  },
  argumentNull: { cause: "The method does not take null.", wrong: "s.contains(null);", right: "s.contains('a');" },
  conditionNull: { cause: "The condition is null.", wrong: "null ? 1 : 2;", right: "null == m ? 1 : 2;" },
  indexedNull: {
    cause: "What is indexed is null.",
    wrong: "(params['missing'])[0];",
    right: "a[0];",
  },
  operandNull: {
    cause: "An unset map or date right of a fraction fails.",
    wrong: "Map x; 1.5 + x;",
    right: "1.5 + d;",
  },
  constantType: {
    cause: "With the values known here this fails for the type of an argument.",
    wrong: "String.join(',', 'a', new String[]{'b'});",
    right: "String.join(',', new String[]{'a', 'b'});",
  },
  constantUnknown: {
    cause: "With the values known here the class has no such method.",
    wrong: "new DateTime(0).parse('2024', DateTimeFormat.forPattern('yyyy'));",
    right: "DateTime.parse('2024', DateTimeFormat.forPattern('yyyy'));",
  },
  constantNull: {
    cause: "With the values known here something is null.",
    wrong: "'a'.replaceAll('a', null);",
    right: "'a'.replaceAll('a', '');",
  },
  constantRange: {
    cause: "The range is no part of the text.",
    wrong: "'abc'.substring(5);",
    right: "'abc'.substring(2);",
  },
  constantArithmetic: {
    cause: "The date leaves the range of dates.",
    wrong: "new DateTime(9223372036854775806).plusDays(1);",
    right: "new DateTime(0).plusDays(1);",
  },
  indexOutOfBounds: { cause: "The index is outside of the array.", wrong: "a[a.length];", right: "a[a.length - 1];" },
  divisionByZero: { cause: "Integers cannot be divided by zero.", wrong: "n / 0;", right: "n / 2;" },
  badValue: {
    cause: "The value has the right type and a content that cannot be used.",
    wrong: "DateTimeZone.forID('Mars');",
    right: "DateTimeZone.forID('UTC');",
  },
  constructorArguments: {
    cause: "The constructor has no such form.",
    wrong: "new Double(5);",
    right: "new Double(5.0);",
  },
  negativeSize: { cause: "A size is not negative.", wrong: "new int[-1];", right: "new int[1];" },
  argumentContent: {
    cause: "Dates as numbers are STRING or LONG.",
    wrong: "Util.dateIntToTs(d);",
    right: "Util.dateIntToTs(n);",
  },
  loopTooLong: {
    cause: "Maestro stops a loop after 25,000 rounds.",
    wrong: "x = 0; while (true) { x += 1; }",
    right: "x = 0; while (x < 100) { x += 1; }",
  },
  arrayTooLong: { cause: "Arrays have at most 25,000 elements.", wrong: "new int[30000];", right: "new int[25000];" },
  stackTooDeep: {
    cause: "More than 128 waiting operands kill a thread of the server for good; each element of a literal waits.",
    wrong: `new int[]{${"1, ".repeat(REPEATED)}1};`,
    right: "new int[]{1, 1, 1};",
  },
  jumpOutsideLoop: { cause: "There is no loop to leave.", wrong: "break;", right: "while (b) { break; }" },
  resultVoid: {
    cause: "An if, a loop and a declaration give no value.",
    wrong: "if (b) { 'x'; } else { 'y'; }",
    right: "b ? 'x' : 'y'",
    expected: "STRING",
  },
  resultNotParam: {
    cause: "Params hold text, numbers, booleans, arrays of these, and maps.",
    wrong: "new DateTime(0)",
    right: "new DateTime(0).getMillis()",
    expected: "LONG",
  },
  resultMismatch: {
    cause: "The result does not become the declared type.",
    wrong: "d",
    right: "d.longValue()",
    expected: "LONG",
  },
  resultHolds: {
    cause: "Maps of params hold what params hold.",
    wrong: "x = new HashMap(); x.put('at', new DateTime(0)); x",
    right: "x = new HashMap(); x.put('at', new DateTime(0).getMillis()); x",
    expected: "MAP",
  },
  resultText: {
    cause: "The text does not read as the declared type.",
    wrong: "'abc'",
    right: "'12'",
    expected: "LONG",
  },
  unknownReference: {
    cause: "Maestro fails on references to params that are not there.",
    wrong: "s3://$bucket/x",
    right: "s3://$s/x",
    literal: true,
  },
  escapedReference: {
    cause: "After more than two dollar signs Maestro still loads the name.",
    wrong: "$$$$bucket",
    right: "$$bucket",
    literal: true,
  },
  unknownName: { cause: "Names nobody defines read as null.", wrong: "nn + 1;", right: "n + 1;" },
  selfReference: {
    cause: "A param is loaded only when its name is read before it is assigned, and the target comes first.",
    wrong: "n = n + 1; n;",
    right: "next = n + 1; next;",
  },
  guardDoesNotGuard: {
    cause: "&& and || evaluate both sides.",
    wrong: "null != m && m.size() > 0;",
    right: "null != m ? m.size() > 0 : false;",
  },
  integerDivision: { cause: "Integers divide to integers.", wrong: "d + n / 2;", right: "d + n * 1.0 / 2;" },
  arrayAsText: {
    cause: "Java prints where an array is, not what is in it.",
    wrong: "'' + a;",
    right: "Util.toJson(a);",
  },
  cutTo32Bits: {
    cause: "Java's methods get 32 bits of a LONG.",
    wrong: "new DateTime(n).plusMillis(-3000000000);",
    right: "new DateTime(n - 3000000000);",
  },
  classNameAssigned: {
    cause: "Class names are variables of the whole server process.",
    wrong: "Long = 7;",
    right: "long7 = 7;",
  },
  declarationAliases: {
    cause: "A declaration does not copy: both names stand for one value.",
    wrong: "int x = n; x += 1; n;",
    right: "x = n; x += 1; n;",
  },
  literalAliases: {
    cause: "A declaration does not copy its literal either, so the next round sees the changed one.",
    wrong: "for (i = 0; i < 2; i += 1) { int x = 5; x += 1; }",
    right: "for (i = 0; i < 2; i += 1) { x = 5; x += 1; }",
  },
  resultUnused: {
    cause: "Dates and texts never change; the method gives a new one.",
    wrong: "x = new DateTime(n); x.plusDays(1); x.getMillis();",
    right: "x = new DateTime(n); x = x.plusDays(1); x.getMillis();",
  },
  concatenation: {
    cause: "Dates as numbers come back as text.",
    wrong: "Util.incrementDateInt(n, 1) + 1;",
    right: "Util.incrementDateInt(n, 2);",
  },
  unreachable: { cause: "Nothing runs after a return.", wrong: "return n; s;", right: "return n;" },
  loopUnchanged: {
    cause: "A condition nothing changes is false at once or true for ever.",
    wrong: "while (n > 0) { x = 1; }",
    right: "while (n > 0) { n -= 1; }",
  },
  offByOne: {
    cause: "The last index of an array is its length minus one.",
    wrong: "x = 0; for (i = 0; i <= a.length; i += 1) { x += a[i]; }",
    right: "x = 0; for (i = 0; i < a.length; i += 1) { x += a[i]; }",
  },
  classHidesParam: {
    cause: "The names of classes come before those of params.",
    wrong: "Integer + 1;",
    right: "params['Integer'] + 1;",
  },
  mayBeNull: {
    cause: "A missing key gives null, and null + 1 is the text null1.",
    wrong: "m.get('k') + 1;",
    right: "m.getOrDefault('k', 0) + 1;",
  },
};
