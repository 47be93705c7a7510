import type { SelCall, SelProgram } from "../../sel/index.js";
import { walkSel } from "../../sel/refs/children.js";
import type { PlacedProblem } from "./check-functions.js";

/** Checks numbers that are written otherwise than they are read. */
export function checkNumbers(program: SelProgram, text: string): readonly PlacedProblem[] {
  const problems: PlacedProblem[] = [];
  walkSel(program, (node) => {
    if (node.kind === "call") problems.push(...checkRange(node));
    if (node.kind !== "long") return;
    const { start, end, value } = node;
    const written = text.slice(start, end);
    if (!/^0\d/.test(written) || value === 0) return;
    problems.push({ problem: { name: "leadingZero", details: { written, read: String(value) } }, start, end });
  });
  return problems;
}

const MOST_INT = 2 ** 31 - 1;

/** `Util.intsBetween` with a step of 0, or with bounds beyond 32 bits. */
function checkRange({ object, method, args }: SelCall): readonly PlacedProblem[] {
  const isRange = object.kind === "name" && object.name === "Util" && method.name === "intsBetween";
  if (!isRange) return [];
  return args.flatMap((argument, position): readonly PlacedProblem[] => {
    if (argument.kind !== "long") return [];
    const { value, start, end } = argument;
    if (position === 2 && Number(value) === 0) {
      return [{ problem: { name: "rangeWithoutStep", details: {} }, start, end }];
    }
    if (value <= MOST_INT) return [];
    return [{ problem: { name: "rangeCut", details: { found: String(value) } }, start, end }];
  });
}
