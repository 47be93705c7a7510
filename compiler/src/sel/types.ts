/** The type tags of SEL's values, in the words of Maestro. */
export const SEL_TYPES = [
  "STRING",
  "LONG",
  "DOUBLE",
  "BOOLEAN",
  "STRING_ARRAY",
  "LONG_ARRAY",
  "DOUBLE_ARRAY",
  "BOOLEAN_ARRAY",
  "MAP",
  "NULL",
  "VOID",
  "ERROR",
  "DATETIME",
  "DATETIME_ZONE",
  "DATETIME_FORMATTER",
  "DATETIME_PROPERTY",
  "DATETIME_DAYS",
  "UUID",
  "MATH",
  "PRESET_PARAMS",
  "PRESET_UTIL_FUNCTION",
  "PRESET_MISC_FUNC_FIELDS",
] as const;

/** The type tag of a value. */
export type SelType = (typeof SEL_TYPES)[number];

const LONG_NAMES = ["int", "long", "Integer", "Long"];
const DOUBLE_NAMES = ["float", "double", "Float", "Double"];
const BOOLEAN_NAMES = ["boolean", "Boolean"];
const MAP_NAMES = ["Map", "HashMap", "LinkedHashMap"];

const named = (names: readonly string[], type: SelType): [string, SelType][] => names.map((name) => [name, type]);

/** The type each name stands for in a declaration or after `new`. */
export const DECLARABLE_TYPES: ReadonlyMap<string, SelType> = new Map<string, SelType>([
  ...named(LONG_NAMES, "LONG"),
  ...named(DOUBLE_NAMES, "DOUBLE"),
  ...named(BOOLEAN_NAMES, "BOOLEAN"),
  ...named(MAP_NAMES, "MAP"),
  ["String", "STRING"],
  ["DateTime", "DATETIME"],
  ["DateTimeZone", "DATETIME_ZONE"],
  ["DateTimeFormatter", "DATETIME_FORMATTER"],
  ["DateTimeFormat", "DATETIME_FORMATTER"],
  ["Property", "DATETIME_PROPERTY"],
  ["Days", "DATETIME_DAYS"],
  ["UUID", "UUID"],
]);

/** The type of the object a bare class name stands for. */
export const CLASS_OBJECT_TYPES: ReadonlyMap<string, SelType> = new Map<string, SelType>([
  ...[...DECLARABLE_TYPES].filter(([name]) => /^[A-Z]/.test(name)),
  ["Math", "MATH"],
  ["Util", "PRESET_UTIL_FUNCTION"],
  ["System", "PRESET_MISC_FUNC_FIELDS"],
  ["Arrays", "PRESET_MISC_FUNC_FIELDS"],
  ["DateTimeConstants", "PRESET_MISC_FUNC_FIELDS"],
]);

/** The array type whose elements have a type; only scalars can be elements. */
export const ARRAY_OF: Readonly<Partial<Record<SelType, SelType>>> = {
  STRING: "STRING_ARRAY",
  LONG: "LONG_ARRAY",
  DOUBLE: "DOUBLE_ARRAY",
  BOOLEAN: "BOOLEAN_ARRAY",
};

/** The type of the elements of an array type. */
export const ELEMENT_OF: Readonly<Partial<Record<SelType, SelType>>> = {
  STRING_ARRAY: "STRING",
  LONG_ARRAY: "LONG",
  DOUBLE_ARRAY: "DOUBLE",
  BOOLEAN_ARRAY: "BOOLEAN",
};
