import { baseType, type Expr, formatType, inferExpr, type TextSpan, type Type, withoutNull } from "@stave/ir-schema";
import type { JsOrigin } from "./context.js";
import { type LambdaProblem, problem } from "./problem.js";

/** What the typed check needs to know of a lowered lambda. */
export interface Checkable {
  readonly text: string;
  readonly expr: Expr;
  readonly spans: ReadonlyMap<Expr, TextSpan>;
  readonly origins: ReadonlyMap<Expr, JsOrigin>;
}

type Check = (
  node: Expr,
  typeOf: (node: Expr) => Type | undefined,
  source: (node: Expr) => string,
) => Found | undefined;

interface Found {
  readonly name:
    | "lambda-temporal-operator"
    | "lambda-text-differs"
    | "lambda-key-order"
    | "lambda-null-test"
    | "lambda-set-of-objects"
    | "lambda-undefined-json";
  readonly details: never;
}

const classes: Readonly<Record<string, string>> = {
  date: "Temporal.PlainDate",
  timestamp: "Temporal.Instant",
  duration: "Temporal.Duration",
};

function temporalClass(type: Type | undefined): string | undefined {
  if (type === undefined) return undefined;
  const base = baseType(withoutNull(type));
  if (typeof base === "string") return classes[base];
  return base.kind === "list" ? temporalClass(base.of) : undefined;
}

const parts = (node: Expr): readonly Expr[] => (node.kind === "op" || node.kind === "call" ? node.args : []);
const found = (name: Found["name"], details: object): Found => ({ name, details: details as never });

function checkOperator(
  node: Expr,
  typeOf: (node: Expr) => Type | undefined,
  source: (node: Expr) => string,
): Found | undefined {
  const [left, right] = parts(node);
  const type = left && right && (temporalClass(typeOf(left)) ?? temporalClass(typeOf(right)));
  if (!left || !right || type === undefined) return undefined;
  const [a, b] = [source(left), source(right)];
  if (node.kind === "call")
    return found("lambda-temporal-operator", { op: node.fn, type, rewrite: someRewrite(node.fn, a, b, type) });
  const operator = node.kind === "op" ? node.op : "";
  const isEquality = operator === "==" || operator === "!=";
  const compare = `${type}.compare(${a}, ${b})`;
  const equals = type === "Temporal.Duration" ? `${compare} === 0` : `${a}.equals(${b})`;
  const rewrite = isEquality ? (operator === "!=" ? negated(equals, type) : equals) : `${compare} ${operator} 0`;
  return found("lambda-temporal-operator", { op: isEquality ? `${operator}=` : operator, type, rewrite });
}

function negated(equals: string, type: string): string {
  return type === "Temporal.Duration" ? equals.replace("===", "!==") : `!${equals}`;
}

function someRewrite(fn: string, list: string, item: string, type: string): string {
  const method = fn === "includes" ? "some" : "findIndex";
  const test = type === "Temporal.Duration" ? `${type}.compare(x, ${item}) === 0` : `x.equals(${item})`;
  return `${list}.${method}((x) => ${test})`;
}

