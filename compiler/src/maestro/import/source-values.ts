import type { Expr, Type } from "@stave/ir-schema";
import { lambdaBody, type Ref, refsIn } from "./lambda-text.js";
import { isMethod } from "./lift.js";
import { createSourceNames, keyText, memberText } from "./source-names.js";

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
      return `${p}.struct(${fieldsText(type.fields, scope)})`;
    case "nullable":
      return `${p}.nullable(${typeText(type.of, scope)})`;
    case "enum":
      return `${p}.enum(${JSON.stringify(type.values)})`;
    case "format":
      return `${p}.string()`;
  }
}

function fieldsText(fields: Readonly<Record<string, Type>>, scope: SourceScope): string {
  return objectText(Object.entries(fields).map(([name, type]) => [name, typeText(type, scope)]));
}

/** The `p` expression of a param with a default. */
export function paramText(type: Type, value: string, options: string, scope: SourceScope): string {
  const bare = typeText(type, scope);
  const head = bare.slice(0, -1);
  const isScalar = head.endsWith("(");
  if (isScalar && options !== "") return `${head}{ default: ${value}, ${options} })`;
  return `${head}${isScalar ? "" : ", "}${value}${options === "" ? "" : `, { ${options} }`})`;
}

const methods: Readonly<Record<string, string>> = {
  "+": "add",
  "-": "sub",
  "*": "mul",
  "<": "lt",
  "<=": "lte",
  ">": "gt",
  ">=": "gte",
  "==": "eq",
  "!=": "ne",
};

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
      return `${scope.use("sel")}(${typeText(expr.type, scope)}, ${stringText(expr.source)})`;
    case "text":
      return textText(expr.parts, scope);
    case "run":
      return `${scope.use("run")}.${expr.field}`;
    case "struct":
      return objectText(Object.entries(expr.fields).map(([name, field]) => [name, valueText(field, scope)]));
    case "map":
      return objectText(expr.entries.map(({ key, value }) => [keyOf(key), valueText(value, scope)]));
    case "list":
      if (expr.items.every((item) => item.kind === "text" || item.kind === "literal")) {
        return wrapped(
          "[",
          expr.items.map((item) => valueText(item, scope)),
          "]",
        );
      }
      return computedText(expr, scope);
    default:
      return computedText(expr, scope);
  }
}

const keyOf = (key: Expr): string => (key.kind === "literal" ? String(key.value) : "");

/** One operation as a method of the reference it is on, anything else as a lambda. */
function computedText(expr: Expr, scope: SourceScope): string {
  if (isMethod(expr)) {
    const [left, right] = expr.args.map((operand) => valueText(operand, scope));
    return `${left}.${methods[expr.op]}(${right})`;
  }
  const refs = refsIn(expr);
  const names = createSourceNames(LAMBDA_WORDS);
  const named = new Map(refs.map((ref) => [JSON.stringify(ref), names.take(wantedName(ref, scope))]));
  const body = lambdaBody(expr, (ref) => named.get(JSON.stringify(ref)) ?? "");
  if (/\bfn\./.test(body)) scope.use("fn");
  const values = refs.map((ref) => valueText(ref, scope));
  const given = values.length === 1 ? (values[0] ?? "") : `[${values.join(", ")}]`;
  return callText(scope.use("expr"), [given, `(${[...named.values()].join(", ")}) => ${body}`]);
}

const LAMBDA_WORDS = ["fn", "run", "String", "Number", "JSON", "Temporal"];

/** A value is called in a lambda as it is outside; an output by its own name. */
function wantedName(ref: Ref, scope: SourceScope): string {
  if (ref.kind === "run") return ref.field;
  return ref.kind === "output" ? ref.name : valueText(ref, scope);
}

/** A text of several lines stays so; quotes that need no escapes are preferred. */
function stringText(text: string): string {
  const isPlain = !/[`\\\r]|\$\{/.test(text);
  if (isPlain && text.includes("\n")) return `\`${text}\``;
  const json = JSON.stringify(text);
  const isQuoted = text.includes('"') && !/['\\\n\r]/.test(text) && json === `"${text.replaceAll('"', '\\"')}"`;
  return isQuoted ? `'${text}'` : json;
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
    return wrapped(
      "[",
      value.map((item) => literalText(of, item)),
      "]",
    );
  }
  if (type === "int" && typeof value === "string") return `${value}n`;
  return jsonText(value);
}

/** An object literal. */
export function objectText(entries: readonly (readonly [string, string])[]): string {
  if (entries.length === 0) return "{}";
  return wrapped(
    "{ ",
    entries.map(([name, text]) => (name === text ? name : `${keyText(name)}: ${text}`)),
    " }",
  );
}

const MOST_CHARACTERS = 76;

/** Parts on one line, or one a line where that would be long; the formatter indents them. */
export function wrapped(open: string, parts: readonly string[], close: string): string {
  const line = `${open}${parts.join(", ")}${close}`;
  const isShort = line.length <= MOST_CHARACTERS && !line.includes("\n");
  if (isShort || parts.length === 0) return line;
  return `${open.trim()}\n${parts.map((part) => `${part},\n`).join("")}${close.trim()}`;
}

const MOST_IN_CALL = 110;

/** A call, its arguments one a line where the line would be long and none of them has lines of its own. */
export function callText(name: string, args: readonly string[]): string {
  const line = `${name}(${args.join(", ")})`;
  if (line.length <= MOST_IN_CALL || line.includes("\n")) return line;
  return `${name}(\n${args.map((argument) => `${argument},\n`).join("")})`;
}

/** JSON as TypeScript, keys without needless quotes. */
export function jsonText(value: unknown): string {
  if (Array.isArray(value)) return wrapped("[", value.map(jsonText), "]");
  if (typeof value === "string") return stringText(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
  return objectText(Object.entries(value).map(([name, item]) => [name, jsonText(item)]));
}
