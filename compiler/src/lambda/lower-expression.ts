import type { Expr } from "@stave/ir-schema";
import type {
  ArrayExpression,
  ConditionalExpression,
  Expression,
  Identifier,
  Literal,
  LogicalExpression,
  Node,
  ObjectExpression,
  SpreadElement,
  TemplateLiteral,
  UnaryExpression,
} from "acorn";
import { bool, call, int, isNull, literal, nullLiteral, op, text } from "./build.js";
import { type Binding, type LambdaContext, type Lowered, lookup } from "./context.js";
import { foreignName, instrumentation } from "./foreign-text.js";
import { refusedGlobals } from "./global-functions.js";
import { lowerBinary } from "./lower-binary.js";
import { lowerCall } from "./lower-call.js";
import { lowerIterable } from "./lower-fresh-list.js";
import { lowerChain, lowerMember } from "./lower-member.js";
import { refuseRegex } from "./lower-regex.js";
import { lowerNew } from "./lower-temporal.js";
import { unsupportedSyntax } from "./unsupported.js";

type Lower<TNode> = (node: TNode, scope: Binding | undefined, context: LambdaContext) => Lowered;
type Lowerers = { readonly [K in Expression["type"]]?: Lower<Extract<Expression, { type: K }>> };

const lowerers: Lowerers = {
  Literal: lowerLiteral,
  Identifier: lowerIdentifier,
  TemplateLiteral: lowerTemplate,
  UnaryExpression: lowerUnary,
  BinaryExpression: lowerBinary,
  LogicalExpression: lowerLogical,
  ConditionalExpression: lowerConditional,
  ArrayExpression: lowerArray,
  ObjectExpression: lowerObject,
  MemberExpression: lowerMember,
  ChainExpression: lowerChain,
  CallExpression: lowerCall,
  NewExpression: lowerNew,
  SequenceExpression: (node, _, context) => {
    const tool = node.expressions.map(instrumentation).find((name) => name !== undefined);
    if (tool === undefined) return unsupportedSyntax(node, context);
    return context.report(node, "lambda-transformed", { found: context.source(node).slice(0, 40), tool });
  },
  ParenthesizedExpression: (node, scope, context) => lowerExpression(node.expression, scope, context),
};

/** The expression that a JavaScript expression means; undefined once a problem was reported. */
export function lowerExpression(node: Expression, scope: Binding | undefined, context: LambdaContext): Lowered {
  if (context.isFull()) return undefined;
  const lower = lowerers[node.type] as Lower<Expression> | undefined;
  if (lower === undefined) return unsupportedSyntax(node, context);
  const lowered = lower(node, scope, context);
  return lowered && context.at(node, lowered);
}

/** As `lowerExpression`, for a place that needs a whole value and not a `[key, value]` pair of `Object.entries`. */
export function lowerValue(node: Expression, scope: Binding | undefined, context: LambdaContext): Lowered {
  const lowered = lowerExpression(node, scope, context);
  return lowered && withoutShape(node, lowered, context);
}

/** Refuses a pair of `Object.entries` used as a value. */
export function withoutShape(node: Node, lowered: Expr, context: LambdaContext): Lowered {
  const shape = context.shapes.get(lowered);
  if (shape === undefined) return lowered;
  if (shape !== "zoned") {
    const what = shape === "entries" ? "the pairs of `Object.entries` as a whole value" : "an entry as a whole value";
    return context.unsupported(node, what, "Take it apart: `([key, value]) => …`.");
  }
  const rewrite = "Take a part of it: `.hour`, `.toPlainDate()`.";
  return context.unsupported(node, "a zoned date and time as a whole value", rewrite);
}

/** All of several expressions, or undefined when one of them has a problem. */
export function lowerAll(
  nodes: readonly Expression[],
  scope: Binding | undefined,
  context: LambdaContext,
): Expr[] | undefined {
  const lowered = nodes.map((node) => lowerValue(node, scope, context));
  return lowered.includes(undefined) ? undefined : (lowered as Expr[]);
}

