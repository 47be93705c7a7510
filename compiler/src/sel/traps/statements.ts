import type { Machine } from "../check/machine.js";
import { walkSel } from "../refs/children.js";
import type { SelExpression, SelFor, SelNode, SelProgram, SelStatement, SelWhile } from "../syntax/ast.js";

const UNCHANGING =
  /^(?:(?:plus|minus|with)[A-Z]\w*|toDateTime|trim|replace|replaceAll|toUpperCase|toLowerCase|escape)$/;

/** Warns of statements without effect, statements never reached, and loops whose condition nothing changes. */
export function findStatements(machine: Machine, program: SelProgram): void {
  checkBody(machine, program.body, true);
  walkSel(program, (node) => {
    if (node.kind === "block") checkBody(machine, node.body, isLast(program, node));
    if (node.kind === "while" || node.kind === "for") checkLoop(machine, node);
    if (node.kind === "while" || node.kind === "for") checkLastIndex(machine, node);
  });
}

/** Whether the value of a block's last statement is that of the program. */
function isLast(program: SelProgram, block: SelStatement): boolean {
  let last = program.body.at(-1);
  while (last?.kind === "block" && last !== block) last = last.body.at(-1);
  return last === block;
}

function checkBody(machine: Machine, body: readonly SelStatement[], givesValue: boolean): void {
  const leaving = body.findIndex(({ kind }) => kind === "return" || kind === "throw");
  const unreached = leaving < 0 ? undefined : body[leaving + 1];
  if (unreached !== undefined) machine.warn("unreachable", unreached, {});
  for (const [at, statement] of body.entries()) {
    const isValue = givesValue && at === body.length - 1;
    if (statement.kind === "expression" && !isValue) checkUnused(machine, statement.expression);
  }
}

function checkUnused(machine: Machine, node: SelExpression): void {
  if (node.kind !== "call" || !UNCHANGING.test(node.method.name)) return;
  const receiver = node.object.kind === "name" ? node.object.name : "the value";
  machine.warn("resultUnused", node.method, { method: node.method.name, receiver });
}

function checkLoop(machine: Machine, node: SelWhile | SelFor): void {
  const { condition } = node;
  if (condition === undefined || condition.kind === "boolean") return;
  const read = namesRead(condition);
  const parts: SelNode[] = node.kind === "for" && node.step !== undefined ? [node.body, node.step] : [node.body];
  if (read === undefined || parts.some((part) => mayEnd(part, read))) return;
  machine.warn("loopUnchanged", condition, {});
}

/** The names a condition depends on; undefined when it may depend on more than names. */
function namesRead(condition: SelExpression): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  let isPlain = true;
  walkSel(condition, (node) => {
    if (node.kind === "name") names.add(node.name);
    if (node.kind === "call" || node.kind === "assign") isPlain = false;
  });
  return isPlain && names.size > 0 ? names : undefined;
}

const CHANGING: ReadonlySet<SelNode["kind"]> = new Set(["break", "return", "throw", "call", "declaration"]);

function mayEnd(part: SelNode, read: ReadonlySet<string>): boolean {
  let found = false;
  walkSel(part, (node) => {
    found ||= CHANGING.has(node.kind) || (node.kind === "assign" && read.has(node.target.name));
  });
  return found;
}

/** Warns of `i <= array.length` around `array[i]`, whose last round is outside of the array. */
function checkLastIndex(machine: Machine, node: SelWhile | SelFor): void {
  const { condition } = node;
  if (condition?.kind !== "binary" || condition.operator !== "<=" || condition.left.kind !== "name") return;
  const { left, right } = condition;
  if (right.kind !== "field" || right.field.name !== "length" || right.object.kind !== "name") return;
  const [index, array] = [left.name, right.object.name];
  let reads = false;
  walkSel(node.body, (inner) => {
    reads ||=
      inner.kind === "index" &&
      inner.object.kind === "name" &&
      inner.object.name === array &&
      inner.index.kind === "name" &&
      inner.index.name === index;
  });
  const at = condition.operatorStart;
  if (reads) machine.warn("offByOne", condition, { index, array }, { start: at, end: at + 2, text: "<" });
}
