import { type Expr, nameCall, type Type } from "@stave/ir-schema";
import type { Scope } from "./context.js";
import { toOperand } from "./literal.js";
import { POISON } from "./poison.js";
import { RefNode } from "./ref.js";
import { libraryMethods, treeMethods } from "./ref-methods.js";
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

class MethodRef extends RefNode {
  field(name: string): RefNode {
    return combine({ kind: "field", of: this.expr, name }, undefined, [this]);
  }
}

function apply(ref: RefNode, args: readonly unknown[], make: (args: readonly Expr[]) => Expr, type?: Type): RefNode {
  const { exprs, refs } = toNodes(args);
  return combine(make(exprs), type, [ref, ...refs]);
}

function callOf(name: string, fn: string, args: readonly Expr[]): Expr {
  const call = { kind: "call" as const, fn, args: [...args] };
  nameCall(call, { name, receiver: 0 });
  return call;
}

type Method = (this: RefNode, ...args: unknown[]) => RefNode;

function addMethod(name: string, value: Method): void {
  Object.defineProperty(MethodRef.prototype, name, { value, configurable: true, writable: true });
}

for (const [name, { make, type }] of Object.entries(treeMethods)) {
  addMethod(name, function (...args) {
    return apply(this, args, (exprs) => make(this.expr, ...exprs), type);
  });
}

for (const [name, { fn, type }] of Object.entries(libraryMethods)) {
  addMethod(name, function (...args) {
    return apply(this, args, (exprs) => callOf(name, fn, [this.expr, ...exprs]), type);
  });
}
