import type { Expr } from "@stave/ir-schema";

/** Stands for an expression that was refused, so that it breeds no further findings. */
export const POISON: Expr = Object.freeze({ kind: "param", name: "\u0000" });
