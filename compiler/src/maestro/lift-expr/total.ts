import type { SelBinaryOperator, SelExpression } from "../../sel/index.js";

const fallible: ReadonlySet<SelBinaryOperator> = new Set(["/", "%"]);
const methods: ReadonlySet<string> = new Set([
  "toUpperCase",
  "toLowerCase",
  "length",
  "startsWith",
  "endsWith",
  "contains",
  "lastIndexOf",
  "containsKey",
]);

/** Whether a well-typed expression has a value whatever its names stand for. */
export function isTotal(node: SelExpression): boolean {
  switch (node.kind) {
    case "name":
    case "long":
    case "double":
    case "string":
    case "boolean":
      return true;
    case "unary":
      return isTotal(node.operand);
    case "binary":
      return !fallible.has(node.operator) && isTotal(node.left) && isTotal(node.right);
    case "ternary":
      return [node.condition, node.then, node.otherwise].every(isTotal);
    case "field":
      return node.field.name === "length" && isTotal(node.object);
    case "call":
      return isRead(node) || (methods.has(node.method.name) && isTotal(node.object) && node.args.every(isTotal));
    default:
      return false;
  }
}

/** What is read of a step or by a param's name is there, since nothing else is read. */
function isRead({ object, method, args }: Extract<SelExpression, { kind: "call" }>): boolean {
  const isOfParams = object.kind === "name" && object.name === "params";
  return isOfParams && ["get", "getFromStep"].includes(method.name) && args.every(({ kind }) => kind === "string");
}
