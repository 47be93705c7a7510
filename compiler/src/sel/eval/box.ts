import type { DateFormat } from "../java/date-format.js";
import type { DateTime } from "../java/date-time.js";
import { HashMap } from "../java/hash-map.js";
import type { Long } from "../java/long.js";
import { hashText } from "../java/text.js";
import type { Zone } from "../java/zone.js";
import type { SelType } from "../types.js";

/** A mutable SEL value. Assignment changes the value inside, so two names of one box see each other's changes. */
export interface StringBox {
  readonly type: "STRING";
  value: string | null;
}
export interface LongBox {
  readonly type: "LONG";
  value: Long;
}
export interface DoubleBox {
  readonly type: "DOUBLE";
  value: number;
}
export interface BooleanBox {
  readonly type: "BOOLEAN";
  value: boolean;
}
export type ScalarBox = StringBox | LongBox | DoubleBox | BooleanBox;

export type ArrayType = "STRING_ARRAY" | "LONG_ARRAY" | "DOUBLE_ARRAY" | "BOOLEAN_ARRAY";
export interface ArrayBox {
  readonly type: ArrayType;
  value: readonly ScalarBox[];
}
/** The key is the box that was put, which may change later. */
export type BoxMap = HashMap<StringBox, Box>;
export interface MapBox {
  readonly type: "MAP";
  value: BoxMap | null;
}
export interface DateBox {
  readonly type: "DATETIME";
  value: DateTime | null;
}
export interface ZoneBox {
  readonly type: "DATETIME_ZONE";
  value: Zone | null;
}
export interface FormatBox {
  readonly type: "DATETIME_FORMATTER";
  value: DateFormat | null;
}
/** One field of a date. */
export interface DateProperty {
  readonly field: string;
  readonly date: DateTime;
}
export interface PropertyBox {
  readonly type: "DATETIME_PROPERTY";
  value: DateProperty | null;
}
export interface DaysBox {
  readonly type: "DATETIME_DAYS";
  value: number | null;
}
/** Values without a Java object that operators could see. */
export interface OpaqueBox {
  readonly type: "UUID" | "MATH" | "PRESET_PARAMS" | "PRESET_UTIL_FUNCTION" | "PRESET_MISC_FUNC_FIELDS";
  value: string | null;
}
export interface NullBox {
  readonly type: "NULL" | "VOID";
  value: null;
}
export interface ErrorBox {
  readonly type: "ERROR";
  value: string | null;
}

export type Box =
  | ScalarBox
  | ArrayBox
  | MapBox
  | DateBox
  | ZoneBox
  | FormatBox
  | PropertyBox
  | DaysBox
  | OpaqueBox
  | NullBox
  | ErrorBox;

export const NULL: NullBox = { type: "NULL", value: null };
export const VOID: NullBox = { type: "VOID", value: null };

const KEY_RULES = {
  hash: (key: StringBox): number => (key.value === null ? 0 : hashText(key.value)),
  equals: (left: StringBox, right: StringBox): boolean => left.value === right.value,
};

export function newBoxMap(): BoxMap {
  return new HashMap<StringBox, Box>(KEY_RULES);
}

/** A box with the value Java gives a declared, unset variable; undefined for types without one. */
export function emptyBox(type: SelType): Box | undefined {
  switch (type) {
    case "LONG":
    case "DOUBLE":
      return { type, value: 0 };
    case "BOOLEAN":
      return { type, value: false };
    case "STRING_ARRAY":
    case "LONG_ARRAY":
    case "DOUBLE_ARRAY":
    case "BOOLEAN_ARRAY":
      return { type, value: [] };
    case "STRING":
    case "MAP":
    case "DATETIME":
    case "DATETIME_ZONE":
    case "DATETIME_FORMATTER":
    case "DATETIME_PROPERTY":
    case "DATETIME_DAYS":
    case "UUID":
      return { type, value: null };
    default:
      return undefined;
  }
}

/** Whether the type has no Java object behind it, so that operators and Java calls refuse it. */
export function isOpaque(box: Box): box is OpaqueBox {
  switch (box.type) {
    case "UUID":
    case "MATH":
    case "PRESET_PARAMS":
    case "PRESET_UTIL_FUNCTION":
    case "PRESET_MISC_FUNC_FIELDS":
      return true;
    default:
      return false;
  }
}

export function isArray(box: Box): box is ArrayBox {
  switch (box.type) {
    case "STRING_ARRAY":
    case "LONG_ARRAY":
    case "DOUBLE_ARRAY":
    case "BOOLEAN_ARRAY":
      return true;
    default:
      return false;
  }
}
