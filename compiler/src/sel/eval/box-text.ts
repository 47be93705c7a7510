import { isoText } from "../java/date-format.js";
import { doubleText } from "../java/double-text.js";
import { Failure } from "../java/failure.js";
import { type Box, isArray, isOpaque } from "./box.js";
import { OutputBudget } from "./output-budget.js";

/** Java prints the identity of objects without a text of their own; ours is the same everywhere. */
const IDENTITY = "@1b6d3586";

const ARRAY_CLASS = {
  STRING_ARRAY: "SelString",
  LONG_ARRAY: "SelLong",
  DOUBLE_ARRAY: "SelDouble",
  BOOLEAN_ARRAY: "SelBoolean",
} as const;

const OPAQUE_TEXT = {
  UUID: `com.netflix.sel.type.SelJavaUUID${IDENTITY}`,
  MATH: "Java Math Class",
  PRESET_PARAMS: "PRESET_PARAMS",
  PRESET_UTIL_FUNCTION: "Preset SEL Utility Function Class",
  PRESET_MISC_FUNC_FIELDS: "SEL Miscellaneous Function Class",
} as const;

/** The text of the Java object inside a box, which `+` appends. */
export function innerText(box: Box): string {
  if (box.type === "STRING") return String(box.value);
  if (box.type === "LONG") return String(box.value);
  if (isOpaque(box)) throw new Failure("type_error", `${box.type} has no text`);
  if (isArray(box)) return `[Lcom.netflix.sel.type.${ARRAY_CLASS[box.type]};${IDENTITY}`;
  return textOf(box, new OutputBudget());
}

/** The text of a box as it stands inside of a map. */
function nestedText(box: Box, budget: OutputBudget): string {
  if (isOpaque(box)) return OPAQUE_TEXT[box.type];
  if (isArray(box)) return `[${box.value.map((element) => textOf(element, budget)).join(", ")}]`;
  if (box.type === "NULL" || box.type === "VOID") return box.type;
  if (box.type === "DATETIME_FORMATTER") return `com.netflix.sel.type.SelJodaDateTimeFormatter${IDENTITY}`;
  return textOf(box, budget);
}

function textOf(box: Box, budget: OutputBudget): string {
  if (box.value === null) return "null";
  switch (box.type) {
    case "STRING":
    case "ERROR":
      budget.take(box.value.length);
      return box.value;
    case "DOUBLE":
      return doubleText(box.value);
    case "MAP": {
      const entries = [...box.value];
      budget.take(entries.length * 200);
      const texts = budget.inside(() => entries.map(([key, value]) => `${key.value}=${nestedText(value, budget)}`));
      return `{${texts.join(", ")}}`;
    }
    case "DATETIME":
      return isoText(box.value);
    case "DATETIME_ZONE":
      return box.value.id;
    case "DATETIME_FORMATTER":
      return `org.joda.time.format.DateTimeFormatter${IDENTITY}`;
    case "DATETIME_PROPERTY":
      return `Property[${box.value.field}]`;
    case "DATETIME_DAYS":
      return `P${box.value}D`;
    default:
      return String(box.value);
  }
}
