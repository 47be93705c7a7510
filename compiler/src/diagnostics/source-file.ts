import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "acorn";
import { stripTypes } from "../1-load/strip-types.js";

/** A syntax node as acorn makes it. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** A file of the user's, read when a diagnostic first points into it. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly lines: readonly string[];
  readonly lineStarts: readonly number[];
  /** All calls and tagged templates, by the offset at which the engine says they are made. */
  readonly calls: ReadonlyMap<number, SyntaxNode>;
}

/** A reader of source files that reads each once. */
export type ReadSource = (file: string) => SourceFile | undefined;

/**
 * Reads source files once each.
 *
 * @example
 * createSourceReader()("rain.ts")?.lines[12]; // the thirteenth line
 */
export function createSourceReader(): ReadSource {
  const files = new Map<string, SourceFile | undefined>();
  return (file) => {
    const path = file.startsWith("file:") ? fileURLToPath(file) : file;
    if (!files.has(path)) files.set(path, readSource(path));
    return files.get(path);
  };
}

function readSource(path: string): SourceFile | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return undefined;
  }
  const lineStarts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lineStarts.push(at + 1);
  let calls: ReadonlyMap<number, SyntaxNode> | undefined;
  return {
    path,
    text,
    lines: text.split(/\r?\n/),
    lineStarts,
    get calls() {
      calls ??= findCalls(text, path);
      return calls;
    },
  };
}

function findCalls(text: string, path: string): ReadonlyMap<number, SyntaxNode> {
  const calls = new Map<number, SyntaxNode>();
  const root = parseModule(text, path);
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit);
    if (!isNode(node)) return;
    for (const at of callOffsets(node)) if (!calls.has(at)) calls.set(at, node);
    for (const child of Object.values(node)) if (typeof child === "object" && child !== null) visit(child);
  };
  visit(root);
  return calls;
}

function parseModule(text: string, path: string): unknown {
  const code = /\.m?ts$/.test(path) ? stripTypes(text, path).code : text;
  if (code === undefined) return undefined;
  try {
    return parse(code, { ecmaVersion: "latest", sourceType: "module", allowHashBang: true });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

function callOffsets(node: SyntaxNode): readonly number[] {
  if (node.type !== "CallExpression" && node.type !== "TaggedTemplateExpression" && node.type !== "NewExpression")
    return [];
  const callee = member(node, "callee") ?? member(node, "tag");
  if (callee === undefined) return [node.start];
  if (node.type === "TaggedTemplateExpression") return [callee.start, callee.end];
  const property = callee.type === "MemberExpression" ? member(callee, "property") : undefined;
  // Of a method named like a keyword, `w.while(…)`, the engine gives the parenthesis.
  return property === undefined ? [callee.start, node.start] : [property.start, property.end];
}

/** True for a syntax node. */
export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";
}

/** A child node by name. */
export function member(node: SyntaxNode, name: string): SyntaxNode | undefined {
  const child = (node as unknown as Record<string, unknown>)[name];
  return isNode(child) ? child : undefined;
}

/** Child nodes by name. */
export function members(node: SyntaxNode, name: string): readonly SyntaxNode[] {
  const children = (node as unknown as Record<string, unknown>)[name];
  return Array.isArray(children) ? children.filter(isNode) : [];
}

/** The line and column, from 1, of an offset. */
export function positionAt(file: SourceFile, offset: number): { readonly line: number; readonly column: number } {
  let low = 0;
  let high = file.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((file.lineStarts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (file.lineStarts[low] as number) + 1 };
}
