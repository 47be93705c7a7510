import type { Machine } from "../check/machine.js";
import { walkSel } from "../refs/children.js";
import type { SelNode, SelProgram } from "../syntax/ast.js";
import { findAliases } from "./aliases.js";
import { findGuards } from "./guards.js";
import { NameTraps } from "./names.js";
import { findStatements } from "./statements.js";

const STATEMENTS: ReadonlySet<SelNode["kind"]> = new Set(["declaration", "block", "while", "for", "return", "throw"]);

/** Reports what SEL does otherwise than it looks, from the text alone. */
export function findTraps(machine: Machine, program: SelProgram, unknownAre: "error" | "warning"): void {
  const names = new NameTraps(machine, unknownAre);
  let declares = false;
  let hasStatements = program.body.length > 1;
  walkSel(program, (node) => {
    names.visit(node);
    if (node.kind === "binary") findGuards(machine, node);
    if (node.kind === "declaration") declares = true;
    if (STATEMENTS.has(node.kind)) hasStatements = true;
  });
  if (declares) findAliases(machine, program);
  if (hasStatements) findStatements(machine, program);
}
