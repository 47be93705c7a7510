import type { CallPlace, Diagnostic, Place, SourceSpan } from "@stave/ir-schema";
import {
  isNode,
  member,
  members,
  positionAt,
  type ReadSource,
  type SourceFile,
  type SyntaxNode,
} from "./source-file.js";

/** Finds where something in the IR was written. */
export type FindSite = (pointer: string) => CallPlace | undefined;

/** Points a diagnostic and its related places into the source, at the smallest span that is known. */
export function locate(diagnostic: Diagnostic, findSite: FindSite, readSource: ReadSource): Diagnostic {
  const at = locatePlace(diagnostic.at, findSite, readSource, wantedPart[diagnostic.name] ?? "value");
  const related = diagnostic.related
    ?.map((item) => ({ message: item.message, at: locatePlace(item.at, findSite, readSource, "value") }))
    .filter((item) => item.at.span !== undefined);
  const { related: _, ...rest } = diagnostic;
  return { ...rest, at, ...(related && related.length > 0 && { related }) };
}

/** What of a part is at fault: its value, its name, or the call that lacks it. */
type WantedPart = "value" | "key" | "call";

const wantedPart: Readonly<Record<string, WantedPart>> = {
  "unknown-argument": "key",
  "unknown-option": "key",
  "unknown-workflow-param": "key",
  "unused-param": "key",
  "unused-loop-variable": "key",
  "bad-id": "key",
  "reserved-id": "key",
  "long-id": "key",
  "missing-init": "key",
  "unknown-loop-variable": "key",
  "missing-argument": "call",
};

function locatePlace(place: Place, findSite: FindSite, readSource: ReadSource, wanted: WantedPart): Place {
  if (place.span !== undefined) return place;
  const call = place.call ?? (place.pointer === undefined ? undefined : findSite(place.pointer));
  const span = call && spanOf(call, readSource, wanted);
  return span === undefined ? place : { ...place, span };
}

/** The span of a part of a call. */
export function spanOf(call: CallPlace, readSource: ReadSource, wanted: WantedPart = "value"): SourceSpan | undefined {
  const file = readSource(call.file);
  if (file === undefined) return undefined;
  const plain = { file: file.path, line: call.line, column: call.column };
  const lineStart = file.lineStarts[call.line - 1];
  const node = lineStart === undefined ? undefined : file.calls.get(lineStart + call.column - 1);
  if (node === undefined) return lineStart === undefined ? plain : wordSpan(file, lineStart + call.column - 1);
  const part = wanted === "call" ? node : partOf(node, call.path ?? [], wanted === "key");
  if (call.text !== undefined && isFunction(part)) {
    return span(file, part.start + call.text.start, part.start + call.text.end);
  }
  return part === node ? callSpan(file, node) : span(file, part.start, part.end);
}

function isFunction(node: SyntaxNode): boolean {
  return node.type === "ArrowFunctionExpression" || node.type === "FunctionExpression";
}

function span(file: SourceFile, start: number, end: number): SourceSpan {
  const from = positionAt(file, start);
  const to = positionAt(file, end);
  return { file: file.path, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}

/** The word at an offset, for a place that the engine names by its beginning alone. */
function wordSpan(file: SourceFile, at: number): SourceSpan {
  const [word = ""] = /^[\p{L}\p{N}_$]*/u.exec(file.text.slice(at, at + 200)) ?? [];
  const { line, column } = positionAt(file, at);
  return word === "" ? { file: file.path, line, column } : span(file, at, at + word.length);
}

/** Of a whole call only what is called, `w.step`, so that the span stays small. */
function callSpan(file: SourceFile, node: SyntaxNode): SourceSpan {
  const callee = member(node, "callee");
  return node.type === "CallExpression" && callee
    ? span(file, callee.start, callee.end)
    : span(file, node.start, node.end);
}

/** Follows positions and names as far as the source spells them out. */
function partOf(call: SyntaxNode, path: readonly (string | number)[], wantsKey: boolean): SyntaxNode {
  let at: SyntaxNode = call;
  const inside = argumentsOf(call);
  for (let index = 0; index < path.length; index++) {
    const key = path[index] as string | number;
    if (index === 0) {
      const argument = inside[key as number];
      if (argument === undefined) return at;
      at = argument;
      continue;
    }
    const next = child(at, key, wantsKey && index === path.length - 1);
    if (next === undefined) return at;
    at = next;
  }
  return at;
}

/** The arguments of a call; of a tagged template its texts, which are one, and its values. */
function argumentsOf(call: SyntaxNode): readonly (SyntaxNode | undefined)[] {
  const template = member(call, "quasi");
  return template === undefined ? members(call, "arguments") : [template, ...members(template, "expressions")];
}

function child(node: SyntaxNode, key: string | number, wantsKey: boolean): SyntaxNode | undefined {
  if (isFunction(node)) return key === "return" ? returned(node) : undefined;
  if (node.type === "ArrayExpression" && /^\d+$/.test(String(key))) return members(node, "elements")[Number(key)];
  if (node.type === "CallExpression" && typeof key === "number") return members(node, "arguments")[key];
  if (node.type === "CallExpression") return optionOf(node, key, wantsKey);
  if (node.type !== "ObjectExpression") return undefined;
  const property = members(node, "properties").find((item) => keyOf(item) === String(key));
  if (property === undefined) return undefined;
  return wantsKey ? member(property, "key") : member(property, "value");
}

/** An option in one of a call's arguments; a default also stands alone, `p.int(3)`, `p.list(p.int(), [3])`. */
function optionOf(call: SyntaxNode, key: string | number, wantsKey: boolean): SyntaxNode | undefined {
  const inside = members(call, "arguments");
  for (const argument of inside) {
    const found = argument.type === "ObjectExpression" ? child(argument, key, wantsKey) : undefined;
    if (found !== undefined) return found;
  }
  return key === "default" ? inside[inside.length > 1 ? 1 : 0] : undefined;
}

/** What a function gives back: its expression, or that of its last return. */
function returned(node: SyntaxNode): SyntaxNode | undefined {
  const body = member(node, "body");
  if (body?.type !== "BlockStatement") return body;
  const last = members(body, "body").findLast((statement) => statement.type === "ReturnStatement");
  return last && member(last, "argument");
}

function keyOf(property: SyntaxNode): string | undefined {
  const key = (property as unknown as { key?: unknown }).key;
  if (!isNode(key)) return undefined;
  const { name, value } = key as unknown as { name?: string; value?: unknown };
  return name ?? (value === undefined ? undefined : String(value));
}
