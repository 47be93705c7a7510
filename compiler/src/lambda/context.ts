import type { DiagnosticDetails, DiagnosticName, Expr, TextSpan } from "@stave/ir-schema";
import type { ArrowFunctionExpression, FunctionExpression, Node } from "acorn";
import { type LambdaProblem, problem } from "./problem.js";

/** What the lowering of a part gives; undefined once a problem was reported. */
export type Lowered = Expr | undefined;

/** What JavaScript knows of a value that its type does not say: pairs of `Object.entries` are structs here. */
export type Shape = "entries" | "entry" | "zoned";

/** A name that the lambda's text can use. */
export interface Binding {
  readonly name: string;
  /** A new node for each use, so that each has its own place in the text. */
  readonly make: (() => Expr) | undefined;
  readonly shape: Shape | undefined;
  readonly parent: Binding | undefined;
  /** A function that a `const` names; it is written out where it is called. */
  readonly fn?: LocalFunction;
}

/** A function and the names it sees. */
export interface LocalFunction {
  readonly node: ArrowFunctionExpression | FunctionExpression;
  readonly scope: Binding | undefined;
}

/** What is special about a node because JavaScript wrote it; the typed check looks at these. */
export type JsOrigin = "comparison" | "equality" | "null-test" | "text" | "stringify" | "set" | "undefined-test";

const MAX_NODES = 5000;

/** All that the lowering of one lambda collects. */
export class LambdaContext {
  readonly text: string;
  readonly spans: Map<Expr, TextSpan> = new Map();
  readonly origins: Map<Expr, JsOrigin> = new Map();
  readonly shapes: Map<Expr, Shape> = new Map();
  readonly problems: LambdaProblem[] = [];
  private names = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** Records where a node comes from. */
  at<TExpr extends Expr>(node: Node, expr: TExpr): TExpr {
    if (this.spans.size === MAX_NODES)
      this.report(node, "lambda-too-large", { problem: `more than ${MAX_NODES} nodes` });
    this.spans.set(expr, { start: node.start, end: node.end });
    return expr;
  }

  report<TName extends DiagnosticName>(node: Node, name: TName, details: DiagnosticDetails<TName>): undefined {
    if (this.spans.size <= MAX_NODES || this.problems.length === 0) this.problems.push(problem(name, details, node));
    return undefined;
  }

  unsupported(node: Node, what: string, rewrite: string): undefined {
    return this.report(node, "lambda-unsupported", { what, rewrite });
  }

  /** A name no JavaScript text can use. */
  freshName(): string {
    this.names += 1;
    return `#${this.names}`;
  }

  source(node: Node): string {
    return this.text.slice(node.start, node.end);
  }

  isFull(): boolean {
    return this.spans.size > MAX_NODES;
  }
}

/** The binding of a name, innermost first. */
export function lookup(name: string, scope: Binding | undefined): Binding | undefined {
  for (let binding = scope; binding !== undefined; binding = binding.parent) if (binding.name === name) return binding;
  return undefined;
}

/** A name for a variable that hides no other, so that expressions can be moved inwards. */
export function ownName(name: string, scope: Binding | undefined, context: LambdaContext): string {
  for (let binding = scope; binding !== undefined; binding = binding.parent) {
    if (binding.name === name && binding.make !== undefined) return `${name}${context.freshName()}`;
  }
  return name;
}

/** True for an expression that may be written twice without being computed twice. */
export function isPath(expr: Expr): boolean {
  if (expr.kind === "field") return isPath(expr.of);
  return ["param", "output", "loop", "run", "signal", "var", "literal"].includes(expr.kind);
}
