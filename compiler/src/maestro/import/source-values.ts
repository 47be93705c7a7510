import { assertInvariant, type Expr, type Type } from "@stave/ir-schema";
import { keyText, memberText } from "./source-names.js";

/** What the text of values needs to know: the variables of the file, and which of the SDK's words it uses. */
export interface SourceScope {
  readonly params: ReadonlyMap<string, string>;
  /** Loop variables by loop and name. */
  readonly variables: ReadonlyMap<string, string>;
  /** The variables that hold placed steps. */
  readonly steps: ReadonlyMap<string, string>;
  /** Notes a word that must be imported, and gives it. */
  readonly use: (word: string) => string;
}

/** The `p` expression of a type. */
export function typeText(type: Type, scope: SourceScope): string {
  const p = scope.use("p");
  if (typeof type === "string") return `${p}.${type}()`;
  switch (type.kind) {
    case "list":
    case "map":
      return `${p}.${type.kind}(${typeText(type.of, scope)})`;
    case "struct":
      return `${p}.struct({${fieldsText(type.fields, scope)}})`;
    case "nullable":
      return `${p}.nullable(${typeText(type.of, scope)})`;
    case "enum":
      return `${p}.enum(${JSON.stringify(type.values)})`;
    case "format":
      return `${p}.string()`;
  }
}

function fieldsText(fields: Readonly<Record<string, Type>>, scope: SourceScope): string {
  return Object.entries(fields)
    .map(([name, type]) => `${keyText(name)}: ${typeText(type, scope)}`)
    .join(", ");
}

/** The `p` expression of a param with a default. */
export function paramText(type: Type, value: string, options: string, scope: SourceScope): string {
  const bare = typeText(type, scope);
  const head = bare.slice(0, -1);
  const isScalar = head.endsWith("(");
  if (isScalar && options !== "") return `${head}{ default: ${value}, ${options} })`;
  return `${head}${isScalar ? "" : ", "}${value}${options === "" ? "" : `, { ${options} }`})`;
}

/** A value as TypeScript. */
export function valueText(expr: Expr, scope: SourceScope): string {
  switch (expr.kind) {
    case "literal":
      return literalText(expr.type, expr.value);
    case "param":
      return scope.params.get(expr.name) ?? "";
    case "loop":
      return scope.variables.get(`${expr.step}.${expr.name}`) ?? "";
    case "output":
      return memberText(scope.steps.get(expr.step) ?? "", expr.name);
    case "sel":
      return `${scope.use("sel")}(${typeText(expr.type, scope)}, ${sourceText(expr.source)})`;
    case "text":
      return textText(expr.parts, scope);
    case "struct":
      return objectText(Object.entries(expr.fields).map(([name, field]) => [name, valueText(field, scope)]));
    default:
      assertInvariant(false, `imported workflows have no ${expr.kind} expressions`);
  }
}

/** SEL of several lines stays so. */
function sourceText(source: string): string {
  const isPlain = !/[`\\]|\$\{/.test(source);
  return source.includes("\n") && isPlain ? `\`${source}\`` : JSON.stringify(source);
}

function textText(parts: readonly (string | Expr)[], scope: SourceScope): string {
  const inner = parts.map((part) =>
    typeof part === "string"
      ? part.replace(/[`\\]|\$(?=\{)/g, "\\$&").replace(/\r/g, "\\r")
      : `\${${valueText(part, scope)}}`,
  );
  return `${scope.use("text")}\`${inner.join("")}\``;
}

function literalText(type: Type, value: unknown): string {
  if (Array.isArray(value)) {
    const of = typeof type === "object" && type.kind === "list" ? type.of : "json";
    return `[${value.map((item) => literalText(of, item)).join(", ")}]`;
  }
  if (type === "int" && typeof value === "string") return `${value}n`;
  return jsonText(value);
}

/** An object literal. */
export function objectText(entries: readonly (readonly [string, string])[]): string {
  if (entries.length === 0) return "{}";
  return `{ ${entries.map(([name, text]) => (name === text ? name : `${keyText(name)}: ${text}`)).join(", ")} }`;
}

/** JSON as TypeScript, keys without needless quotes. */
export function jsonText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jsonText).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
  return objectText(Object.entries(value).map(([name, item]) => [name, jsonText(item)]));
}
