import type { Expr, Operator } from "../generated/ir.js";

const precedence: Readonly<Record<Operator, number>> = {
  "??": 1,
  or: 2,
  and: 3,
  "==": 4,
  "!=": 4,
  "<": 5,
  "<=": 5,
  ">": 5,
  ">=": 5,
  "+": 6,
  "-": 6,
  "*": 7,
  "/": 7,
  "%": 7,
  "**": 8,
  neg: 9,
  not: 9,
};
const words: Readonly<Partial<Record<Operator, string>>> = { and: "&&", or: "||", "==": "===", "!=": "!==" };

/** An expression as a person would write it in a lambda, for diffs and docs. */
export function formatExpr(expr: Expr): string {
  return format(expr, 0);
}

function format(expr: Expr, outer: number): string {
  const text = formatters[expr.kind](expr as never);
  const own = expr.kind === "op" ? precedence[expr.op] : expr.kind === "if" || expr.kind === "let" ? 0 : 10;
  return own < outer || (own === 0 && outer > 0) ? `(${text})` : text;
}

const all = (items: readonly Expr[]): string => items.map(formatExpr).join(", ");

type Formatters = { readonly [K in Expr["kind"]]: (expr: Extract<Expr, { kind: K }>) => string };

const formatters: Formatters = {
  literal: ({ value, type }) =>
    typeof type === "string" && timed.has(type) ? `${type}(${JSON.stringify(value)})` : JSON.stringify(value),
  param: ({ name }) => name,
  output: ({ step, name }) => `${step}.${name}`,
  loop: ({ name }) => name,
  signal: ({ signal, field }) => `${signal}.${field}`,
  run: ({ field }) => `run.${field}`,
  var: ({ name }) => name,
  sel: ({ source }) => `sel(${JSON.stringify(source)})`,
  op: formatOp,
  call: ({ fn, args }) => `fn.${fn}(${all(args)})`,
  if: (expr) => `${format(expr.cond, 1)} ? ${format(expr.then, 1)} : ${format(expr.else, 1)}`,
  list: ({ items }) => `[${all(items)}]`,
  map: ({ entries }) =>
    `{ ${entries.map(({ key, value }) => `[${formatExpr(key)}]: ${formatExpr(value)}`).join(", ")} }`,
  struct: ({ fields }) =>
    `{ ${Object.entries(fields)
      .map(([name, value]) => `${name}: ${formatExpr(value)}`)
      .join(", ")} }`,
  index: ({ of, index }) => `${format(of, 10)}[${formatExpr(index)}]`,
  field: ({ of, name }) => `${format(of, 10)}.${name}`,
  text: ({ parts }) =>
    `\`${parts.map((part) => (typeof part === "string" ? escaped(part) : `\${${formatExpr(part)}}`)).join("")}\``,
  let: ({ name, value, in: inside }) => `const ${name} = ${formatExpr(value)}; ${formatExpr(inside)}`,
  fn: ({ params, body }) =>
    `(${params.join(", ")}) => ${body.kind === "struct" || body.kind === "map" ? `(${formatExpr(body)})` : formatExpr(body)}`,
  firstOf: ({ options }) => `firstOf(${all(options)})`,
};

const timed: ReadonlySet<string> = new Set(["date", "timestamp", "duration"]);

function escaped(text: string): string {
  return text.replace(/[`\\]|\$\{/g, "\\$&");
}

function formatOp({ op, args }: Extract<Expr, { kind: "op" }>): string {
  const [left, right] = args;
  if (left === undefined) return op;
  const level = precedence[op];
  if (right === undefined) return `${op === "not" ? "!" : "-"}${format(left, level)}`;
  return `${format(left, level)} ${words[op] ?? op} ${format(right, level + 1)}`;
}
