import { canonicalText } from "../json.js";
import { type Change, change } from "./change.js";
import type { NamedParam, NormalParam } from "./normal-param.js";

/** Where parameters belong: callers depend on a workflow's own, and on no others. */
export interface ParamScope {
  /** ` of step fit`, or nothing for the workflow's own. */
  readonly suffix: string;
  readonly seenByCallers: boolean;
}

const allowsCallers = new Set([undefined, "MUTABLE_ON_START", "MUTABLE_ON_START_RESTART"]);

/** What differs between two ordered sets of parameters. */
export function diffParams(before: readonly NamedParam[], after: readonly NamedParam[], scope: ParamScope): Change[] {
  const [old, now] = [new Map(before), new Map(after)];
  const removed = before.filter(([name]) => !now.has(name)).map(([name, param]) => removedParam(name, param, scope));
  const added = after.filter(([name]) => !old.has(name)).map(([name, param]) => addedParam(name, param, scope));
  const changed = after.flatMap(([name, param]) => {
    const was = old.get(name);
    return was === undefined ? [] : diffParam(`param ${name}${scope.suffix}`, was, param, scope);
  });
  return [...removed, ...added, ...changed, ...diffOrder(before, after, scope)];
}

function removedParam(name: string, param: NormalParam, scope: ParamScope): Change {
  const subject = `param ${name}${scope.suffix}`;
  const before = shown(param);
  if (!scope.seenByCallers) return change("param-removed", "behaviour", subject, { before });
  return change("param-removed", "breaking", subject, { before, because: "callers may set it" });
}

function addedParam(name: string, param: NormalParam, scope: ParamScope): Change {
  const safety = scope.seenByCallers ? "safe" : "behaviour";
  return change("param-added", safety, `param ${name}${scope.suffix}`, { after: shown(param) });
}

function diffParam(subject: string, before: NormalParam, after: NormalParam, scope: ParamScope): Change[] {
  return [
    ...diffType(subject, before, after, scope),
    ...diffValue(subject, before, after),
    ...diffMode(subject, before, after, scope),
    ...diffNotes(subject, before, after),
  ];
}

function diffType(subject: string, before: NormalParam, after: NormalParam, scope: ParamScope): Change[] {
  if (before.type === after.type) return [];
  const sides = { before: before.type, after: after.type };
  if (!scope.seenByCallers) return [change("param-type-changed", "behaviour", subject, sides)];
  return [change("param-type-changed", "breaking", subject, { ...sides, because: "callers may set it" })];
}

function diffValue(subject: string, before: NormalParam, after: NormalParam): Change[] {
  if (before.type === "MAP" && after.type === "MAP" && isNested(before.value) && isNested(after.value)) {
    const suffix = ` in ${subject}`;
    return diffParams(before.value, after.value, { suffix, seenByCallers: false });
  }
  const { expression: old } = before;
  const { expression: now } = after;
  if (old !== undefined && now !== undefined) {
    if (old === now) return [];
    const same = old.trim().replace(/;$/, "") === now.trim().replace(/;$/, "");
    return [change("expression-changed", same ? "cosmetic" : "behaviour", subject, { before: old, after: now })];
  }
  if (old === undefined && now === undefined && canonicalText(before.value) === canonicalText(after.value)) return [];
  if (old !== undefined || now !== undefined) {
    return [change("expression-changed", "behaviour", subject, { before: shown(before), after: shown(after) })];
  }
  // What only became a text of the same digits is told as a change of type.
  if (before.type !== after.type && String(before.value) === String(after.value)) return [];
  const sides = { before: plain(before.value), after: plain(after.value) };
  return [change("param-value-changed", "behaviour", subject, sides)];
}

function isNested(value: unknown): value is readonly NamedParam[] {
  return Array.isArray(value);
}

function diffMode(subject: string, before: NormalParam, after: NormalParam, scope: ParamScope): Change[] {
  if (before.mode === after.mode) return [];
  const sides = { before: before.mode ?? "MUTABLE", after: after.mode ?? "MUTABLE" };
  const closed = scope.seenByCallers && allowsCallers.has(before.mode) && !allowsCallers.has(after.mode);
  if (!closed) return [change("param-mode-changed", "behaviour", subject, sides)];
  return [change("param-mode-changed", "breaking", subject, { ...sides, because: "callers may no longer set it" })];
}

function diffNotes(subject: string, before: NormalParam, after: NormalParam): Change[] {
  const notes = (param: NormalParam): unknown => ({ validator: param.validator, tags: param.tags, meta: param.meta });
  if (canonicalText(notes(before)) === canonicalText(notes(after))) return [];
  const internal = before.meta?.["internal_mode"] !== after.meta?.["internal_mode"];
  const sides = { before: notes(before), after: notes(after) };
  return [change("param-notes-changed", internal ? "behaviour" : "safe", subject, sides)];
}

// Parameters are evaluated in order, and the first loop parameter varies fastest.
function diffOrder(before: readonly NamedParam[], after: readonly NamedParam[], scope: ParamScope): Change[] {
  const names = (params: readonly NamedParam[], other: readonly NamedParam[]): string[] => {
    const there = new Set(other.map(([name]) => name));
    return params.flatMap(([name]) => (there.has(name) ? [name] : []));
  };
  const [was, is] = [names(before, after), names(after, before)];
  if (was.join("\n") === is.join("\n")) return [];
  return [change("params-reordered", "behaviour", `params${scope.suffix}`, { before: was, after: is })];
}

/** A parameter as a person would write it. */
export function shown(param: NormalParam): unknown {
  const content = param.expression === undefined ? { value: plain(param.value) } : { expression: param.expression };
  return { type: param.type, ...content };
}

function plain(value: unknown): unknown {
  if (!Array.isArray(value) || !value.every(isNamedParam)) return value;
  return Object.fromEntries(value.map(([name, param]) => [name, shown(param)]));
}

function isNamedParam(item: unknown): item is NamedParam {
  return (
    Array.isArray(item) && item.length === 2 && typeof item[1] === "object" && item[1] !== null && "type" in item[1]
  );
}