const checks: Readonly<Record<JsOrigin, Check>> = {
  comparison: checkOperator,
  equality: checkOperator,
  text: (node, typeOf, source) =>
    typeOf(node) === "duration"
      ? found("lambda-text-differs", { type: "duration", rewrite: `${source(node)}.total("seconds")` })
      : undefined,
  stringify: (node, typeOf, source) => {
    const [value] = parts(node);
    const type = value && typeOf(value);
    if (type && hasKeys(type)) return found("lambda-key-order", { type: formatType(type) });
    return type && mayBeUndefined(value, type) ? found("lambda-undefined-json", { value: source(value) }) : undefined;
  },
  set: (node, typeOf) => {
    const [items] = parts(node);
    const type = items && typeOf(items);
    const of = type && typeof type !== "string" && type.kind === "list" ? baseType(withoutNull(type.of)) : "string";
    return isByIdentity(of) ? found("lambda-set-of-objects", { type: formatType(of) }) : undefined;
  },
  "undefined-test": (node, typeOf, source) => {
    const [path] = parts(node).filter((part) => part.kind !== "literal");
    const of = path?.kind === "field" ? typeOf(path.of) : undefined;
    if (path?.kind === "field" && of !== undefined && isOnlyUndefined(of, path.name)) return undefined;
    const operator = node.kind === "op" && node.op === "==" ? "==" : "!=";
    return found("lambda-null-test", { test: source(node), rewrite: `${path ? source(path) : "x"} ${operator} null` });
  },
  "null-test": (node, typeOf, source) => {
    const [left, right] = parts(node);
    const path = left?.kind === "literal" ? right : left;
    if (path?.kind !== "field") return undefined;
    const of = typeOf(path.of);
    if (of === undefined || typeof of === "string" || of.kind !== "struct" || !of.optional?.includes(path.name))
      return undefined;
    const operator = node.kind === "op" && node.op === "==" ? "==" : "!=";
    return found("lambda-null-test", { test: source(node), rewrite: `${source(path)} ${operator} null` });
  },
};

/** What may be missing is undefined in JavaScript, which has no JSON; only what was given as null is null. */
function mayBeUndefined(value: Expr, type: Type): boolean {
  return withoutNull(type) !== type && value.kind !== "param" && value.kind !== "var" && value.kind !== "literal";
}

const isByIdentity = (type: Type): boolean =>
  typeof type === "string" ? ["date", "timestamp", "duration", "json"].includes(type) : type.kind !== "enum";

/** True for a field or key that may be missing and is never null. */
function isOnlyUndefined(of: Type, name: string): boolean {
  const struct = withoutNull(of);
  if (typeof struct !== "string" && struct.kind === "map") return isNeverNull(struct.of);
  if (typeof struct === "string" || struct.kind !== "struct" || !struct.optional?.includes(name)) return false;
  const field = struct.fields[name];
  return field !== undefined && isNeverNull(field);
}

const isNeverNull = (type: Type): boolean => type !== "json" && type !== "null" && withoutNull(type) === type;

function hasKeys(type: Type): boolean {
  const base = withoutNull(type);
  if (typeof base === "string") return base === "json";
  if (base.kind === "list") return hasKeys(base.of);
  return base.kind === "map" || (base.kind === "struct" && Object.keys(base.fields).length > 1);
}

/** What a lambda says that JavaScript and the expression would understand differently, given the types of its inputs. */
export function checkTypes(lambda: Checkable, inputTypes: readonly (Type | undefined)[]): readonly LambdaProblem[] {
  if (lambda.origins.size === 0) return [];
  const types = new Map<Expr, Type | undefined>();
  const scope = {
    param: (name: string) => inputTypes[Number(name.slice(1))],
    output: () => undefined,
    loop: () => undefined,
  };
  inferExpr(lambda.expr, scope, (node, type) => types.set(node, type));
  const source = (node: Expr): string => {
    const span = lambda.spans.get(node);
    return span ? lambda.text.slice(span.start, span.end) : "…";
  };
  const problems: LambdaProblem[] = [];
  for (const [node, origin] of lambda.origins) {
    const finding = checks[origin](node, (part) => types.get(part), source);
    const span = lambda.spans.get(node) ?? { start: 0, end: lambda.text.length };
    if (finding) problems.push(problem(finding.name, finding.details, span));
  }
  return problems;
}

/** What cannot be told from the text alone, where no types are known. */
export function checkUntyped(lambda: Checkable): readonly LambdaProblem[] {
  const unsure = new Map([...lambda.origins].filter(([, origin]) => origin === "undefined-test"));
  return checkTypes({ ...lambda, origins: unsure }, []);
}
