import { readFileSync, writeFileSync } from "node:fs";
import { type Diagnostic, type Expr, forEachChild, inferExpr, type TextSpan } from "@stave/ir-schema";
import { expect, it } from "vitest";
import { lowerLambda } from "../../src/lambda/index.js";
import { inputs, mistakes } from "./mistakes.js";

const golden = new URL("./mistakes.txt", import.meta.url);
const names = Object.keys(inputs);
const params = names.map((name): Expr => ({ kind: "param", name }));
const head = `(${names.join(", ")}) => `;
const none = (): undefined => undefined;

interface Finding {
  readonly diagnostic: Diagnostic;
  readonly span: TextSpan | undefined;
}

function partAt(root: Expr, pointer: string): Expr | undefined {
  if (pointer === "") return root;
  let found: Expr | undefined;
  forEachChild(root, (child, key) => {
    if (pointer === `/${key}` || pointer.startsWith(`/${key}/`)) found = partAt(child, pointer.slice(key.length + 1));
  });
  return found;
}

function findingsOf(body: string): readonly Finding[] {
  const { expr, spans, diagnostics } = lowerLambda(head + body, params, Object.values(inputs));
  if (expr === undefined || diagnostics.length > 0)
    return diagnostics.map((diagnostic) => ({ diagnostic, span: diagnostic.textSpan }));
  const found = inferExpr(expr, { param: (name) => inputs[name], output: none, loop: none });
  return found.diagnostics.map((diagnostic) => {
    const part = partAt(expr, diagnostic.at.pointer ?? "");
    return { diagnostic, span: part && spans.get(part) };
  });
}

function show(body: string): string {
  const lines = findingsOf(body).map(({ diagnostic, span }) => {
    const marks = span ? " ".repeat(Math.max(0, span.start - head.length)) + "^".repeat(span.end - span.start) : "?";
    return [marks, `${diagnostic.code} ${diagnostic.message}`, `        ${diagnostic.hint ?? "-"}`].join("\n");
  });
  return [body, ...lines].join("\n");
}

it("says what is wrong in the user's words, at the smallest span", () => {
  const sections = Object.entries(mistakes).map(([title, bodies]) => [`# ${title}`, ...bodies.map(show)].join("\n\n"));
  const text = `${sections.join("\n\n\n")}\n`;
  if (process.env["RECORD"] === "1") writeFileSync(golden, text);
  expect(text).toBe(readFileSync(golden, "utf8"));
});

it.each(Object.values(mistakes).flat())("finds one mistake in %s", (body) => {
  const found = findingsOf(body);
  expect(found.map(({ diagnostic }) => diagnostic.message)).toHaveLength(1);
  expect(found[0]?.span?.start).toBeGreaterThanOrEqual(head.length);
});
