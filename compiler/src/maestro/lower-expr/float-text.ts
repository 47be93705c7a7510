import { baseType } from "@stave/ir-schema";
import type { Emitter } from "./emitter.js";
import { refuse } from "./refuse.js";
import { isText, type SelValue } from "./value.js";

/** SEL text of the text that a template shows for a value. */
export function textOf(value: SelValue, emitter: Emitter): string {
  const base = baseType(value.type);
  if (base === "duration" && !/^'/.test(value.text)) return refuse("Maestro holds durations as they were written");
  if (isText(value.type)) return value.text;
  if (base === "int" || base === "bool") return value.text;
  if (base !== "float") return refuse("a list, map or struct stands in a text");
  const literal = /^\(?-?\d+(?:\.\d+)?\)?$/.test(value.text)
    ? String(Number(value.text.replace(/[()]/g, "")))
    : undefined;
  return literal === undefined ? floatToText(emitter.held(value).text, emitter) : `"${literal}"`;
}

const EXACT = "9007199254740992.0";
const zeros = '"00000000000000000000"';

/** Java and JavaScript agree on a float's digits, not on where they put the point. */
function floatToText(value: string, emitter: Emitter): string {
  const out = emitter.fresh();
  const size = emitter.name(`(${value} < 0 ? 0.0 - ${value} : ${value})`);
  const isWhole = `${size} < ${EXACT} && ${value} == ${value}.longValue() * 1.0`;
  const isPlain = `${size} >= 0.001 && ${size} < 10000000.0`;
  const isNumber = `${value} - ${value} == 0.0`;
  const named = `(${value} == ${value} ? (${value} > 0 ? "Infinity" : "-Infinity") : "NaN")`;
  const { lines } = emitter.block(() => emitter.emit(`${out} = ${moved(value, size, emitter)};`));
  emitter.emit(
    `if (${isWhole}) { ${out} = "" + ${value}.longValue(); } else { if (${isPlain}) { ${out} = "" + ${value}; } ` +
      `else { if (${isNumber}) { ${lines.join(" ")} } else { ${out} = ${named}; } } }`,
  );
  return out;
}

/** The digits of `1.25E8` with the point where JavaScript writes it. */
function moved(value: string, size: string, emitter: Emitter): string {
  const java = emitter.name(`"" + ${size}`);
  const mark = emitter.name(`${java}.lastIndexOf("E")`);
  const mantissa = emitter.name(`${java}.substring(0, ${mark})`);
  const power = emitter.name(`Long.parseLong(${java}.substring(${mark} + 1))`);
  const digits = emitter.name(
    `(${mantissa}.endsWith(".0") ? ${mantissa}.substring(0, ${mantissa}.length() - 2) : ${mantissa}.replace(".", ""))`,
  );
  const count = emitter.name(`${digits}.length()`);
  const small = `(${power} < -6 ? SCIENCE : "0." + ${zeros}.substring(0, 0 - ${power} - 1) + ${digits})`;
  const science =
    `${digits}.substring(0, 1) + (${count} > 1 ? "." + ${digits}.substring(1) : "")` +
    ` + (${power} < 0 ? "e" : "e+") + ${power}`;
  const large =
    `(${power} >= 21 ? SCIENCE : (${count} <= ${power} + 1 ? ${digits} + ${zeros}.substring(0, ${power} + 1 - ${count})` +
    ` : ${digits}.substring(0, ${power} + 1) + "." + ${digits}.substring(${power} + 1)))`;
  const text = `(${power} < 0 ? ${small} : ${large})`.replaceAll("SCIENCE", () => `(${science})`);
  return `(${value} < 0 ? "-" : "") + ${text}`;
}
