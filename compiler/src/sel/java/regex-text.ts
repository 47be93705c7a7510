import { Failure, illegal } from "./failure.js";
import { RegexMatcher, type WorkMeter } from "./regex-matcher.js";
import type { Regex } from "./regex-node.js";
import { parseRegex } from "./regex-parser.js";

/** Where each match begins and ends, with its groups, in the order Java finds them. */
function* matches(regex: Regex, text: string, meter: WorkMeter): Generator<Int32Array> {
  const matcher = new RegexMatcher(regex, text, meter);
  let from = 0;
  while (from <= text.length && matcher.find(from)) {
    const [start = 0, end = 0] = matcher.slots;
    yield matcher.slots;
    from = end === start ? end + 1 : end;
  }
}

function groupNumber(replacement: string, at: number, groupCount: number): { group: number; end: number } {
  let group = replacement.charCodeAt(at) - 48;
  if (!(group >= 0 && group <= 9)) illegal("a $ in a replacement needs a group number; write \\$ for the sign itself");
  if (group > groupCount) illegal(`the pattern has no group ${group}`);
  let end = at + 1;
  for (;;) {
    const digit = replacement.charCodeAt(end) - 48;
    if (!(digit >= 0 && digit <= 9) || group * 10 + digit > groupCount) return { group, end };
    group = group * 10 + digit;
    end += 1;
  }
}

function groupName(replacement: string, at: number, regex: Regex): { group: number; end: number } {
  const name = /^[a-zA-Z][a-zA-Z0-9]*(?=\})/.exec(replacement.slice(at))?.[0];
  if (name === undefined) illegal("a ${ in a replacement needs the name of a group and a }");
  const group = regex.names.get(name) ?? illegal(`the pattern has no group ${name}`);
  return { group, end: at + name.length + 1 };
}

type ReplacementPart = string | number;

/** Splits a replacement into text and group numbers. */
function parseReplacement(replacement: string | null, regex: Regex): readonly ReplacementPart[] {
  if (replacement === null) throw new Failure("null_access", "the replacement is null");
  const parts: ReplacementPart[] = [];
  let at = 0;
  while (at < replacement.length) {
    const unit = replacement[at];
    if (unit === "\\") {
      if (at + 1 === replacement.length) illegal("a replacement cannot end in a backslash");
      parts.push(replacement[at + 1] ?? "");
      at += 2;
    } else if (unit === "$") {
      const { group, end } =
        replacement[at + 1] === "{"
          ? groupName(replacement, at + 2, regex)
          : groupNumber(replacement, at + 1, regex.groupCount);
      parts.push(group);
      at = end;
    } else {
      parts.push(unit ?? "");
      at += 1;
    }
  }
  return parts;
}

function readPattern(pattern: string, meter: WorkMeter): Regex {
  meter.readPattern(pattern);
  return parseRegex(pattern);
}

/** Texts longer than this are refused while they are made. */
const RESULT_LIMIT = 2 ** 28;

/** `String.replaceAll`; the replacement is looked at only when something matches. */
export function replaceAll(pattern: string, text: string, replacement: string | null, meter: WorkMeter): string {
  const regex = readPattern(pattern, meter);
  let parts: readonly ReplacementPart[] | undefined;
  let result = "";
  let end = 0;
  for (const slots of matches(regex, text, meter)) {
    parts ??= parseReplacement(replacement, regex);
    result += text.slice(end, slots[0]);
    for (const part of parts) {
      result += typeof part === "string" ? part : groupText(text, slots, part);
    }
    end = slots[1] ?? 0;
    meter.charge(parts.length * 16);
    if (result.length > RESULT_LIMIT) meter.charge(Number.POSITIVE_INFINITY);
  }
  return result + text.slice(end);
}

function groupText(text: string, slots: Int32Array, group: number): string {
  const [start, end] = [slots[group * 2] ?? -1, slots[group * 2 + 1] ?? -1];
  return start < 0 || end < 0 ? "" : text.slice(start, end);
}

/** A pattern that stands for itself. */
const LITERAL = /^[\w ,;:/=-]+$/;

function splitLiteral(separator: string, text: string, meter: WorkMeter): string[] {
  const parts = text.split(separator);
  meter.charge(text.length / 16 + 32 * parts.length);
  if (parts.length > 1) while (parts.at(-1) === "") parts.pop();
  return parts;
}

/** `String.split`: with limit 0 empty parts at the end go, with a positive one the last part takes the rest. */
export function split(pattern: string, text: string, limit: number, meter: WorkMeter): string[] {
  if (limit === 0 && LITERAL.test(pattern)) return splitLiteral(pattern, text, meter);
  const parts: string[] = [];
  let index = 0;
  for (const [start = 0, end = 0] of matches(readPattern(pattern, meter), text, meter)) {
    if (limit > 0 && parts.length >= limit - 1) break;
    if (index === 0 && start === 0 && end === 0) continue;
    meter.charge(32);
    parts.push(text.slice(index, start));
    index = end;
  }
  if (index === 0) return [text];
  parts.push(text.slice(index));
  if (limit === 0) while (parts.at(-1) === "") parts.pop();
  return parts;
}
