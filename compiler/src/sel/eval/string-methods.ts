import { Failure, illegal } from "../java/failure.js";
import { formatText } from "../java/format.js";
import { replaceAll, split } from "../java/regex-text.js";
import { compareText, trim } from "../java/text.js";
import { checkUnboxable, intArgument, notNull, stringBox, textArgument } from "./argument.js";
import { type Box, isArray, type StringBox } from "./box.js";
import { formatArguments } from "./format-argument.js";
import type { Machine } from "./machine.js";
import { at, type Method, type Methods, methodMap } from "./method.js";
import { objectText } from "./object-text.js";

type StringMethod = (machine: Machine, text: string, args: readonly Box[]) => Box;

/** Java converts the arguments first, then looks at the receiver, then at the arguments. */
function onText(method: StringMethod): Method<StringBox> {
  return (machine, receiver, args) => {
    for (const arg of args) checkUnboxable(arg);
    const text = notNull(receiver.value, "the text");
    for (const arg of args) if (arg.type === "STRING" && arg.value !== null) machine.scan(arg.value);
    return method(machine, text, args);
  };
}

/** For methods that look at every character. */
function scanning(method: StringMethod): Method<StringBox> {
  return onText((machine, text, args) => {
    machine.scan(text);
    return method(machine, text, args);
  });
}

function withText(use: (machine: Machine, text: string, arg: string) => Box): Method<StringBox> {
  return scanning((machine, text, args) => use(machine, text, notNull(textArgument(at(args, 0)), "the argument")));
}

function withTexts(use: (machine: Machine, text: string, first: string, second: string) => string): Method<StringBox> {
  return scanning((machine, text, args) => {
    const [first, second] = [textArgument(at(args, 0)), textArgument(at(args, 1))];
    return machine.text(use(machine, text, notNull(first, "the argument"), notNull(second, "the argument")));
  });
}

function substring(machine: Machine, text: string, start: number, end: number): Box {
  if (start < 0 || end > text.length || start > end) {
    throw new Failure("index_out_of_bounds", `${start} to ${end} is not a part of a text of ${text.length} characters`);
  }
  return machine.text(text.slice(start, end));
}

function textArray(machine: Machine, texts: readonly string[]): Box {
  machine.reserve(texts.length);
  const value = texts.map((text) => machine.text(text));
  machine.count(0);
  return { type: "STRING_ARRAY", value };
}

function splitText(machine: Machine, text: string, args: readonly Box[]): Box {
  const pattern = textArgument(at(args, 0));
  const limit = args.length === 1 ? 0 : intArgument(at(args, 1));
  return textArray(machine, split(notNull(pattern, "the pattern"), text, notNull(limit, "the limit"), machine));
}

/** `String.replace`: also between the characters when the search is empty. */
function replaceLiteral(machine: Machine, text: string, search: string, replacement: string): string {
  const count = search === "" ? text.length + 1 : text.split(search).length - 1;
  const length = text.length + count * (replacement.length - search.length);
  machine.reserve(length / 16);
  return text.replaceAll(search, () => replacement);
}

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\t": "\\t",
  "\b": "\\b",
  "\n": "\\n",
  "\r": "\\r",
  "\f": "\\f",
  '"': '\\"',
};

const escapeText = (text: string): string => text.replace(/[\\\t\b\n\r\f"]/g, (unit) => ESCAPES[unit] ?? unit);

function escapeMethod(machine: Machine, receiver: StringBox, args: readonly Box[]): Box {
  const [arg] = args;
  if (arg === undefined) return machine.text(escapeText(notNull(receiver.value, "the text")));
  if (args.length > 1 || arg.type !== "STRING") illegal("escape takes nothing or one STRING");
  return machine.text(escapeText(String(arg.value)));
}

function join(machine: Machine, _receiver: StringBox, args: readonly Box[]): Box {
  const [first, second] = args;
  if (first === undefined) illegal("join needs a separator");
  const separator = stringBox(first).value;
  let parts: readonly (string | null)[];
  if (args.length === 2 && second !== undefined && isArray(second)) {
    if (second.type !== "STRING_ARRAY") throw new Failure("type_error", `${second.type} cannot be joined`);
    parts = second.value.map((element) => element.value as string | null);
  } else parts = args.slice(1).map((arg) => stringBox(arg).value);
  const length = parts.reduce((sum, part) => sum + (part ?? "null").length + (separator ?? "").length, 0);
  machine.reserve(length / 16);
  return machine.text(parts.map((part) => part ?? "null").join(notNull(separator, "the separator")));
}

function format(machine: Machine, _receiver: StringBox, args: readonly Box[]): Box {
  const [first] = args;
  if (first === undefined) illegal("format needs a pattern");
  const pattern = stringBox(first).value;
  if (pattern !== null) machine.readPattern(pattern);
  const values = formatArguments(args.slice(1));
  return machine.text(formatText(notNull(pattern, "the pattern"), values, (length) => machine.reserve(length / 16)));
}

export const STRING_METHODS: Methods<StringBox> = methodMap<StringBox>({
  "length/0": onText((machine, text) => machine.long(text.length)),
  "isEmpty/0": onText((machine, text) => machine.boolean(text === "")),
  "trim/0": scanning((machine, text) => machine.text(trim(text))),
  "toUpperCase/0": scanning((machine, text) => machine.text(text.toUpperCase())),
  "toLowerCase/0": scanning((machine, text) => machine.text(text.toLowerCase())),
  "substring/1": scanning((machine, text, args) =>
    substring(machine, text, notNull(intArgument(at(args, 0)), "the index"), text.length),
  ),
  "substring/2": scanning((machine, text, args) => {
    const [start, end] = [intArgument(at(args, 0)), intArgument(at(args, 1))];
    return substring(machine, text, notNull(start, "the first index"), notNull(end, "the second index"));
  }),
  "startsWith/1": withText((machine, text, arg) => machine.boolean(text.startsWith(arg))),
  "endsWith/1": withText((machine, text, arg) => machine.boolean(text.endsWith(arg))),
  "contains/1": withText((machine, text, arg) => machine.boolean(text.includes(arg))),
  "equals/1": scanning((machine, text, args) => {
    const arg = at(args, 0);
    return machine.boolean(arg.type === "STRING" && arg.value === text);
  }),
  "compareTo/1": withText((machine, text, arg) => machine.long(compareText(text, arg))),
  "lastIndexOf/1": withText((machine, text, arg) => machine.long(text.lastIndexOf(arg))),
  "replace/2": withTexts(replaceLiteral),
  "replaceAll/2": scanning((machine, text, args) => {
    const [pattern, replacement] = [textArgument(at(args, 0)), textArgument(at(args, 1))];
    return machine.text(replaceAll(notNull(pattern, "the pattern"), text, replacement, machine));
  }),
  "split/1": scanning(splitText),
  "split/2": scanning(splitText),
  "valueOf/1": (machine, receiver, args) => {
    const text = objectText(at(args, 0));
    if (receiver.value !== null) throw new Failure("unknown_function", "valueOf is called on the class String only");
    return machine.text(text);
  },
});

/** Methods that take any number of arguments. */
export const VARIADIC_STRING_METHODS: ReadonlyMap<string, Method<StringBox>> = new Map([
  ["escape", escapeMethod],
  ["join", join],
  ["format", format],
]);
