import { parseSel, printExpression, type SelExpression } from "../../sel/index.js";
import { isTotal } from "../lift-expr/total.js";
import type { LowerContext } from "./context.js";

/**
 * The text that a lowered expression has in an imported definition: as it was written there while it means the same,
 * else in a form like a person's.
 */
export function writtenText(context: LowerContext, sel: string, isParam: boolean): string {
  const { texts, semicolons } = context.written;
  const plain = plainText(sel);
  const text = isParam && semicolons !== false && !plain.endsWith(";") ? `${plain};` : plain;
  return (texts !== undefined && Object.hasOwn(texts, text) ? texts[text] : undefined) ?? text;
}

/** SEL with no more parentheses than it needs, its choices between bools as `&&` and `||` where that is the same. */
function plainText(sel: string): string {
  const { program, errors } = parseSel(sel, { param: true });
  const [statement, ...others] = program?.body ?? [];
  const isOne = errors.length === 0 && statement?.kind === "expression" && others.length === 0;
  return isOne ? printExpression(withLogic(statement.expression)) : sel;
}

function withLogic(node: SelExpression): SelExpression {
  switch (node.kind) {
    case "unary":
      return { ...node, operand: withLogic(node.operand) };
    case "binary":
      return { ...node, left: withLogic(node.left), right: withLogic(node.right) };
    case "ternary":
      return chosen({
        ...node,
        condition: withLogic(node.condition),
        then: withLogic(node.then),
        otherwise: withLogic(node.otherwise),
      });
    case "call":
      return { ...node, object: withLogic(node.object), args: node.args.map(withLogic) };
    default:
      return node;
  }
}

function chosen(node: Extract<SelExpression, { kind: "ternary" }>): SelExpression {
  const { condition: left, then, otherwise, ...place } = node;
  if (otherwise.kind === "boolean" && !otherwise.value && isTotal(then)) {
    return { ...place, kind: "binary", operator: "&&", operatorStart: node.start, left, right: then };
  }
  const isOr = then.kind === "boolean" && then.value && isTotal(otherwise);
  return isOr ? { ...place, kind: "binary", operator: "||", operatorStart: node.start, left, right: otherwise } : node;
}
