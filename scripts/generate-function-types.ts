import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { functionGroups, type Pattern, type Signature, signaturesOf } from "@stave/ir-schema";

const file = "sdk/src/generated/functions.ts";

const scalars: Readonly<Record<string, string>> = {
  string: "string",
  int: "number",
  float: "number",
  bool: "boolean",
  date: "PlainDate",
  timestamp: "Instant",
  duration: "Duration",
  json: "unknown",
  null: "null",
};
const variables: Readonly<Record<string, string>> = { N: "number", P: "Printable" };

function typeText(pattern: Pattern): string {
  switch (pattern.kind) {
    case "type":
      return scalars[String(pattern.type)] ?? "unknown";
    case "variable":
      return variables[pattern.name] ?? pattern.name;
    case "list":
      return `readonly ${grouped(pattern.of)}[]`;
    case "map":
      return `Readonly<Record<string, ${typeText(pattern.of)}>>`;
    case "nullable":
      return `${typeText(pattern.of)} | null`;
    case "struct":
      return `{ ${Object.entries(pattern.fields)
        .map(([name, field]) => `readonly ${name}: ${typeText(field)}`)
        .join("; ")} }`;
    case "fn":
      return `(${pattern.params.map((param, index) => `${"abc"[index]}: ${typeText(param)}`).join(", ")}) => ${typeText(pattern.result)}`;
  }
}

function grouped(pattern: Pattern): string {
  const text = typeText(pattern);
  return pattern.kind === "nullable" || pattern.kind === "list" ? `(${text})` : text;
}

function typeParameters(signature: Signature): string {
  const names = new Set(signature.text.match(/\b[TUC]\b/g) ?? []);
  const declared = [...names].map((name) => (name === "C" ? "C extends Ordered" : name));
  return declared.length === 0 ? "" : `<${declared.join(", ")}>`;
}

function memberText(name: string, signature: Signature): string {
  const params = signature.params.map((param) => {
    const type = typeText(param.pattern);
    if (param.rest) return `...${param.name}: readonly ${grouped(param.pattern)}[]`;
    return `${param.name}${param.optional ? "?" : ""}: ${type}`;
  });
  return `  ${name}${typeParameters(signature)}(${params.join(", ")}): ${typeText(signature.result)};`;
}

/** The TypeScript face of the function library. */
export function functionTypes(): string {
  const members = functionGroups.flatMap(({ functions }) =>
    Object.entries(functions).flatMap(([name, { doc }]) =>
      signaturesOf(name).flatMap((signature) => [
        `  /** ${doc.replaceAll("*/", "*\\/")} */`,
        memberText(name, signature),
      ]),
    ),
  );
  return [
    "// Generated from the function table of @stave/ir-schema by `npm run generate`. Do not edit.",
    'import type { Duration, Instant, PlainDate } from "../temporal.js";',
    "",
    "/** What has an order. */",
    "export type Ordered = number | string | PlainDate | Instant | Duration;",
    "",
    "/** What has a text. */",
    "export type Printable = Ordered | boolean;",
    "",
    "/** The functions of expressions, as a lambda sees them. */",
    "export interface Functions {",
    ...members,
    "}",
    "",
  ].join("\n");
}

/** Writes the types where they differ. */
export function writeFunctionTypes(): void {
  mkdirSync("sdk/src/generated", { recursive: true });
  const text = functionTypes();
  if (readFileSync(file, { encoding: "utf8", flag: "a+" }) !== text) writeFileSync(file, text);
}
