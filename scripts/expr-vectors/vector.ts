import {
  decodeValue,
  diagnosticTable,
  type Expr,
  ExprError,
  encodeValue,
  evaluateExpr,
  inferExpr,
  type Json,
  SKIPPED,
  type Type,
  type Value,
} from "@stave/ir-schema";

/** A value of the environment: typed JSON, or a step's output that does not exist. */
export type EnvValue = { readonly type: Type; readonly value: Json } | { readonly type: Type; readonly skipped: true };

/** Where the refs of a vector get their values; outputs and loop variables by `step.name`. */
export interface Env {
  readonly params?: Readonly<Record<string, EnvValue>>;
  readonly outputs?: Readonly<Record<string, EnvValue>>;
  readonly loops?: Readonly<Record<string, EnvValue>>;
  readonly signals?: Readonly<Record<string, EnvValue>>;
  readonly run?: Readonly<Record<string, EnvValue>>;
}

/** What a consumer must find: a value, an error of evaluation, or an error of the types. */
export type Expectation = { readonly value: Json } | { readonly error: string } | { readonly rejected: string };

/** One language-neutral case. */
export interface Vector {
  readonly id: string;
  readonly expr: Expr;
  readonly env?: Env;
  readonly type?: Type;
  readonly expect: Expectation;
}

const typeIn = (values: Readonly<Record<string, EnvValue>> | undefined, key: string): Type | undefined =>
  values?.[key]?.type;

function valueIn(
  values: Readonly<Record<string, EnvValue>> | undefined,
  key: string,
): Value | typeof SKIPPED | undefined {
  const found = values?.[key];
  if (found === undefined) return undefined;
  return "skipped" in found ? SKIPPED : decodeValue(found.value, found.type);
}

/** What the reference implementation finds for an expression. */
export function outcomeOf(expr: Expr, env: Env = {}): { readonly type?: Type; readonly expect: Expectation } {
  const { type, diagnostics } = inferExpr(expr, {
    param: (name) => typeIn(env.params, name),
    output: (step, name) => typeIn(env.outputs, `${step}.${name}`),
    loop: (step, name) => typeIn(env.loops, `${step}.${name}`),
  });
  const error = diagnostics.find(({ severity }) => severity === "error");
  if (error !== undefined) return { expect: { rejected: error.code } };
  if (type === undefined) throw new Error(`no type: ${JSON.stringify(expr)}`);
  try {
    const value = evaluateExpr(expr, {
      param: (name) => valueIn(env.params, name) as Value,
      output: (step, name) => valueIn(env.outputs, `${step}.${name}`),
      loop: (step, name) => valueIn(env.loops, `${step}.${name}`) as Value,
      signal: (_, signal, field) => valueIn(env.signals, `${signal}.${field}`) as Value,
      run: (field) => valueIn(env.run, field) as Value,
    });
    return { type, expect: { value: encodeValue(value, type) } };
  } catch (caught) {
    if (!(caught instanceof ExprError)) throw caught;
    return { type, expect: { error: caught.code } };
  }
}

/** The code of an evaluation error by its readable name. */
export function codeOf(name: string): string {
  return diagnosticTable[name as keyof typeof diagnosticTable].code;
}
