import type { Machine } from "../check/machine.js";
import { walkSel } from "../refs/children.js";
import type { SelProgram } from "../syntax/ast.js";
import { findAliases } from "./aliases.js";
import { findGuards } from "./guards.js";
import { findNames } from "./names.js";
import { findStatements } from "./statements.js";

/** Reports what SEL does otherwise than it looks, from the text alone. */
export function findTraps(machine: Machine, program: SelProgram, unknownAre: "error" | "warning"): void {
  findNames(machine, program, unknownAre);
  findAliases(machine, program);
  findStatements(machine, program);
  walkSel(program, (node) => {
    if (node.kind === "binary") findGuards(machine, node);
  });
}
