import { type Expr, ExprError, encodeValue, evaluateExpr, functionTable, inferExpr } from "@stave/ir-schema";
import { expect, it } from "vitest";

const types = { param: () => undefined, output: () => undefined, loop: () => undefined };
const values = { ...types, signal: () => undefined, run: () => undefined };

function outcome(expr: Expr): unknown {
  const { type, diagnostics } = inferExpr(expr, types);
  if (diagnostics.length > 0 || type === undefined) return { diagnostics };
  try {
    return { value: encodeValue(evaluateExpr(expr, values), type) };
  } catch (error) {
    if (error instanceof ExprError) return { error: error.errorName };
    throw error;
  }
}

it.each(Object.entries(functionTable))("gives what the examples of %s say", (fn, entry) => {
  const examples = entry.examples();
  const found = examples.map((example) => outcome({ kind: "call", fn, args: example.args }));
  expect(found).toEqual(examples.map(({ args: _, ...expected }) => expected));
  expect(examples.length).toBeGreaterThan(0);
});
