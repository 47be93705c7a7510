import type { SelOutcome, TypedValue } from "../../sel/index.js";
import type { MaestroType } from "../definition.js";

type Result = Extract<SelOutcome, { ok: true }>;

const problem = (text: string): { readonly problem: string } => ({ problem: text });

/** A result as the value of a param of a declared type, or what Maestro has against it. */
export function convertResult(result: Result, declared: MaestroType): TypedValue | { readonly problem: string } {
  if (result.type === "ERROR") return problem(String(result.value));
  if (result.notAParamValue === true) return problem(`it gives ${result.type}, which no param can hold`);
  if (result.type === declared) return { type: declared, value: result.value };
  const converted = conversions[declared]?.(result);
  if (converted === undefined) return problem(`it gives ${describe(result)}, but the param is ${declared}`);
  return { type: declared, value: converted };
}

function describe({ type, value }: Result): string {
  return type === "STRING" ? `the text ${JSON.stringify(value)}` : type;
}

const text = (value: unknown): string => String(value);

const conversions: Readonly<Partial<Record<MaestroType, (result: Result) => unknown>>> = {
  STRING: ({ type, value }) => (["LONG", "DOUBLE", "BOOLEAN"].includes(type) ? text(value) : undefined),
  LONG: ({ type, value }) => (type === "STRING" && /^[+-]?\d{1,19}$/.test(text(value)) ? text(value) : undefined),
  DOUBLE: ({ type, value }) => {
    const isNumber =
      type === "LONG" || (type === "STRING" && /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text(value)));
    return isNumber ? text(value) : undefined;
  },
  BOOLEAN: ({ type, value }) =>
    type === "STRING" && /^(true|false)$/i.test(text(value)) ? /^true$/i.test(text(value)) : undefined,
  STRING_ARRAY: ({ type, value }) => (type.endsWith("_ARRAY") ? (value as readonly unknown[]).map(text) : undefined),
  STRING_MAP: ({ type, value }) => (type === "MAP" ? value : undefined),
};
