import { isNoClass } from "../class-names.js";
import type { SelBinary, SelExpression } from "../syntax/ast.js";

const GUARDING: ReadonlySet<string> = new Set(["length", "containsKey"]);
const LARGEST_INT = 0x7fffffff;

/** Whether the machine certainly knows no value for an expression that reads params, nor that it equals another one. */
export function isUnknown(node: SelExpression): boolean {
  switch (node.kind) {
    case "name":
      return true;
    case "unary":
      return isUnknown(node.operand);
    case "binary":
      return isUnknownBinary(node);
    case "call":
      // The size of a map may be known, and classes have no value of their own.
      return node.method.name !== "size" && isUnknown(node.object) && !isClass(node.object);
    case "index":
      return true;
    default:
      return false;
  }
}

const isClass = (node: SelExpression): boolean => node.kind === "name" && !isNoClass(node.name);

function isUnknownBinary({ operator, left, right }: SelBinary): boolean {
  if (!isUnknown(left) && !isUnknown(right)) return false;
  switch (operator) {
    case "+":
    case "*":
    case "/":
      return true;
    case "-":
    case "%":
      // What is taken from itself leaves nothing.
      return isOneOfAKind(left) || isOneOfAKind(right);
    default:
      return false;
  }
}

const isOneOfAKind = ({ kind }: SelExpression): boolean => kind === "long" || kind === "binary" || kind === "call";

/** Whether an expression is a number no array refuses for its sign. */
export const isSmallIndex = (node: SelExpression): boolean => node.kind === "long" && node.value <= LARGEST_INT;

/** Whether a condition may be meant to protect what stands to its right: by a length or a key. */
export function guards(node: SelExpression): boolean {
  switch (node.kind) {
    case "binary":
      return guards(node.left) || guards(node.right);
    case "unary":
      return guards(node.operand);
    case "call":
      return GUARDING.has(node.method.name) || guards(node.object) || node.args.some(guards);
    default:
      return !isLeaf(node);
  }
}

/** Whether an expression may fail where what it stands on is missing. */
export function relies(node: SelExpression): boolean {
  switch (node.kind) {
    case "binary":
      return relies(node.left) || relies(node.right);
    case "unary":
      return relies(node.operand);
    default:
      return !isLeaf(node);
  }
}

function isLeaf({ kind }: SelExpression): boolean {
  return kind === "name" || kind === "long" || kind === "double" || kind === "string" || kind === "boolean";
}
