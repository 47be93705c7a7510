import { relative } from "node:path";
import type { Diagnostic, SourceSpan } from "@stave/ir-schema";
import type { ReadSource } from "./source-file.js";

/** How diagnostics are printed for people. */
export interface PrettyOptions {
  readonly color: boolean;
  /** Paths are shown from here. */
  readonly cwd: string;
  readonly readSource: ReadSource;
}

const colors = { error: 31, warning: 33, info: 36, frame: 34, bold: 1, dim: 2 } as const;

type Paint = (style: keyof typeof colors, text: string) => string;

const painter =
  (color: boolean): Paint =>
  (style, text) =>
    color ? `\u001b[${colors[style]}m${text}\u001b[0m` : text;

/**
 * A diagnostic with its code frame, for a person at a terminal.
 *
 * @example
 * const options = { color: false, cwd: process.cwd(), readSource: createSourceReader() };
 * for (const item of diagnostics) console.error(formatPretty(item, options));
 */
export function formatPretty(diagnostic: Diagnostic, options: PrettyOptions): string {
  const paint = painter(options.color);
  const { severity, code, message, hint, at, related = [] } = diagnostic;
  const lines = [`${paint(severity, `${severity} ${code}`)}${paint("bold", `: ${visible(message)}`)}`];
  if (at.span !== undefined) lines.push(...frame(at.span, severity, options, paint));
  else if (at.workflow !== undefined)
    lines.push(`  ${paint("frame", "-->")} workflow ${at.workflow}${at.pointer ? ` ${at.pointer}` : ""}`);
  for (const item of related) {
    if (item.at.span === undefined) continue;
    lines.push(`  ${paint("frame", "=")} ${item.message}:`, ...frame(item.at.span, "frame", options, paint));
  }
  if (hint !== undefined) lines.push(`  ${paint("frame", "=")} ${paint("bold", "help:")} ${visible(hint)}`);
  return lines.join("\n");
}

/** Names from a file may hold what a terminal would obey. */
function visible(text: string): string {
  return text.replaceAll(/(?!\n)\p{Cc}/gu, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function frame(span: SourceSpan, style: keyof typeof colors, options: PrettyOptions, paint: Paint): string[] {
  const where = `  ${paint("frame", "-->")} ${shownPath(span.file, options.cwd)}:${span.line}:${span.column}`;
  const source = options.readSource(span.file);
  const text = source?.lines[span.line - 1];
  if (text === undefined) return [where];
  const gutter = String(span.line).length;
  const end = span.endLine === span.line && span.endColumn !== undefined ? span.endColumn : lastColumn(text, span);
  const { shown, offset } = clip(text, span.column);
  const marker =
    " ".repeat(Math.max(0, span.column - 1 - offset)) +
    paint(style, "^".repeat(Math.max(1, Math.min(end - span.column, 100))));
  const bar = paint("frame", "|");
  return [
    where,
    `${" ".repeat(gutter)} ${bar}`,
    `${paint("frame", String(span.line))} ${bar} ${shown}`,
    `${" ".repeat(gutter)} ${bar} ${marker}`,
  ];
}

function lastColumn(text: string, span: SourceSpan): number {
  return span.endLine !== undefined && span.endLine > span.line ? text.trimEnd().length + 1 : span.column + 1;
}

const WIDTH = 160;

function clip(text: string, column: number): { readonly shown: string; readonly offset: number } {
  const flat = text.replaceAll(/\p{Cc}/gu, " ");
  if (flat.length <= WIDTH) return { shown: flat, offset: 0 };
  const offset = Math.max(0, column - WIDTH / 2);
  return { shown: flat.slice(offset, offset + WIDTH), offset };
}

function shownPath(file: string, cwd: string): string {
  const path = relative(cwd, file);
  return path.startsWith("..") || path === "" ? file : path;
}
