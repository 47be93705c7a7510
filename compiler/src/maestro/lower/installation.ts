import { createDiagnostic, StaveError } from "@stave/ir-schema";
import type { LowerOptions } from "./context.js";

/**
 * Reads a file that says what is particular to one installation of Maestro.
 *
 * @example
 * const options = readInstallation("maestro.json", '{ "defaultImage": "registry/flows:7" }');
 * const { definition } = lowerWorkflow(document, options);
 */
export function readInstallation(file: string, text: string): LowerOptions {
  const value = jsonOf(file, text);
  const problems = isObject(value)
    ? Object.entries(value).flatMap(problemOf)
    : [{ at: "", problem: "it is no object" }];
  if (problems.length === 0) return value as LowerOptions;
  throw new StaveError(problems.map((problem) => createDiagnostic("bad-installation-file", { file, ...problem })));
}

type Rule = readonly [isRight: (value: unknown) => boolean, expected: string];

const rules: Readonly<Record<keyof LowerOptions, Rule>> = {
  defaultImage: [isText, "the name of an image"],
  images: [(value) => isMapOf(value, isText), "an image for each environment"],
  harness: [(value) => Array.isArray(value) && value.length > 0 && value.every(isText), "a command as a list of texts"],
  customTypes: [(value) => isMapOf(value, isTemplate), "{ type, subType } for each step type"],
};

function problemOf([at, value]: readonly [string, unknown]): { readonly at: string; readonly problem: string }[] {
  if (!Object.hasOwn(rules, at)) return [{ at, problem: `known are ${Object.keys(rules).join(", ")}` }];
  const [isRight, expected] = rules[at as keyof LowerOptions];
  return isRight(value) ? [] : [{ at, problem: `${expected} is expected, not ${JSON.stringify(value)}` }];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function isMapOf(value: unknown, isRight: (value: unknown) => boolean): boolean {
  return isObject(value) && Object.values(value).every(isRight);
}

function isTemplate(value: unknown): boolean {
  if (!isObject(value) || Object.keys(value).some((key) => key !== "type" && key !== "subType")) return false;
  return isText(value["type"]) && (value["subType"] === undefined || isText(value["subType"]));
}

function jsonOf(file: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new StaveError([createDiagnostic("bad-json-file", { file, problem: error.message })]);
  }
}
