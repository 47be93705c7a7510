import type { FormatArgument } from "../java/format.js";
import { checkUnboxable, cutLong } from "./argument.js";
import type { Box } from "./box.js";
import { objectText } from "./object-text.js";

/** The Java objects that `String.format` gets. */
export function formatArguments(boxes: readonly Box[]): FormatArgument[] {
  return boxes.map(formatArgument);
}

function formatArgument(box: Box): FormatArgument {
  checkUnboxable(box);
  if (box.value === null) return { kind: "null" };
  switch (box.type) {
    case "LONG": {
      const value = cutLong(box.value);
      return { kind: "integer", value, bits: value > 0x7fffffff ? 64 : 32 };
    }
    case "DOUBLE":
      return { kind: "double", value: box.value };
    case "BOOLEAN":
      return { kind: "boolean", value: box.value };
    case "STRING":
      return { kind: "text", value: box.value };
    default:
      return { kind: "object", text: objectText(box) };
  }
}
