import type { Expr, Type } from "@stave/ir-schema";
import { parseSel, type SelExpression, type SelProgram } from "../../sel/index.js";
import { terminate, withoutGroup } from "../lower/lower-value.js";
import { lowerExprToSel } from "../lower-expr/index.js";
import type { ImportedValue, ImportScope } from "./import-value.js";

/**
 * The portable expression of an SEL text; nothing unless it is written back as the very same text, which is the
 * proof that both mean the same.
 */
export function lift(source: string, type: Type, scope: ImportScope): Expr | undefined {
  const { program, errors } = parseSel(source, { param: true });
  const expression = program === undefined || errors.length > 0 ? undefined : onlyExpression(program);
  const read = new Map<string, { readonly name: string; readonly type: Type }>();
  const noting: ImportScope = {
    refOf: (name) => {
      const ref = scope.refOf(name);
      if (ref !== undefined) read.set(keyOf(ref.expr), { name, type: ref.type });
      return ref;
    },
  };
  const lifted = expression === undefined ? undefined : liftNode(expression, noting);
  if (lifted === undefined || lifted.type !== type || lifted.value.kind !== "op") return undefined;
  const lowered = lowerExprToSel(lifted.value, {
    nameOf: (ref) => read.get(keyOf(ref))?.name ?? "",
    typeOf: (ref) => read.get(keyOf(ref))?.type,
  });
  if ("diagnostics" in lowered || lowered.setup !== "") return undefined;
  const isSame = source === terminate(lowered.sel) || source === withoutGroup(lowered.sel);
  return isSame ? lifted.value : undefined;
}

function keyOf(ref: Expr): string {
  const step = "step" in ref ? ref.step : "";
  return `${ref.kind} ${step} ${"name" in ref ? ref.name : ""}`;
}

function onlyExpression(program: SelProgram): SelExpression | undefined {
  const [statement] = program.body;
  return program.body.length === 1 && statement?.kind === "expression" ? statement.expression : undefined;
}

const results: Readonly<Record<string, "same" | "bool">> = {
  "+": "same",
  "-": "same",
  "*": "same",
  "<": "bool",
  "<=": "bool",
  ">": "bool",
  ">=": "bool",
  "==": "bool",
  "!=": "bool",
};

function liftNode(node: SelExpression, scope: ImportScope): ImportedValue | undefined {
  switch (node.kind) {
    case "name": {
      const ref = scope.refOf(node.name);
      return ref === undefined ? undefined : { type: ref.type, value: ref.expr };
    }
    case "long":
      return Number.isSafeInteger(Number(node.value)) ? constant("int", Number(node.value)) : undefined;
    case "double":
      return Number.isInteger(node.value) ? undefined : constant("float", node.value);
    case "string":
      return constant("string", node.value);
    case "binary":
      return liftBinary(node, scope);
    default:
      return undefined;
  }
}

function constant(type: Type, value: unknown): ImportedValue {
  return { type, value: { kind: "literal", type, value } };
}

/** The builders write an operation as a method of its left side, which must be a reference or another operation. */
function liftBinary(node: Extract<SelExpression, { kind: "binary" }>, scope: ImportScope): ImportedValue | undefined {
  const result = results[node.operator];
  const left = liftNode(node.left, scope);
  const right = liftNode(node.right, scope);
  if (result === undefined || left === undefined || right === undefined) return undefined;
  const isNumber = left.type === "int" || left.type === "float";
  const isEquality = node.operator === "==" || node.operator === "!=";
  if (left.value.kind === "literal" || left.type !== right.type) return undefined;
  if (!isNumber && !(isEquality && left.type === "string")) return undefined;
  const op = node.operator as Extract<Expr, { kind: "op" }>["op"];
  return { type: result === "bool" ? "bool" : left.type, value: { kind: "op", op, args: [left.value, right.value] } };
}
