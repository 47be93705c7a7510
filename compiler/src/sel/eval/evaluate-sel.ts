import { Failure, type FailureKind } from "../java/failure.js";
import type { SelProgram } from "../syntax/ast.js";
import type { SelType } from "../types.js";
import { VOID } from "./box.js";
import { Machine, type SelContext } from "./machine.js";
import { executeProgram } from "./statement.js";
import { readValue, writeValue } from "./typed-value.js";

/** The value of a program, or why it has none; offsets are where the evaluation stopped. */
export type SelOutcome =
  | { readonly ok: true; readonly type: SelType; readonly value: unknown; readonly notAParamValue?: true }
  | {
      readonly ok: false;
      readonly errorKind: FailureKind;
      readonly message: string;
      readonly start?: number;
      readonly end?: number;
    };

/**
 * Evaluates a parsed program as Maestro does; never throws, and stops within its limits.
 * @example
 * evaluateSel(parseSel("x + 1;").program!, { vars: { x: { type: "LONG", value: "41" } } });
 * // { ok: true, type: "LONG", value: "42" }
 */
export function evaluateSel(program: SelProgram, context: SelContext): SelOutcome {
  const machine = new Machine(context, program, readValue);
  try {
    machine.visits = 1 + program.imports.length;
    const box = executeProgram(machine, program.body) ? machine.result : VOID;
    const { type, value, notAParamValue } = writeValue(box);
    return notAParamValue ? { ok: true, type, value, notAParamValue } : { ok: true, type, value };
  } catch (failure) {
    const { start, end } = machine.at;
    if (failure instanceof Failure) {
      return { ok: false, errorKind: failure.failureKind, message: failure.message, start, end };
    }
    // V8 reports both a full stack and a text past its limit this way; Maestro fails on such programs too.
    if (!(failure instanceof RangeError)) throw failure;
    return { ok: false, errorKind: "limit_exceeded", message: "the program is nested too deeply", start, end };
  }
}
