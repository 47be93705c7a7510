import { selLiteralText, selQuotedPattern } from "@stave/ir-schema";
import type { Emitter } from "./emitter.js";
import type { CallInput, LowerCall } from "./lower-call.js";
import { positionOf } from "./position-of.js";
import { refuse } from "./refuse.js";
import { computed, elementWord, type SelValue, simple } from "./value.js";

const names = (input: CallInput, emitter: Emitter): readonly string[] =>
  input.args.map((arg) => emitter.held(arg).text);

/** A position moved inside a text. */
const clamped = (position: string, length: string, emitter: Emitter): string =>
  emitter.name(`Math.min(Math.max(${position}, 0), ${length})`);

const substring: LowerCall = (input, emitter) => {
  const [text, start, end] = names(input, emitter) as [string, string, string | undefined];
  const length = `${text}.length()`;
  const from = clamped(start, length, emitter);
  const to = end === undefined ? emitter.name(length) : clamped(end, length, emitter);
  return computed(`${text}.substring(Math.min(${from}, ${to}), Math.max(${from}, ${to}))`, "string");
};

const charAt: LowerCall = (input, emitter) => {
  const [text, position] = names(input, emitter) as [string, string];
  const isOutside = `${position} < 0 || ${position} >= ${text}.length()`;
  return computed(`(${isOutside} ? "" : ${text}.substring(${position}, ${position} + 1))`, "string");
};

/** A text repeated until it has a length. */
function filled(fill: string, length: string, emitter: Emitter): string {
  const pad = emitter.name("''");
  const isEmpty = selLiteralText(fill) === "" || selLiteralText(fill) === undefined;
  const room = isEmpty ? emitter.name(`(${fill}.length() == 0 ? 0 : ${length})`) : length;
  emitter.emit(`while (${pad}.length() < ${room}) { ${pad} = ${pad} + ${fill}; }`);
  return `${pad}.substring(0, Math.max(0, ${room}))`;
}

const padded =
  (isStart: boolean): LowerCall =>
  (input, emitter) => {
    const [text, width, fill = "' '"] = names(input, emitter) as [string, string, string | undefined];
    const room = emitter.name(`${width} - ${text}.length()`);
    const pad = filled(fill, room, emitter);
    return computed(isStart ? `(${pad} + ${text})` : `(${text} + ${pad})`, "string");
  };

const zfill: LowerCall = (input, emitter) => {
  const [text, width] = names(input, emitter) as [string, string];
  const isSigned = emitter.name(`${text}.startsWith("-") || ${text}.startsWith("+")`);
  const sign = emitter.name(`(${isSigned} ? ${text}.substring(0, 1) : "")`);
  const pad = filled("'0'", emitter.name(`${width} - ${text}.length()`), emitter);
  return computed(`(${sign} + ${pad} + ${text}.substring(${sign}.length()))`, "string");
};

const repeat: LowerCall = (input, emitter) => {
  const [text, count] = names(input, emitter) as [string, string];
  emitter.emit(`if (${count} < 0) { throw "a text is repeated fewer than 0 times"; }`);
  const out = emitter.name("''");
  emitter.loop(count, () => emitter.emit(`${out} = ${out} + ${text};`));
  return simple(out, "string");
};

const capitalize: LowerCall = (input, emitter) => {
  const [text] = names(input, emitter) as [string];
  const first = emitter.name(`(${text}.length() == 0 ? '' : ${text}.substring(0, 1).toUpperCase())`);
  const rest = `${first}.substring(1).toLowerCase() + ${text}.substring(1).toLowerCase()`;
  return computed(`(${text}.length() == 0 ? '' : ${first}.substring(0, 1) + ${rest})`, "string");
};

const toBool: LowerCall = (input, emitter) => {
  const [text] = names(input, emitter) as [string];
  emitter.emit(
    `if (!${text}.equals("true") && !${text}.equals("false")) { throw "the text is neither true nor false"; }`,
  );
  return computed(`${text}.equals("true")`, "bool");
};

