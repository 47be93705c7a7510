import { parser } from "@lezer/python";
import type { Span } from "./expression.js";
import { findError } from "./nodes.js";
import { spanOf } from "./read-expression.js";
import { readStatements } from "./read-statements.js";
import { createSourceText, type SourceText } from "./source-text.js";
import type { PythonStatement } from "./statement.js";

/** A Python file as the reader sees it. */
export interface ParsedModule {
  readonly source: SourceText;
  readonly statements: readonly PythonStatement[];
  readonly doc?: string;
  /** The first place that could not be parsed, if any. */
  readonly firstError?: Span;
}

/** Parses a Python file; it never throws, what it cannot read is left out and marked. */
export function parsePythonModule(fileName: string, text: string): ParsedModule {
  const clean = text.startsWith("\ufeff") ? text.slice(1) : text;
  const tree = parser.parse(clean);
  const firstError = findError(tree.topNode);
  const statements = readStatements(tree.topNode, clean);
  const [first] = statements;
  return {
    source: createSourceText(fileName, clean),
    statements,
    ...(first?.kind === "doc" && { doc: first.text }),
    ...(firstError && { firstError: spanOf(firstError) }),
  };
}
