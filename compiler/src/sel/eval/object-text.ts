import { checkUnboxable, cutLong } from "./argument.js";
import { type Box, isArray } from "./box.js";
import { innerText } from "./box-text.js";

const ARRAY_TEXT = {
  STRING_ARRAY: "[Ljava.lang.String;@1b6d3586",
  LONG_ARRAY: "[J@1b6d3586",
  DOUBLE_ARRAY: "[D@1b6d3586",
  BOOLEAN_ARRAY: "[Z@1b6d3586",
} as const;

/** The text of a value as a Java object: a LONG is cut to 32 bits, an array is its identity. */
export function objectText(box: Box): string {
  checkUnboxable(box);
  if (isArray(box)) return ARRAY_TEXT[box.type];
  return box.type === "LONG" ? String(cutLong(box.value)) : innerText(box);
}
