import type { Expr, Operator, Type } from "@stave/ir-schema";
import type { Scope } from "./context.js";
import { toOperand } from "./literal.js";
import { POISON } from "./poison.js";
import { RefNode } from "./ref.js";
import type { Site } from "./sites.js";

/** A ref with its methods. */
export function createRef(
  expr: Expr,
  type: Type | undefined,
  deps: readonly string[],
  scope: Scope | undefined,
  merges = false,
): RefNode {
  return new MethodRef(expr, type, deps, scope, merges);
}

/** A ref to an expression over other refs. */
export function combine(
  tree: Expr,
  type: Type | undefined,
  refs: readonly RefNode[],
  { merges = false, site }: { readonly merges?: boolean; readonly site?: Site | undefined } = {},
): RefNode {
  const deps = refs.length === 1 ? (refs[0] as RefNode).deps : [...new Set(refs.flatMap((ref) => ref.deps))];
  const scope = innermost(refs, site);
  if (scope === "none") return createRef(POISON, type, deps, undefined);
  return createRef(tree, type, deps, scope, merges || refs.some((ref) => ref.merges));
}

/** The scope that sees all the refs; `none` is reported. */
function innermost(refs: readonly RefNode[], site: Site | undefined): Scope | "none" | undefined {
  let inner: Scope | undefined;
  for (const { scope } of refs) {
    if (scope === undefined || scope === inner) continue;
    if (inner === undefined || encloses(inner, scope)) inner = scope;
    else if (!encloses(scope, inner)) {
      reportMixed(inner, scope, site);
      return "none";
    }
  }
  return inner;
}

function reportMixed(left: Scope, right: Scope, site: Site | undefined): void {
  const extras = site && { call: site };
  if (left.context === right.context) {
    left.context.report("mixed-loops", { one: left.owner?.id ?? "", other: right.owner?.id ?? "" }, "", extras);
  } else {
    left.context.report(
      "foreign-ref",
      { ref: "expression", workflow: left.context.workflowId, other: right.context.workflowId },
      "",
      extras,
    );
  }
}

/** True when `outer` is `inner` or a scope around it. */
export function encloses(outer: Scope, inner: Scope): boolean {
  for (let scope: Scope | undefined = inner; scope !== undefined; scope = scope.parent)
    if (scope === outer) return true;
  return false;
}

const toNodes = (args: readonly unknown[]): { exprs: Expr[]; refs: RefNode[] } => {
  const operands = args.map((arg) => toOperand(arg, undefined, () => {}));
  return { exprs: operands.map((operand) => operand.expr), refs: operands.flatMap((operand) => [...operand.refs]) };
};

/** A position from the start, for one that counts from the end when it is negative. */
function fromStart(of: Expr, position: Expr): Expr {
  const fromEnd: Expr = { kind: "op", op: "+", args: [{ kind: "call", fn: "length", args: [of] }, position] };
  if (position.kind === "literal") return (position.value as number) < 0 ? fromEnd : position;
  const zero: Expr = { kind: "literal", type: "int", value: 0 };
  return { kind: "if", cond: { kind: "op", op: "<", args: [position, zero] }, then: fromEnd, else: position };
}

class MethodRef extends RefNode {
  #with(args: readonly unknown[], make: (operands: readonly Expr[]) => Expr, type?: Type): RefNode {
    const { exprs, refs } = toNodes(args);
    return combine(make([this.expr, ...exprs]), type, [this, ...refs]);
  }

  #operator(op: Operator, args: readonly unknown[], type?: Type): RefNode {
    return this.#with(args, (operands) => ({ kind: "op", op, args: operands }), type);
  }

  #call(fn: string, args: readonly unknown[], type?: Type): RefNode {
    return this.#with(args, (operands) => ({ kind: "call", fn, args: operands }), type);
  }

  add(other: unknown): RefNode {
    return this.#operator("+", [other]);
  }

  sub(other: unknown): RefNode {
    return this.#operator("-", [other]);
  }

  mul(other: unknown): RefNode {
    return this.#operator("*", [other]);
  }

  div(other: unknown): RefNode {
    return this.#operator("/", [other]);
  }

  mod(other: unknown): RefNode {
    return this.#operator("%", [other]);
  }

  eq(other: unknown): RefNode {
    return this.#operator("==", [other], "bool");
  }

  ne(other: unknown): RefNode {
    return this.#operator("!=", [other], "bool");
  }

  lt(other: unknown): RefNode {
    return this.#operator("<", [other], "bool");
  }

  lte(other: unknown): RefNode {
    return this.#operator("<=", [other], "bool");
  }

  gt(other: unknown): RefNode {
    return this.#operator(">", [other], "bool");
  }

  gte(other: unknown): RefNode {
    return this.#operator(">=", [other], "bool");
  }

  and(other: unknown): RefNode {
    return this.#operator("and", [other], "bool");
  }

  or(other: unknown): RefNode {
    return this.#operator("or", [other], "bool");
  }

  orElse(other: unknown): RefNode {
    return this.#operator("??", [other]);
  }

  not(): RefNode {
    return this.#operator("not", [], "bool");
  }

  choose(whenTrue: unknown, whenFalse: unknown): RefNode {
    return this.#with([whenTrue, whenFalse], ([cond, then, otherwise]) => ({
      kind: "if",
      cond: cond as Expr,
      then: then as Expr,
      else: otherwise as Expr,
    }));
  }

  upper(): RefNode {
    return this.#call("upper", [], "string");
  }

  lower(): RefNode {
    return this.#call("lower", [], "string");
  }

  length(): RefNode {
    return this.#call("length", [], "int");
  }

  at(position: unknown): RefNode {
    return this.#with([position], ([of, index]) => ({
      kind: "index",
      of: of as Expr,
      index: fromStart(of as Expr, index as Expr),
    }));
  }

  get(key: unknown): RefNode {
    return this.#with([key], ([of, index]) => ({ kind: "index", of: of as Expr, index: index as Expr }));
  }

  field(name: string): RefNode {
    return this.#with([], ([of]) => ({ kind: "field", of: of as Expr, name }));
  }
}