function lowerLiteral(node: Literal, _: Binding | undefined, context: LambdaContext): Lowered {
  if (node.value === null && node.raw === "null") return nullLiteral();
  if (typeof node.value === "string") return text(node.value);
  if (typeof node.value === "boolean") return bool(node.value);
  if (typeof node.value === "number") return lowerNumber(node, node.value, context);
  if (node.bigint != null) return context.unsupported(node, "a bigint literal", "Write the number without `n`.");
  return refuseRegex(node, context);
}

function lowerNumber(node: Literal, value: number, context: LambdaContext): Lowered {
  const raw = node.raw ?? String(value);
  if (!/^0[xob]|^[\d_]+$/i.test(raw)) return literal("float", Number.isFinite(value) ? value : String(value));
  if (Number.isSafeInteger(value)) return int(value);
  const shown = raw.length > 24 ? `${raw.slice(0, 23)}…` : raw;
  return context.unsupported(node, `the int ${shown}, which JavaScript rounds to ${value}`, "Pass it as a param.");
}

function lowerIdentifier(node: Identifier, scope: Binding | undefined, context: LambdaContext): Lowered {
  const binding = lookup(node.name, scope);
  if (binding === undefined) return lowerGlobalName(node, context);
  if (binding.fn !== undefined) {
    return context.unsupported(node, "a function as a value", `Call it: \`${node.name}(…)\`.`);
  }
  if (binding.make === undefined) return context.report(node, "lambda-used-too-early", { name: node.name });
  const made = binding.make();
  if (binding.shape !== undefined) context.shapes.set(made, binding.shape);
  return made;
}

const globalNumbers: Readonly<Record<string, string>> = { NaN: "NaN", Infinity: "Infinity" };
const namespaces = new Set(["Math", "Object", "Number", "String", "Array", "JSON", "Temporal", "fn"]);

/** Python's functions, whose names people also give to values. */
const commonNames = new Set(["len", "range", "sum", "min", "max", "abs", "round", "int", "float", "str", "sorted"]);

function lowerGlobalName(node: Identifier, context: LambdaContext): Lowered {
  const { name } = node;
  if (name === "undefined") return nullLiteral();
  if (globalNumbers[name] !== undefined) return literal("float", name);
  const foreign = foreignName(name);
  if (foreign !== undefined) return context.report(node, "lambda-transformed", { found: name, tool: foreign });
  if (namespaces.has(name)) return context.unsupported(node, `\`${name}\` as a value`, `Call one of its functions.`);
  const rewrite = Object.hasOwn(refusedGlobals, name) ? refusedGlobals[name] : undefined;
  if (rewrite !== undefined && !commonNames.has(name))
    return context.report(node, "lambda-unknown-global", { name, rewrite });
  return context.report(node, "lambda-capture", { name });
}

function lowerTemplate(node: TemplateLiteral, scope: Binding | undefined, context: LambdaContext): Lowered {
  const values = lowerAll(node.expressions, scope, context);
  if (values === undefined) return undefined;
  const parts: (string | Expr)[] = [];
  for (const [index, quasi] of node.quasis.entries()) {
    const cooked = quasi.value.cooked ?? "";
    if (cooked !== "") parts.push(cooked);
    const value = values[index];
    if (value === undefined) continue;
    context.origins.set(value, "text");
    parts.push(value);
  }
  return { kind: "text", parts };
}

function lowerUnary(node: UnaryExpression, scope: Binding | undefined, context: LambdaContext): Lowered {
  if (node.operator === "void" && node.argument.type === "Literal") return nullLiteral();
  if (!["-", "+", "!"].includes(node.operator)) return unsupportedSyntax(node, context);
  const operand = lowerValue(node.argument, scope, context);
  if (operand === undefined) return undefined;
  if (node.operator === "!") return op("not", operand);
  if (node.operator === "+") return call("number", operand);
  if (operand.kind === "literal" && typeof operand.value === "number" && operand.value !== 0) {
    return literal(operand.type, -operand.value);
  }
  return op("neg", operand);
}

const logicalOperators = { "&&": "and", "||": "or", "??": "??" } as const;

function lowerLogical(node: LogicalExpression, scope: Binding | undefined, context: LambdaContext): Lowered {
  const left = lowerValue(node.left, scope, context);
  const right = lowerValue(node.right, scope, context);
  if (left === undefined || right === undefined) return undefined;
  return op(logicalOperators[node.operator], node.operator === "??" ? softened(left, context) : left, right);
}

