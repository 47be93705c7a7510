import { exprError } from "./expr-error.js";

/** The longest text an expression may build, in UTF-16 units. */
export const MAX_TEXT = 10_000_000;
/** The longest list an expression may build. */
export const MAX_LIST = 1_000_000;

/** Refuses a text that would be too long. */
export function checkTextLength(length: number): void {
  if (length > MAX_TEXT) throw exprError("value-too-large", { what: "The text", limit: MAX_TEXT });
}

/** Refuses a list that would be too long. */
export function checkListLength(length: number): void {
  if (length > MAX_LIST) throw exprError("value-too-large", { what: "The list", limit: MAX_LIST });
}