const dateRange: LowerCall = (input, emitter) => {
  const [start, stop, step = "1"] = names(input, emitter) as [string, string, string | undefined];
  const from = emitter.name(`new DateTime(${start}, DateTimeZone.UTC)`);
  const days = emitter.name(`Days.daysBetween(${from}, new DateTime(${stop}, DateTimeZone.UTC)).getDays()`);
  emitter.emit(`if (${step} == 0) { throw "the step of a range is 0"; }`);
  const offsets = emitter.name(`Util.intsBetween(0, ${days}, ${step})`);
  const result = emitter.name(`new ${elementWord("date")}[${offsets}.length]`);
  emitter.loop(`${offsets}.length`, (at) =>
    emitter.emit(`${result}[${at}] = ${from}.plusDays(${offsets}[${at}]).toString("yyyy-MM-dd");`),
  );
  return simple(result, input.type);
};

const range: LowerCall = (input, emitter) => {
  const [first, stop, step = "1"] = names(input, emitter) as [string, string | undefined, string | undefined];
  const isFixed = /^\(?-?[1-9]\d*\)?$/.test(step);
  if (!isFixed) emitter.emit(`if (${step} == 0) { throw "the step of a range is 0"; }`);
  const text = stop === undefined ? `Util.intsBetween(0, ${first}, 1)` : `Util.intsBetween(${first}, ${stop}, ${step})`;
  return computed(text, input.type);
};

const zipMap: LowerCall = () => refuse("SEL cannot make a map whose keys it does not know");

/** A text split at a separator known only at run time; an empty one gives the single units. */
const split: LowerCall = (input, emitter) => {
  const [text, separator, limit] = names(input, emitter) as [string, string, string | undefined];
  const isPlain = (selLiteralText(separator) ?? "") !== "";
  const quoted = isPlain ? selQuotedPattern(selLiteralText(separator) ?? "") : `'\\\\Q' + ${separator} + '\\\\E'`;
  const parts = isPlain ? emitter.name(`${text}.split(${quoted}, -1)`) : emitter.name("new String[0]");
  if (!isPlain) {
    const { lines } = emitter.block(() => {
      emitter.emit(`${parts} = new String[${text}.length()];`);
      emitter.loop(`${text}.length()`, (at) => emitter.emit(`${parts}[${at}] = ${text}.substring(${at}, ${at} + 1);`));
    });
    emitter.choose(`${separator}.length() == 0`, lines, [`${parts} = ${text}.split(${quoted}, -1);`]);
  }
  return limit === undefined ? simple(parts, input.type) : firstOf(parts, limit, emitter, input);
};

function firstOf(parts: string, limit: string, emitter: Emitter, input: CallInput): SelValue {
  const count = emitter.name(`(${limit} < 0 ? ${parts}.length : Math.min(${limit}, ${parts}.length))`);
  const result = emitter.name(`new String[${count}]`);
  emitter.loop(count, (at) => emitter.emit(`${result}[${at}] = ${parts}[${at}];`));
  return simple(result, input.type);
}

/** In JavaScript `$` has a meaning in a replacement, which SEL's literal one has not. */
function plainReplacement(by: string, emitter: Emitter): void {
  const plain = selLiteralText(by);
  if (plain?.includes("$")) refuse("the replacement has a `$` in it");
  if (plain === undefined) emitter.emit(`if (${by}.contains('$')) { throw 'the replacement has a $ in it'; }`);
}

const replaceAll: LowerCall = (input, emitter) => {
  const [text, part, by] = names(input, emitter) as [string, string, string];
  plainReplacement(by, emitter);
  return computed(`${text}.replace(${part}, ${by})`, "string");
};

const replace: LowerCall = (input, emitter) => {
  const [text, part, by] = names(input, emitter) as [string, string, string];
  plainReplacement(by, emitter);
  const at = positionOf(text, part, emitter);
  const after = `${text}.substring(${at} + ${part}.length())`;
  return computed(`(${at} < 0 ? ${text} : ${text}.substring(0, ${at}) + ${by} + ${after})`, "string");
};

/** Functions of texts, and ranges. */
export const stringCalls: Readonly<Record<string, LowerCall>> = {
  split,
  replace,
  replaceAll,
  substring,
  charAt,
  padStart: padded(true),
  padEnd: padded(false),
  zfill,
  repeat,
  capitalize,
  toBool,
  dateRange,
  range,
  zipMap,
};
