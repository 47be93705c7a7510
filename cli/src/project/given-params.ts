import { readFileSync } from "node:fs";
import {
  createDiagnostic,
  type Diagnostic,
  formatType,
  type Json,
  StaveError,
  type Type,
  type Workflow,
} from "@stave/ir-schema";

/** The params of `--param` and `--params`, read by the types the workflow declares. */
export function givenParams(
  workflow: Workflow,
  texts: readonly string[],
  file: string | undefined,
): Record<string, Json> {
  const fromFile = file === undefined ? {} : readParamsFile(file);
  const problems: Diagnostic[] = [];
  const given: Record<string, Json> = { ...fromFile };
  for (const text of texts) {
    const at = text.indexOf("=");
    const name = text.slice(0, at);
    if (at < 1) problems.push(createDiagnostic("bad-param-text", { text }));
    else given[name] = parseParam(name, text.slice(at + 1), workflow.params?.[name]?.type, problems);
  }
  if (problems.length > 0) throw new StaveError(problems);
  return given;
}

function readParamsFile(file: string): Record<string, Json> {
  const text = readFileSync(file, "utf8");
  try {
    return JSON.parse(text) as Record<string, Json>;
  } catch (error) {
    throw new StaveError([createDiagnostic("bad-json-file", { file, problem: (error as Error).message })]);
  }
}

/** Text params are taken as they are, lists may be written `a,b,c`, all else is JSON. */
function parseParam(name: string, text: string, type: Type | undefined, problems: Diagnostic[]): Json {
  if (type === undefined || isText(type)) return text;
  if (type === "int") return parseInt64(name, text, problems);
  if (typeof type === "object" && type.kind === "list" && !text.trimStart().startsWith("[")) {
    return text === "" ? [] : text.split(",").map((item) => parseParam(name, item.trim(), type.of, problems));
  }
  try {
    return JSON.parse(text) as Json;
  } catch {
    const found = JSON.stringify(text);
    problems.push(createDiagnostic("given-param-type", { param: name, found, expected: formatType(type) }));
    return null;
  }
}

function parseInt64(name: string, text: string, problems: Diagnostic[]): Json {
  if (/^[+-]?\d+$/.test(text)) {
    const exact = BigInt(text);
    return Number.isSafeInteger(Number(exact)) ? Number(exact) : exact.toString();
  }
  problems.push(createDiagnostic("given-param-type", { param: name, found: JSON.stringify(text), expected: "int" }));
  return null;
}

function isText(type: Type): boolean {
  if (typeof type === "string")
    return type === "string" || type === "date" || type === "timestamp" || type === "duration";
  if (type.kind === "nullable") return isText(type.of);
  return type.kind === "format" || (type.kind === "enum" && type.of === "string");
}

/** The signals of `--signal name` and `--signal name={"field":1}`. */
export function givenSignals(
  texts: readonly string[],
): readonly { readonly name: string; readonly fields: Readonly<Record<string, Json>> }[] {
  return texts.map((text) => {
    const at = text.indexOf("=");
    if (at < 0) return { name: text, fields: {} };
    try {
      return { name: text.slice(0, at), fields: JSON.parse(text.slice(at + 1)) };
    } catch (error) {
      throw new StaveError([
        createDiagnostic("bad-json-file", { file: `--signal ${text}`, problem: (error as Error).message }),
      ]);
    }
  });
}

/** Refuses what is no calendar date. */
export function assertDate(option: string, text: string): void {
  const real = /^\d{4}-\d\d-\d\d$/.test(text) && isDay(text);
  if (!real)
    throw new StaveError([
      createDiagnostic("given-param-type", {
        param: option,
        found: JSON.stringify(text),
        expected: "a date such as 2026-01-31",
      }),
    ]);
}

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
