import type { Machine } from "../check/machine.js";
import { printExpression } from "../print/print-expression.js";
import { walkSel } from "../refs/children.js";
import type { SelBinary, SelExpression, SelNode } from "../syntax/ast.js";

/** Whether a condition tests anything that could protect: most do not, and printing them would cost. */
function testsAnything(condition: SelExpression): boolean {
  let found = false;
  walkSel(condition, (node) => {
    found ||= node.kind === "null" || node.kind === "call" || node.kind === "field";
  });
  return found;
}

/** The expressions a condition protects from failing: tested for null, for a key, or for a length. */
function guarded(condition: SelExpression): Set<string> {
  const texts = new Set<string>();
  walkSel(condition, (node) => {
    if (node.kind === "binary") addComparison(texts, node);
    if (node.kind === "call" && node.method.name === "containsKey" && node.args[0] !== undefined) {
      texts.add(`${printExpression(node.object)}.get(${printExpression(node.args[0])})`);
    }
    if (node.kind === "call" && node.method.name === "length") texts.add(`${printExpression(node.object)}.substring`);
  });
  return texts;
}

function addComparison(texts: Set<string>, node: SelBinary): void {
  const sides = [node.left, node.right];
  if (node.operator === "==" || node.operator === "!=") {
    const other = sides.find(({ kind }) => kind !== "null");
    if (other !== undefined && sides.some(({ kind }) => kind === "null")) texts.add(printExpression(other));
  }
  for (const side of sides) {
    if (side.kind === "field" && side.field.name === "length") texts.add(`${printExpression(side.object)}[]`);
  }
}

/** What fails in a node when the expression it stands on is null, missing or too short. */
function relianceOf(node: SelNode): readonly string[] {
  if (node.kind === "index") return [printExpression(node.object), `${printExpression(node.object)}[]`];
  if (node.kind === "field") return [printExpression(node.object)];
  if (node.kind === "call") {
    const object = printExpression(node.object);
    return node.method.name === "substring" ? [object, `${object}.substring`] : [object];
  }
  const isOrdered = node.kind === "binary" && !["==", "!=", "+", "&&", "||"].includes(node.operator);
  return isOrdered ? [printExpression(node.left), printExpression(node.right)] : [];
}

const SHORT = 400;

/** Warns where the left side of `&&` or `||` is meant to protect the right side, which runs all the same. */
export function findGuards(machine: Machine, node: SelBinary): void {
  if ((node.operator !== "&&" && node.operator !== "||") || node.end - node.start > SHORT) return;
  if (!testsAnything(node.left)) return;
  const protectedTexts = guarded(node.left);
  if (protectedTexts.size === 0) return;
  let relies = false;
  walkSel(node.right, (inner) => {
    relies ||= relianceOf(inner).some((text) => protectedTexts.has(text));
  });
  if (!relies) return;
  const [left, right] = [printExpression(node.left), printExpression(node.right)];
  const text = node.operator === "&&" ? `(${left} ? ${right} : false)` : `(${left} ? true : ${right})`;
  machine.warn("guardDoesNotGuard", node, { operator: node.operator, advice: text }, { ...spanOf(node), text });
}

const spanOf = ({ start, end }: SelBinary): { start: number; end: number } => ({ start, end });