/** `xs[i] ?? fallback` means the fallback where there is no item, so the index must not fail. */
export function softened(expr: Expr, context: LambdaContext): Expr {
  const soft = softer(expr, context);
  const span = context.spans.get(expr);
  if (soft !== expr && span) context.spans.set(soft, span);
  const shape = context.shapes.get(expr);
  if (shape !== undefined) context.shapes.set(soft, shape);
  return soft;
}

function softer(expr: Expr, context: LambdaContext): Expr {
  switch (expr.kind) {
    case "index":
      return call("get", expr.of, expr.index);
    case "let":
      return { ...expr, in: softened(expr.in, context) };
    case "if":
      return isNull(expr.then) ? { ...expr, else: softened(expr.else, context) } : expr;
    case "op":
      return expr.op === "??" ? op("??", expr.args[0] as Expr, softened(expr.args[1] as Expr, context)) : expr;
    default:
      return expr;
  }
}

function lowerConditional(node: ConditionalExpression, scope: Binding | undefined, context: LambdaContext): Lowered {
  const parts = lowerAll([node.test, node.consequent, node.alternate], scope, context);
  if (parts === undefined) return undefined;
  const [cond, then, otherwise] = parts as [Expr, Expr, Expr];
  return { kind: "if", cond, then, else: otherwise };
}

function lowerArray(node: ArrayExpression, scope: Binding | undefined, context: LambdaContext): Lowered {
  const hole = node.elements.includes(null);
  if (hole) return context.unsupported(node, "a list with holes", "Write every item.");
  const elements = node.elements as (Expression | SpreadElement)[];
  const runs: Expr[] = [];
  let plain: Expr[] | undefined;
  for (const element of elements) {
    const isSpread = element.type === "SpreadElement";
    const value = isSpread ? lowerIterable(element.argument, scope, context) : lowerValue(element, scope, context);
    if (value === undefined) return undefined;
    if (isSpread) {
      runs.push(value);
      if (elements.length > 1 && withoutShape(element, value, context) === undefined) return undefined;
      plain = undefined;
    } else if (plain === undefined) {
      plain = [value];
      runs.push(context.at(element, { kind: "list", items: plain }));
    } else plain.push(value);
  }
  if (runs.length === 0) return { kind: "list", items: [] };
  return runs.length === 1 ? runs[0] : call("concat", ...runs);
}

interface ObjectRun {
  readonly fields: Record<string, Expr>;
  readonly entries: { key: Expr; value: Expr }[];
  isMap: boolean;
}

function lowerObject(node: ObjectExpression, scope: Binding | undefined, context: LambdaContext): Lowered {
  const isMap = node.properties.some((part) => part.type === "Property" && part.computed);
  const pieces: Expr[] = [];
  let run: ObjectRun | undefined;
  const close = (): void => {
    if (run) pieces.push(isMap ? { kind: "map", entries: run.entries } : { kind: "struct", fields: run.fields });
    run = undefined;
  };
  for (const part of node.properties) {
    if (part.type === "SpreadElement") {
      close();
      const spread = lowerExpression(part.argument, scope, context);
      if (spread === undefined) return undefined;
      pieces.push(spread);
      continue;
    }
    if (part.kind !== "init" || part.method) {
      return context.unsupported(part, "a method in an object", "Write a plain value.");
    }
    const key = part.computed ? lowerExpression(part.key, scope, context) : text(keyName(part.key));
    const value = lowerValue(part.value, scope, context);
    if (key === undefined || value === undefined) return undefined;
    run ??= { fields: {}, entries: [], isMap };
    if (key.kind === "literal" && key.value === "__proto__") {
      return context.unsupported(part, "the key `__proto__`", "Choose another name.");
    }
    run.entries.push({ key: context.at(part.key, key), value });
    run.fields[String((key as { value?: unknown }).value)] = value;
  }
  close();
  if (pieces.length === 0) return { kind: "map", entries: [] };
  const [first, ...rest] = pieces as [Expr, ...Expr[]];
  return rest.reduce((merged, piece) => call("merge", merged, context.at(node, piece)), first);
}

function keyName(key: Expression): string {
  return key.type === "Identifier" ? key.name : String((key as Literal).value);
}
