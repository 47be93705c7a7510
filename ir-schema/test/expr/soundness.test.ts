import {
  checkValue,
  type Expr,
  ExprError,
  encodeValue,
  evaluateExpr,
  foldExpr,
  forEachChild,
  inferExpr,
  mapChildren,
  type Type,
} from "@stave/ir-schema";
import fc from "fast-check";
import { expect, it } from "vitest";
import { readVectors } from "./vector-values.js";

const none = (): undefined => undefined;
const pool = readVectors().map(({ expr }) => expr);
const runs = Number(process.env["STAVE_TREES"] ?? 30_000);

/** The nodes of a tree. */
function nodesOf(expr: Expr): readonly Expr[] {
  const nodes: Expr[] = [expr];
  for (const node of nodes) forEachChild(node, (child) => nodes.push(child));
  return nodes;
}

function replace(root: Expr, target: Expr, by: Expr): Expr {
  return root === target ? by : mapChildren(root, (child) => replace(child, target, by));
}

/** A vector's tree with parts of other vectors grafted into it, well-typed or not. */
const grafted = fc
  .tuple(fc.nat(pool.length - 1), fc.array(fc.tuple(fc.nat(), fc.nat(pool.length - 1), fc.nat()), { maxLength: 3 }))
  .map(([start, grafts]) =>
    grafts.reduce((tree, [place, donor, part]) => {
      const [targets, parts] = [nodesOf(tree), nodesOf(pool[donor] as Expr)];
      return replace(tree, targets[place % targets.length] as Expr, parts[part % parts.length] as Expr);
    }, pool[start] as Expr),
  );

function isKnown(type: Type): boolean {
  return !JSON.stringify(type).includes('"values":[]');
}

it("answers for any tree; a tree without errors gives a value of its type, or a coded error", () => {
  const counts = { typed: 0, values: 0 };
  fc.assert(
    fc.property(grafted, (expr) => {
      const { type, diagnostics } = inferExpr(expr, { param: none, output: none, loop: none });
      const readsNothing = !nodesOf(expr).some(({ kind }) => ["param", "output", "loop"].includes(kind));
      const isTyped = readsNothing && type !== undefined && !diagnostics.some(({ severity }) => severity === "error");
      if (isTyped) counts.typed += 1;
      try {
        const value = evaluateExpr(expr, { param: none, output: none, loop: none, signal: none, run: none });
        if (!isTyped || !isKnown(type)) return;
        counts.values += 1;
        expect(checkValue(encodeValue(value, type), type)).toBeUndefined();
      } catch (error) {
        if (!(error instanceof ExprError)) throw error;
        if (isTyped && error.errorName === "value-of-wrong-kind") {
          expect(JSON.stringify(expr)).toMatch(/jsonTo|"require"|"json"/);
        }
      }
    }),
    { numRuns: runs },
  );
  process.stdout.write(`trees: ${runs} of which ${JSON.stringify(counts)}\n`);
  expect(counts.values).toBeGreaterThan(runs * 0.2);
});

it("answers for trees that are nested without end", () => {
  const nested = (wrap: (inner: Expr) => Expr): Expr =>
    Array.from({ length: 60_000 }).reduce<Expr>((inner) => wrap(inner), { kind: "literal", type: "int", value: 1 });
  const trees = [
    nested((inner) => ({ kind: "op", op: "neg", args: [inner] })),
    nested((inner) => ({ kind: "let", name: "x", value: inner, in: { kind: "var", name: "x" } })),
    nested((inner) => ({ kind: "call", fn: "abs", args: [inner] })),
  ];
  for (const tree of trees) {
    const { diagnostics } = inferExpr(tree, { param: none, output: none, loop: none });
    expect(diagnostics.map(({ code }) => code)).toContain("STV2017");
    expect(foldExpr(tree).expr).toBe(tree);
    expect(() => evaluateExpr(tree, { param: none, output: none, loop: none, signal: none, run: none })).toThrow(
      ExprError,
    );
  }
});
