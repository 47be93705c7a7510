import { SEL_TYPES, type SelType } from "./types.js";

/** What one parameter of a member takes. */
export interface SelParameter {
  /** `*` takes every value, null included. */
  readonly types: readonly SelType[] | "*";
  /** The value is cut to 32 bits on its way into Java. */
  readonly int32: boolean;
  /** A value of another type, or null, is bad content instead of a wrong type. */
  readonly lenient: boolean;
  /** Null is a value here instead of a failure. */
  readonly nullable: boolean;
}

/** One method of SEL under one number of arguments. */
export interface SelMethod {
  readonly receiver: SelType;
  readonly name: string;
  readonly parameters: readonly SelParameter[];
  /** The last parameter repeats, also zero times. */
  readonly variadic: boolean;
  /** What it is called on: a value that is not null, the class name (an unset value), or either. */
  readonly calledOn: "value" | "class" | "either";
  /** Unlike other methods, this one counts as unknown when an argument has the wrong type. */
  readonly strict: boolean;
  readonly result: readonly SelType[] | "*";
}

/** One field of SEL. */
export interface SelFieldMember {
  readonly receiver: SelType;
  readonly name: string;
  readonly result: SelType;
}

// "class" and "either" are calledOn; "strict" refuses as unknown function; INT is a LONG cut to 32 bits,
// TEXT a STRING or LONG; "?" takes null.
const METHODS = `
STRING length(): LONG
STRING isEmpty(): BOOLEAN
STRING trim(): STRING
STRING toUpperCase(): STRING
STRING toLowerCase(): STRING
STRING substring(INT): STRING
STRING substring(INT, INT): STRING
STRING startsWith(STRING): BOOLEAN
STRING endsWith(STRING): BOOLEAN
STRING contains(STRING): BOOLEAN
STRING equals(*): BOOLEAN
STRING compareTo(STRING): LONG
STRING lastIndexOf(STRING): LONG
STRING replace(STRING, STRING): STRING
STRING replaceAll(STRING, STRING?): STRING
STRING split(STRING): STRING_ARRAY
STRING split(STRING, INT): STRING_ARRAY
STRING escape(): STRING
either STRING escape(*): STRING
class STRING valueOf(*): STRING
either STRING format(STRING, *...): STRING
either STRING join(STRING, STRING|STRING_ARRAY?...): STRING
LONG toString(): STRING
LONG toString(LONG): STRING
strict LONG valueOf(STRING|LONG): LONG
LONG parseLong(STRING): LONG
LONG intValue(): LONG
DOUBLE toString(): STRING
DOUBLE toString(DOUBLE): STRING
strict DOUBLE valueOf(STRING|DOUBLE): DOUBLE
DOUBLE parseDouble(STRING): DOUBLE
DOUBLE intValue(): LONG
DOUBLE longValue(): LONG
MAP size(): LONG
MAP get(STRING): *
MAP getOrDefault(STRING, *): *
MAP containsKey(STRING): BOOLEAN
MAP put(STRING, *): *
MATH min(LONG, LONG): LONG
MATH max(LONG, LONG): LONG
MATH pow(LONG|DOUBLE, LONG|DOUBLE): DOUBLE
MATH random(): DOUBLE
either UUID randomUUID(): UUID
UUID toString(): STRING
PRESET_MISC_FUNC_FIELDS currentTimeMillis(): LONG
PRESET_MISC_FUNC_FIELDS asList(*): *
PRESET_PARAMS get(STRING): *
PRESET_PARAMS containsKey(STRING): BOOLEAN
PRESET_UTIL_FUNCTION dateIntToTs(TEXT): LONG
PRESET_UTIL_FUNCTION tsToDateInt(TEXT): STRING
PRESET_UTIL_FUNCTION incrementDateInt(TEXT, LONG): STRING
PRESET_UTIL_FUNCTION dateIntHourToTs(TEXT, TEXT, STRING, TEXT, TEXT): LONG
PRESET_UTIL_FUNCTION dateIntsBetween(TEXT, TEXT, TEXT): LONG_ARRAY
PRESET_UTIL_FUNCTION intsBetween(TEXT, TEXT, TEXT): LONG_ARRAY
PRESET_UTIL_FUNCTION timeoutForDateTimeDeadline(DATETIME, STRING): STRING
PRESET_UTIL_FUNCTION timeoutForDateIntDeadline(TEXT, STRING): STRING
PRESET_UTIL_FUNCTION toJson(*): STRING
DATETIME toString(): STRING
DATETIME toString(STRING?): STRING
either DATETIME parse(STRING, DATETIME_FORMATTER): DATETIME
DATETIME withZone(DATETIME_ZONE?): DATETIME
DATETIME toDateTime(DATETIME_ZONE?): DATETIME
DATETIME isAfter(DATETIME?): BOOLEAN
DATETIME isBefore(DATETIME?): BOOLEAN
DATETIME isEqual(DATETIME?): BOOLEAN
DATETIME withTimeAtStartOfDay(): DATETIME
DATETIME_PROPERTY get(): LONG
DATETIME_PROPERTY getAsText(): STRING
DATETIME_PROPERTY withMinimumValue(): DATETIME
DATETIME_PROPERTY withMaximumValue(): DATETIME
either DATETIME_ZONE forID(STRING): DATETIME_ZONE
DATETIME_ZONE getOffset(DATETIME): LONG
either DATETIME_FORMATTER forPattern(STRING): DATETIME_FORMATTER
DATETIME_FORMATTER withZone(DATETIME_ZONE?): DATETIME_FORMATTER
strict DATETIME_FORMATTER parseDateTime(STRING|LONG): DATETIME
DATETIME_FORMATTER parseMillis(STRING): LONG
strict DATETIME_FORMATTER print(LONG|DATETIME): STRING
either DATETIME_DAYS daysBetween(DATETIME, DATETIME): DATETIME_DAYS
DATETIME_DAYS getDays(): LONG
`;

