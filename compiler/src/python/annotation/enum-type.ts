import type { EnumType } from "@stave/ir-schema";
import type { PythonConstant, PythonExpression } from "../syntax/expression.js";

/** The value of a literal expression, signs included. */
export function bareLiteral(expression: PythonExpression): PythonConstant | undefined {
  if (expression.kind === "constant") return expression.value;
  if (expression.kind !== "unary" || expression.operand.kind !== "constant") return undefined;
  const { value } = expression.operand;
  if (typeof value !== "number" && typeof value !== "bigint") return undefined;
  if (expression.operator === "+") return value;
  return expression.operator === "-" ? -value : undefined;
}

const scalarOf: Readonly<Record<string, EnumType["of"]>> = {
  string: "string",
  bigint: "int",
  number: "float",
  boolean: "bool",
};

/** The enum type over literal values, or what is wrong with them. */
export function enumOf(values: readonly PythonConstant[]): EnumType | string {
  const kinds = [...new Set(values.map((value) => scalarOf[typeof value] ?? "null"))];
  const [of] = kinds;
  if (kinds.length > 1) return `it mixes ${kinds.join(" and ")} values`;
  if (of === undefined || of === "null") return "it has no values";
  const wide = values.find((value) => typeof value === "bigint" && !Number.isSafeInteger(Number(value)));
  if (wide !== undefined) return `${String(wide)} is beyond the exact integers of an enum`;
  const plain = values.map((value) => (typeof value === "bigint" ? Number(value) : value));
  return { kind: "enum", of, values: [...new Set(plain)].filter((value) => value !== null) };
}
