import { printExpression } from "../print/print-expression.js";
import type { SelBinary, SelExpression, SelField, SelIndex, SelName, SelSpan } from "../syntax/ast.js";
import type { SelType } from "../types.js";
import type { SelFix } from "./findings.js";
import { onlyType, type TypeSet } from "./type-set.js";

const LOOSE: ReadonlySet<SelExpression["kind"]> = new Set(["unary", "binary", "ternary", "assign"]);

/** Replaces a span by a text. */
export const replace = ({ start, end }: SelSpan, text: string): SelFix => ({ start, end, text });

/** An expression as text that can stand before a dot or an operator. */
function tight(node: SelExpression): string {
  const text = printExpression(node);
  return LOOSE.has(node.kind) || node.kind === "long" ? `(${text})` : text;
}

const CONVERSIONS: Readonly<Record<string, (node: SelExpression) => string>> = {
  "DOUBLE<LONG": (node) => (node.kind === "long" ? `${node.value}.0` : `${tight(node)} * 1.0`),
  "DOUBLE<STRING": (node) => `Double.valueOf(${printExpression(node)})`,
  "LONG<DOUBLE": (node) => `${tight(node)}.longValue()`,
  "LONG<STRING": (node) => `Long.valueOf(${printExpression(node)})`,
  "BOOLEAN<STRING": (node) => `new Boolean(${printExpression(node)})`,
  "STRING<LONG": (node) => `'' + ${tight(node)}`,
  "STRING<DOUBLE": (node) => `'' + ${tight(node)}`,
  "STRING<BOOLEAN": (node) => `'' + ${tight(node)}`,
};

/** The fix that turns a value of one type into the wanted one. */
export function conversionFix(node: SelExpression, wanted: SelType, found: TypeSet): SelFix | undefined {
  const text = CONVERSIONS[`${wanted}<${onlyType(found)}`]?.(node);
  return text === undefined ? undefined : replace(node, text);
}

/** The fix that puts null on the side where the comparison works. */
export function nullFirstFix(node: SelBinary): SelFix | undefined {
  if (node.right.kind !== "null") return undefined;
  return replace(node, `null ${node.operator} ${tight(node.left)}`);
}

/** The fix that corrects a misspelt name. */
export function renameFix(name: SelName | SelSpan, close: string | undefined): SelFix | undefined {
  return close === undefined ? undefined : replace(name, close);
}

/** The fix that reads a field of STRING or MAP by the method there is. */
export function fieldFix(node: SelField, type: SelType): SelFix | undefined {
  if (type === "STRING" && node.field.name === "length") return replace(node.field, "length()");
  return type === "MAP" ? replace(node.field, `get('${node.field.name}')`) : undefined;
}

/** The fix that reads an entry of a map by its method. */
export function entryFix(node: SelIndex): SelFix {
  return replace(node, `${tight(node.object)}.get(${printExpression(node.index)})`);
}

/** The fix that makes a division of integers one of fractions. */
export function divisionFix({ operatorStart }: SelBinary): SelFix {
  return { start: operatorStart, end: operatorStart, text: "* 1.0 " };
}
