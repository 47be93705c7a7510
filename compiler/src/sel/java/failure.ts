/** Why an evaluation has no result; the names are those of the conformance cases. */
export type FailureKind =
  | "type_error"
  | "unknown_function"
  | "null_access"
  | "index_out_of_bounds"
  | "arithmetic"
  | "illegal_argument"
  | "limit_exceeded"
  | "unknown_reference"
  | "other";

/** Thrown inside the evaluator where Java would throw; it never leaves `evaluateSel`. */
export class Failure extends Error {
  readonly failureKind: FailureKind;

  constructor(failureKind: FailureKind, message: string) {
    super(message);
    this.failureKind = failureKind;
  }
}

export function illegal(message: string): never {
  throw new Failure("illegal_argument", message);
}

export function overflow(what: string): never {
  throw new Failure("arithmetic", `${what} overflows`);
}

const SHOWN = 60;

/** A text as messages show it: in quotes, long ones cut. */
export function quoted(text: string | null): string {
  return JSON.stringify(text === null || text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}…`);
}