const PERIODS = "Years Months Weeks Days Hours Minutes Seconds Millis".split(" ");
const SETTERS =
  "Year Weekyear MonthOfYear WeekOfWeekyear DayOfYear DayOfMonth DayOfWeek HourOfDay MinuteOfHour SecondOfMinute MillisOfSecond MillisOfDay";
const GETTERS = `Millis ${SETTERS} MinuteOfDay SecondOfDay`;
const PROPERTIES =
  "monthOfYear weekyear weekOfWeekyear dayOfYear dayOfMonth dayOfWeek hourOfDay minuteOfDay minuteOfHour secondOfDay secondOfMinute millisOfDay millisOfSecond";

function generatedLines(): string[] {
  return [
    ...PERIODS.flatMap((unit) => [`DATETIME plus${unit}(INT): DATETIME`, `DATETIME minus${unit}(INT): DATETIME`]),
    ...SETTERS.split(" ").map((field) => `DATETIME with${field}(INT): DATETIME`),
    ...GETTERS.split(" ").map((field) => `DATETIME get${field}(): LONG`),
    ...PROPERTIES.split(" ").map((field) => `DATETIME ${field}(): DATETIME_PROPERTY`),
  ];
}

const LINE = /^(?:(class|either|strict) )?([A-Z_]+) (\w+)\((.*)\): (.+)$/;
const isType = (name: string): name is SelType => (SEL_TYPES as readonly string[]).includes(name);

function parseTypes(text: string): readonly SelType[] | "*" {
  return text === "*" ? "*" : text.split("|").filter(isType);
}

function parseParameter(text: string): SelParameter {
  const plain = text.replace("...", "").replace("?", "");
  const int32 = plain === "INT";
  const lenient = plain === "TEXT";
  const types = int32 ? (["LONG"] as const) : lenient ? (["STRING", "LONG"] as const) : parseTypes(plain);
  return { types, int32, lenient, nullable: plain === "*" || text.includes("?") };
}

