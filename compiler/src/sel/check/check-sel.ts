import { walkSel } from "../refs/children.js";
import type { SelNode, SelProgram, SelSpan, SelStatement } from "../syntax/ast.js";
import { findTraps } from "../traps/find-traps.js";
import { SEL_TYPES, type SelType } from "../types.js";
import type { Completion, Exit, Run } from "./execute.js";
import { execute } from "./execute.js";
import type { SelFinding } from "./findings.js";
import { GiveUp, Machine, PathFailure, type SelVariable } from "./machine.js";
import { quickType } from "./quick-type.js";
import { checkResult } from "./result.js";
import { ANY_TYPE, NO_TYPE, onlyType, setOf, type TypeSet, typesOf } from "./type-set.js";

/** What a check knows of the surroundings of an expression. */
export interface SelCheckScope {
  /** The names the expression can see, with their types. */
  readonly vars: Readonly<Record<string, SelType | SelVariable>>;
  /** Whether the engine's functions on `params` exist here. */
  readonly paramFunctions?: boolean;
  /** The expression defines a param: its result must be a param value. */
  readonly param?: boolean;
  /** Names that are not among `vars` are errors, because Maestro would refuse to load them. */
  readonly strictNames?: boolean;
  /** The declared type of that param. */
  readonly expected?: SelType;
  /** The param is a map of nothing but texts. */
  readonly onlyTexts?: boolean;
}

/** What a check found, and the type of the result. */
export interface SelCheckResult {
  /** The type of the result, when all runs that succeed have the same. */
  readonly type?: SelType;
  /** All types the result may have. */
  readonly types: readonly SelType[];
  readonly diagnostics: readonly SelFinding[];
}

/**
 * Checks a program without running it: what it certainly fails with is an error, what may surprise a warning.
 * @example
 * checkSel(parseSel("1 + true;").program!, { vars: {} }).diagnostics[0]?.message;
 * // "+ cannot be applied to LONG and BOOLEAN"
 */
export function checkSel(program: SelProgram, scope: SelCheckScope): SelCheckResult {
  const quick = quickType(program, scope);
  return quick === undefined ? checkFully(program, scope) : PLAIN_RESULTS[quick];
}

const NO_FINDINGS: readonly SelFinding[] = Object.freeze([]);

/** The result of all expressions of a type against which there is nothing to say. */
const PLAIN_RESULTS = Object.fromEntries(
  SEL_TYPES.map((type) => [type, Object.freeze({ type, types: Object.freeze([type]), diagnostics: NO_FINDINGS })]),
) as Record<SelType, SelCheckResult>;

/** Checks a program on the abstract machine, however plain it is. */
export function checkFully(program: SelProgram, scope: SelCheckScope): SelCheckResult {
  const machine = new Machine(scope.vars, scope.paramFunctions === true);
  const run: Run = { machine, exits: [] };
  const outcome = runProgram(run, program);
  if (outcome.types !== ANY_TYPE && outcome.types !== NO_TYPE) checkResult(machine, scope, run.exits, outcome.end);
  findTraps(machine, program, scope.strictNames === true ? "error" : "warning");
  const diagnostics = sorted(machine.findings());
  const type = onlyType(outcome.types);
  return type === undefined ? { types: typesOf(outcome.types), diagnostics } : { type, types: [type], diagnostics };
}

/** Every run of the program fails, so it has no result. */
class ProgramFailure extends Error {}

function sorted(found: readonly SelFinding[]): readonly SelFinding[] {
  return found.length < 2 ? found : [...found].sort((left, right) => left.start - right.start || left.end - right.end);
}

interface ProgramOutcome {
  readonly types: TypeSet;
  readonly end?: SelSpan;
}

function runProgram(run: Run, program: SelProgram): ProgramOutcome {
  try {
    const completion = runStatements(run, program.body);
    if (completion === undefined) return { types: exitTypes(run.exits) };
    const value = completion.value?.content.types ?? setOf("VOID");
    const last = program.body.at(-1);
    if (completion.value !== undefined && last !== undefined) {
      const node = last.kind === "expression" ? last.expression : last;
      run.exits.push({ box: completion.value, thrown: false, node: node as Exit["node"] });
    }
    return {
      types: exitTypes(run.exits) | value,
      ...(completion.value === undefined ? { end: { start: last?.start ?? 0, end: last?.end ?? 0 } } : {}),
    };
  } catch (stop) {
    if (stop instanceof ProgramFailure) return { types: NO_TYPE };
    // A caller deep in its own stack leaves less of it than nesting may take.
    if (stop instanceof GiveUp || stop instanceof RangeError) return { types: ANY_TYPE };
    throw stop;
  }
}

const exitTypes = (exits: readonly Exit[]): TypeSet =>
  exits.reduce((types, { box, thrown }) => types | (thrown ? setOf("ERROR") : box.content.types), 0);

/** Runs the statements of the program; undefined when no run comes to its end. */
function runStatements(run: Run, body: readonly SelStatement[]): Completion | undefined {
  const { machine } = run;
  let last: Completion = { flow: "next" };
  let failed = false;
  for (const statement of body) {
    const completion = runStatement(run, statement);
    if (completion === undefined) {
      if (!machine.certain) return undefined;
      failed = true;
      continue;
    }
    machine.heap.weak = false;
    if (completion.flow === "exit") return undefined;
    last = completion;
  }
  if (failed) throw new ProgramFailure();
  if (last.jump !== undefined) return jumpOutside(run, last.jump);
  return last;
}

function runStatement(run: Run, statement: SelStatement): Completion | undefined {
  const { machine } = run;
  try {
    return execute(run, statement);
  } catch (failure) {
    if (!(failure instanceof PathFailure)) throw failure;
    machine.reportFailure(failure, machine.certain ? "error" : "warning");
    poisonTargets(machine, statement);
    return undefined;
  }
}

/** Names a failed statement would have set say nothing more, so that one error breeds no others. */
function poisonTargets(machine: Machine, statement: SelNode): void {
  machine.heap.weak = false;
  walkSel(statement, (node) => {
    if (node.kind === "assign") machine.poison(node.target.name);
    if (node.kind === "declaration") for (const { name } of node.declarators) machine.poison(name.name);
  });
}

function jumpOutside({ machine }: Run, jump: SelNode): undefined {
  try {
    return machine.fail("jumpOutsideLoop", jump, { jump: jump.kind });
  } catch (failure) {
    if (!(failure instanceof PathFailure)) throw failure;
    machine.reportFailure(failure, machine.certain ? "error" : "warning");
    return undefined;
  }
}
