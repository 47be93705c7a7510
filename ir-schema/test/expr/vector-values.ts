import { readdirSync, readFileSync } from "node:fs";
import { type Expr, evaluateExpr, type Value } from "@stave/ir-schema";
import type { Vector } from "../../../scripts/expr-vectors/vector.js";

const folder = new URL("../../conformance/expr/", import.meta.url);

/** The checked-in vectors of all files. */
export function readVectors(): readonly Vector[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".jsonl"))
    .flatMap((file) => readFileSync(new URL(file, folder), "utf8").split("\n"))
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Vector);
}

const nothing = (): undefined => undefined;

/** The value of a constant expression. */
export function constant(expr: Expr): Value {
  return evaluateExpr(expr, { param: nothing, output: nothing, loop: nothing, signal: nothing, run: nothing });
}

/** The call that a vector makes, when all its arguments are plain values. */
export function plainCall({ expr }: Vector): Extract<Expr, { kind: "call" }> | undefined {
  return expr.kind === "call" && expr.args.every(({ kind }) => kind !== "fn") ? expr : undefined;
}
