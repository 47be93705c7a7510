import { doubleText } from "./double-text.js";
import { illegal } from "./failure.js";
import { floatText, integerText } from "./format-number.js";
import { type FormatSpec, parseFormat } from "./format-spec.js";
import { timeText } from "./format-time.js";
import type { Long } from "./long.js";
import { hashText } from "./text.js";

/** A Java object as `String.format` tells them apart. */
export type FormatArgument =
  | { readonly kind: "null" }
  | { readonly kind: "integer"; readonly value: Long; readonly bits: 32 | 64 }
  | { readonly kind: "double"; readonly value: number }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "object"; readonly text: string };

function wrong(spec: FormatSpec, argument: FormatArgument): never {
  return illegal(`%${spec.conversion} does not take a ${argument.kind}`);
}

function plainText(argument: FormatArgument): string {
  switch (argument.kind) {
    case "null":
      return "null";
    case "double":
      return doubleText(argument.value);
    case "object":
      return argument.text;
    default:
      return String(argument.value);
  }
}

function hashOf(argument: FormatArgument): number {
  switch (argument.kind) {
    case "integer": {
      const value = BigInt.asUintN(64, BigInt(argument.value));
      return argument.bits === 32 ? Number(argument.value) : Number(BigInt.asIntN(32, value ^ (value >> 32n)));
    }
    case "double": {
      if (Number.isNaN(argument.value)) return 0x7ff80000;
      const view = new DataView(new ArrayBuffer(8));
      view.setFloat64(0, argument.value);
      return view.getInt32(0) ^ view.getInt32(4);
    }
    case "boolean":
      return argument.value ? 1231 : 1237;
    case "text":
      return hashText(argument.value);
    default:
      return illegal("the hash of this value differs from run to run");
  }
}

function character(spec: FormatSpec, argument: FormatArgument): string {
  if (argument.kind !== "integer" || argument.bits === 64) return wrong(spec, argument);
  const codePoint = Number(argument.value);
  if (codePoint < 0 || codePoint > 0x10ffff) illegal(`${codePoint} is not a character`);
  return String.fromCodePoint(codePoint);
}

function time(spec: FormatSpec, argument: FormatArgument): string {
  if (argument.kind !== "integer" || argument.bits === 32) return wrong(spec, argument);
  return timeText(spec.datePart, argument.value);
}

function cut(spec: FormatSpec, text: string): string {
  return spec.precision < 0 ? text : text.slice(0, spec.precision);
}

function general(spec: FormatSpec, argument: FormatArgument): string {
  if (spec.conversion === "b") {
    return cut(spec, String(argument.kind === "boolean" ? argument.value : argument.kind !== "null"));
  }
  if (spec.conversion === "h") {
    return cut(spec, argument.kind === "null" ? "null" : (hashOf(argument) >>> 0).toString(16));
  }
  if (spec.flags.includes("#")) illegal("the flag # does not go with %s");
  return cut(spec, plainText(argument));
}

function convert(spec: FormatSpec, argument: FormatArgument): string {
  const { conversion } = spec;
  if ("bhs".includes(conversion)) return general(spec, argument);
  if (argument.kind === "null") return "defgoxa".includes(conversion) ? cut({ ...spec }, "null") : "null";
  if (conversion === "c") return character(spec, argument);
  if (conversion === "t") return time(spec, argument);
  if ("dox".includes(conversion)) {
    return argument.kind === "integer"
      ? integerText(spec, BigInt(argument.value), argument.bits)
      : wrong(spec, argument);
  }
  return argument.kind === "double" ? floatText(spec, argument.value) : wrong(spec, argument);
}

function justified(spec: FormatSpec, text: string): string {
  const cased = spec.upper ? text.toUpperCase() : text;
  return spec.flags.includes("-") ? cased.padEnd(spec.width) : cased.padStart(spec.width);
}

/** Java's `String.format` in English; `reserve` may refuse a length before it is made. */
export function formatText(
  format: string,
  args: readonly FormatArgument[],
  reserve: (length: number) => void = () => {},
): string {
  let text = "";
  let next = 0;
  let last = -1;
  for (const part of parseFormat(format)) {
    if (typeof part === "string") {
      text += part;
      continue;
    }
    reserve(Math.max(part.width, part.precision));
    if (part.conversion === "n" || part.conversion === "%") {
      text += part.conversion === "n" ? "\n" : justified(part, "%");
      continue;
    }
    if (part.index === 0) last = next++;
    else if (part.index > 0) last = part.index - 1;
    text += justified(part, convert(part, args[last] ?? illegal(`argument ${last + 1} of the format is missing`)));
  }
  return text;
}
