import type { Expr, Type } from "@stave/ir-schema";

/** A method of refs that is a call of the library: the function, and the type of its result where it is always the same. */
export interface LibraryMethod {
  readonly fn: string;
  readonly type?: Type;
}

/** The methods of refs that are calls of the library, by name; the ref itself is the first argument. */
export const libraryMethods: Readonly<Record<string, LibraryMethod>> = {
  abs: { fn: "abs" },
  round: { fn: "mathRound", type: "int" },
  floor: { fn: "floor", type: "int" },
  ceil: { fn: "ceil", type: "int" },
  min: { fn: "min" },
  max: { fn: "max" },
  upper: { fn: "upper", type: "string" },
  lower: { fn: "lower", type: "string" },
  trim: { fn: "trim", type: "string" },
  replace: { fn: "replace", type: "string" },
  replaceAll: { fn: "replaceAll", type: "string" },
  split: { fn: "split", type: { kind: "list", of: "string" } },
  startsWith: { fn: "startsWith", type: "bool" },
  endsWith: { fn: "endsWith", type: "bool" },
  padStart: { fn: "padStart", type: "string" },
  padEnd: { fn: "padEnd", type: "string" },
  toInt: { fn: "toInt", type: "int" },
  toFloat: { fn: "toFloat", type: "float" },
  length: { fn: "length", type: "int" },
  includes: { fn: "includes", type: "bool" },
  concat: { fn: "concat" },
  slice: { fn: "slice" },
  sum: { fn: "sum" },
  join: { fn: "join", type: "string" },
  first: { fn: "first" },
  last: { fn: "last" },
  sorted: { fn: "sorted" },
  reversed: { fn: "reversed" },
  unique: { fn: "unique" },
  keys: { fn: "keys", type: { kind: "list", of: "string" } },
  values: { fn: "values" },
  has: { fn: "hasKey", type: "bool" },
  addDays: { fn: "addDays", type: "date" },
  addMonths: { fn: "addMonths", type: "date" },
  daysUntil: { fn: "daysBetween", type: "int" },
  format: { fn: "strftime", type: "string" },
};

/** A method of refs that is an operator or another small tree over the ref and the method's arguments. */
export interface TreeMethod {
  readonly make: (of: Expr, ...args: readonly Expr[]) => Expr;
  readonly type?: Type;
}

const operator =
  (op: Extract<Expr, { kind: "op" }>["op"]): TreeMethod["make"] =>
  (...args) => ({ kind: "op", op, args });

const bool = (op: Extract<Expr, { kind: "op" }>["op"]): TreeMethod => ({ make: operator(op), type: "bool" });
const zero: Expr = { kind: "literal", type: "int", value: 0 };
const nothing: Expr = { kind: "literal", type: "null", value: null };

/** The methods of refs that are operators or small trees, by name. */
export const treeMethods: Readonly<Record<string, TreeMethod>> = {
  add: { make: operator("+") },
  sub: { make: operator("-") },
  mul: { make: operator("*") },
  div: { make: operator("/") },
  mod: { make: operator("%") },
  pow: { make: operator("**") },
  neg: { make: operator("neg") },
  eq: bool("=="),
  ne: bool("!="),
  lt: bool("<"),
  lte: bool("<="),
  gt: bool(">"),
  gte: bool(">="),
  and: bool("and"),
  or: bool("or"),
  not: bool("not"),
  orElse: { make: operator("??") },
  isNull: { make: (of) => ({ kind: "op", op: "==", args: [of, nothing] }), type: "bool" },
  isEmpty: {
    make: (of) => ({ kind: "op", op: "==", args: [{ kind: "call", fn: "len", args: [of] }, zero] }),
    type: "bool",
  },
  toText: { make: (of) => ({ kind: "text", parts: [of] }), type: "string" },
  choose: {
    make: (cond, then, otherwise) => ({ kind: "if", cond, then: then as Expr, else: otherwise as Expr }),
  },
  at: { make: (of, position) => ({ kind: "index", of, index: fromStart(of, position as Expr) }) },
  get: { make: (of, key) => ({ kind: "index", of, index: key as Expr }) },
};

/** A position from the start, for one that counts from the end when it is negative. */
function fromStart(of: Expr, position: Expr): Expr {
  const fromEnd: Expr = { kind: "op", op: "+", args: [{ kind: "call", fn: "length", args: [of] }, position] };
  if (position.kind === "literal") return (position.value as number) < 0 ? fromEnd : position;
  return { kind: "if", cond: { kind: "op", op: "<", args: [position, zero] }, then: fromEnd, else: position };
}
