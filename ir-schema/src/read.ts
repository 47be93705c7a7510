import type { z } from "zod";
import type { Diagnostic } from "./diagnostics/diagnostic.js";
import { createDiagnostic } from "./diagnostics/table.js";
import type { IrDocument } from "./generated/ir.js";
import { irDocumentSchema } from "./schema/index.js";
import { IR_VERSIONS_READ } from "./version.js";

/** A document, or everything that is wrong with it. */
export type ReadResult =
  | { readonly document: IrDocument; readonly diagnostics: readonly [] }
  | { readonly document?: never; readonly diagnostics: readonly Diagnostic[] };

/** Reads an IR document strictly: unknown keys are refused, each error names its JSON path. */
export function readIr(text: string): ReadResult {
  const parsed = parseJson(text);
  return "problem" in parsed
    ? { diagnostics: [createDiagnostic("ir-not-json", { problem: parsed.problem })] }
    : readIrValue(parsed.value);
}

/** Reads an IR document that is already a JSON value. */
export function readIrValue(value: unknown): ReadResult {
  const version = (value as { ir?: unknown } | null)?.ir;
  if (typeof version === "string" && !/^1\.\d+$/.test(version)) {
    return {
      diagnostics: [
        createDiagnostic("ir-version", { found: version, supported: IR_VERSIONS_READ }, { pointer: "/ir" }),
      ],
    };
  }
  const result = irDocumentSchema.safeParse(value);
  if (result.success) return { document: value as IrDocument, diagnostics: [] };
  return { diagnostics: result.error.issues.flatMap((issue) => describeIssue(issue, value, [])) };
}

function parseJson(text: string): { value: unknown } | { problem: string } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}

type Issue = z.core.$ZodIssue;

function describeIssue(issue: Issue, root: unknown, prefix: readonly PropertyKey[]): Diagnostic[] {
  const path = [...prefix, ...issue.path];
  if (issue.code === "invalid_union" && issue.errors.length > 0) return describeUnion(issue.errors, root, path);
  const pointer = toPointer(path);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) =>
      createDiagnostic("ir-unknown-key", { key, pointer }, { pointer: `${pointer}${toPointer([key])}` }),
    );
  }
  const found = valueAt(root, path);
  if (found === undefined) {
    const key = String(path.at(-1) ?? "");
    return [
      createDiagnostic(
        "ir-missing-key",
        { key, pointer: toPointer(path.slice(0, -1)) },
        { pointer: toPointer(path.slice(0, -1)) },
      ),
    ];
  }
  return [
    createDiagnostic(
      "ir-wrong-value",
      { pointer, found: describeValue(found), expected: expectedOf(issue) },
      { pointer },
    ),
  ];
}

/** The alternative that got furthest tells best what is wrong. */
function describeUnion(
  alternatives: readonly (readonly Issue[])[],
  root: unknown,
  path: readonly PropertyKey[],
): Diagnostic[] {
  const depth = (issues: readonly Issue[]): number => Math.max(...issues.map((issue) => issue.path.length));
  const furthest = [...alternatives].sort((a, b) => depth(b) - depth(a))[0] ?? [];
  if (furthest.length > 0 && depth(furthest) > 0) return furthest.flatMap((issue) => describeIssue(issue, root, path));
  const pointer = toPointer(path);
  const expected = [...new Set(alternatives.flatMap((issues) => issues.map(expectedOf)))].slice(0, 8).join(" or ");
  return [
    createDiagnostic("ir-wrong-value", { pointer, found: describeValue(valueAt(root, path)), expected }, { pointer }),
  ];
}

function expectedOf(issue: Issue): string {
  if (issue.code === "invalid_type")
    return issue.expected === "object" ? "an object" : `a value of type ${issue.expected}`;
  if (issue.code === "invalid_value") return issue.values.map((value) => JSON.stringify(value)).join(" or ");
  if (issue.code === "invalid_union") return "one of the known kinds";
  return issue.message.toLowerCase();
}

function describeValue(value: unknown): string {
  const text = JSON.stringify(value) ?? "absent";
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key], root);
}

function toPointer(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