function parseMethod(line: string): SelMethod {
  const [, flag, receiver, name, parameters, result] = LINE.exec(line) as unknown as string[];
  return {
    receiver: receiver as SelType,
    name: name as string,
    parameters: parameters === "" ? [] : (parameters as string).split(", ").map(parseParameter),
    variadic: (parameters as string).endsWith("..."),
    calledOn: flag === "class" || flag === "either" ? flag : "value",
    strict: flag === "strict",
    result: parseTypes(result as string),
  };
}

let methods: ReadonlyMap<SelType, ReadonlyMap<string, readonly SelMethod[]>> | undefined;

function methodTable(): ReadonlyMap<SelType, ReadonlyMap<string, readonly SelMethod[]>> {
  if (methods !== undefined) return methods;
  const table = new Map<SelType, Map<string, SelMethod[]>>();
  for (const line of [...METHODS.trim().split("\n"), ...generatedLines()]) {
    const method = parseMethod(line);
    const ofType = table.get(method.receiver) ?? new Map<string, SelMethod[]>();
    ofType.set(method.name, [...(ofType.get(method.name) ?? []), method]);
    table.set(method.receiver, ofType);
  }
  methods = table;
  return table;
}

/** All methods of a type under one name, one for each number of arguments. */
export function methodsNamed(receiver: SelType, name: string): readonly SelMethod[] {
  return methodTable().get(receiver)?.get(name) ?? [];
}

/** The names of the methods of a type, for hints. */
export function methodNames(receiver: SelType): readonly string[] {
  return [...(methodTable().get(receiver)?.keys() ?? [])];
}

/** Whether a method takes this number of arguments. */
export function takesCount(method: SelMethod, count: number): boolean {
  const { length } = method.parameters;
  return method.variadic ? count >= length - 1 : count === length;
}

const array = (receiver: SelType): SelFieldMember => ({ receiver, name: "length", result: "LONG" });

/** Every field of SEL except the params behind `params.`. */
export const FIELDS: readonly SelFieldMember[] = [
  array("STRING_ARRAY"),
  array("LONG_ARRAY"),
  array("DOUBLE_ARRAY"),
  array("BOOLEAN_ARRAY"),
  { receiver: "DATETIME_ZONE", name: "UTC", result: "DATETIME_ZONE" },
  { receiver: "PRESET_MISC_FUNC_FIELDS", name: "SUNDAY", result: "LONG" },
];

/** The engine's functions on `params`, by name: the numbers of text arguments each takes. */
export const PARAM_FUNCTIONS: ReadonlyMap<string, readonly number[]> = new Map([
  ["getFromStep", [1, 2]],
  ["getFromSignal", [1, 2]],
  ["getFromSignalOrDefault", [3]],
  ["getFromSignalDependency", [2]],
  ["getFromForeach", [3]],
  ["getFromSubworkflow", [3]],
  ["getFromInstance", [1]],
  ["nextUniqueId", [0]],
  ["getExecutionEnvironment", [0]],
]);

/** What each constructor takes, one entry a form; other forms are refused when they run. */
export const CONSTRUCTORS: Readonly<Partial<Record<SelType, readonly (readonly (readonly SelType[])[])[]>>> = {
  STRING: [[], [["STRING", "LONG"]]],
  LONG: [[["LONG", "STRING"]]],
  DOUBLE: [[["DOUBLE", "STRING"]]],
  BOOLEAN: [[["BOOLEAN", "STRING"]]],
  MAP: [[]],
  DATETIME: [
    [],
    [["LONG", "STRING", "DATETIME", "NULL"]],
    [["LONG", "STRING", "DATETIME", "NULL"], ["DATETIME_ZONE"]],
    [["LONG"], ["LONG"], ["LONG"], ["LONG"], ["LONG"], ["LONG"], ["LONG"], ["DATETIME_ZONE"]],
  ],
};
