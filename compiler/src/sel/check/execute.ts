import type {
  SelBlock,
  SelDeclaration,
  SelDeclarator,
  SelExpression,
  SelFor,
  SelIf,
  SelNode,
  SelReturn,
  SelStatement,
  SelThrow,
  SelWhile,
} from "../syntax/ast.js";
import { ARRAY_OF, DECLARABLE_TYPES, type SelType } from "../types.js";
import { conditionTruth, requireType } from "./apply-operator.js";
import { adviseAssign } from "./assign.js";
import { closestName } from "./closest-name.js";
import { either, maybe } from "./either.js";
import { arrayStore, defaultValue, evaluate } from "./evaluate.js";
import { type Box, ofType } from "./heap.js";
import { GiveUp, type Machine } from "./machine.js";
import { describeTypes, setOf } from "./type-set.js";

/** How a statement ends: it goes on, jumps within a loop, or leaves the program. */
export interface Completion {
  readonly flow: "next" | "break" | "continue" | "exit";
  /** The value of an expression statement, which may be the program's. */
  readonly value?: Box;
  readonly jump?: SelNode;
}

/** A value the program may end with. */
export interface Exit {
  readonly box: Box;
  readonly thrown: boolean;
  readonly node: SelExpression;
}

/** Runs statements on a machine and collects the values it may end with. */
export interface Run {
  readonly machine: Machine;
  readonly exits: Exit[];
}

type Executors = {
  [K in SelStatement["kind"]]: (run: Run, node: Extract<SelStatement, { kind: K }>) => Completion;
};

const NEXT: Completion = { flow: "next" };
const LOOP_LIMIT = 25_000;
const WEAK_PASSES = 30;

const executors: Executors = {
  declaration: (run, node) => executeDeclaration(run, node),
  block: executeBlock,
  expression: ({ machine }, node) => ({ flow: "next", value: evaluate(machine, node.expression, 0) }),
  if: executeIf,
  while: (run, node) => executeLoop(run, node),
  for: executeFor,
  break: (_run, node) => ({ flow: "break", jump: node }),
  continue: (_run, node) => ({ flow: "continue", jump: node }),
  return: exit,
  throw: exit,
};

/** Runs one statement on the present path. */
export function execute(run: Run, node: SelStatement): Completion {
  run.machine.step();
  return (executors[node.kind] as (run: Run, node: SelStatement) => Completion)(run, node);
}

function executeBlock(run: Run, node: SelBlock): Completion {
  let last: Completion = NEXT;
  for (const statement of node.body) {
    last = execute(run, statement);
    if (last.flow !== "next") return last;
  }
  return last;
}

function exit(run: Run, node: SelReturn | SelThrow): Completion {
  const box = evaluate(run.machine, node.value, 0);
  const thrown = node.kind === "throw";
  if (thrown)
    requireType(run.machine, box, setOf("STRING"), { key: "throwType", at: node.value, params: {}, wanted: "STRING" });
  run.exits.push({ box, thrown, node: node.value });
  return { flow: "exit" };
}

function executeIf(run: Run, node: SelIf): Completion {
  const { machine } = run;
  const truth = conditionTruth(machine, node.condition, evaluate(machine, node.condition, 0));
  const then = (): Joined => withoutValue(execute(run, node.then));
  const otherwise = (): Joined => (node.otherwise === undefined ? NEXT : withoutValue(execute(run, node.otherwise)));
  if (truth !== undefined) return truth ? then() : otherwise();
  const completion = either(machine, [then, otherwise], joinCompletions, ({ flow }) => flow !== "exit");
  if (completion.leaves === true) machine.certain = false;
  if (completion.jumps === true) machine.heap.weak = true;
  return completion;
}

interface Joined extends Completion {
  /** Some runs leave the program here. */
  readonly leaves?: boolean;
  /** Some runs jump here, so what follows in the loop is not run in order. */
  readonly jumps?: boolean;
}

const withoutValue = ({ flow, jump }: Completion): Joined => (jump === undefined ? { flow } : { flow, jump });

function joinCompletions(left: Joined, right: Joined): Joined {
  const flows = [left.flow, right.flow];
  const leaves = flows.includes("exit");
  const jumps = flows.includes("break") || flows.includes("continue");
  const flow = flows.includes("next") ? "next" : jumps ? "continue" : "exit";
  const jump = left.jump ?? right.jump;
  return { flow, ...(flow === "continue" && jump ? { jump } : {}), leaves: leaves && flow !== "exit", jumps };
}

interface Loop {
  readonly node: SelWhile | SelFor;
  readonly condition?: SelExpression;
  readonly step?: SelExpression;
  readonly body: SelStatement;
}

function executeFor(run: Run, node: SelFor): Completion {
  if (node.init?.kind === "declaration") executeDeclaration(run, node.init);
  else if (node.init !== undefined) evaluate(run.machine, node.init, 0);
  return executeLoop(run, node);
}

function executeLoop(run: Run, node: SelWhile | SelFor): Completion {
  run.machine.loops += 1;
  try {
    return runLoop(run, node);
  } finally {
    run.machine.loops -= 1;
  }
}

function runLoop(run: Run, node: SelWhile | SelFor): Completion {
  const loop: Loop = { ...node, node };
  const { machine } = run;
  const before = run.exits.length;
  if (machine.heap.weak) {
    // The loop around this one repeats it until nothing new can come.
    loopOnce(run, loop);
  } else {
    const known = followLoop(run, loop);
    if (known !== undefined) return known;
    loopWeakly(run, loop);
    machine.heap.weak = false;
  }
  if (run.exits.length > before) machine.certain = false;
  return NEXT;
}

/** Runs a loop round by round while its condition is known; undefined when it stops being so. */
function followLoop(run: Run, loop: Loop): Completion | undefined {
  const { machine } = run;
  for (let rounds = 0; ; rounds += 1) {
    if (rounds > LOOP_LIMIT) machine.fail("loopTooLong", loop.condition ?? loop.node, { advice: "" });
    const truth = loopTruth(machine, loop);
    if (truth === false) return NEXT;
    if (truth === undefined) return undefined;
    const { flow } = execute(run, loop.body);
    if (machine.heap.weak) return undefined;
    if (flow === "exit") return { flow };
    if (flow === "break") return NEXT;
    if (loop.step !== undefined) evaluate(machine, loop.step, 0);
  }
}

function loopTruth(machine: Machine, { condition }: Loop): boolean | undefined {
  return condition === undefined ? true : conditionTruth(machine, condition, evaluate(machine, condition, 0));
}

/** Repeats a loop with weak writes until nothing new can come, then once more for its findings. */
function loopWeakly(run: Run, loop: Loop): void {
  const { machine } = run;
  const { certain } = machine;
  machine.heap.weak = true;
  machine.certain = false;
  machine.muted += 1;
  for (let pass = 0; ; pass += 1) {
    if (pass > WEAK_PASSES) throw new GiveUp();
    machine.heap.changed = false;
    loopOnce(run, loop);
    if (!machine.heap.changed) break;
  }
  machine.muted -= 1;
  loopOnce(run, loop);
  machine.certain = certain;
}

function loopOnce(run: Run, loop: Loop): void {
  const { machine } = run;
  let truth: boolean | undefined;
  maybe(machine, () => {
    truth = loopTruth(machine, loop);
  });
  if (truth === false) return;
  maybe(machine, () => {
    execute(run, loop.body);
  });
  maybe(machine, () => {
    if (loop.step !== undefined) evaluate(machine, loop.step, 0);
  });
}

function executeDeclaration(run: Run, node: SelDeclaration): Completion {
  const machine: Machine = run.machine;
  const declared = DECLARABLE_TYPES.get(node.type.name);
  if (declared === undefined) {
    const close = closestName(node.type.name, DECLARABLE_TYPES.keys());
    const advice = close === undefined ? "" : `did you mean ${close}?`;
    machine.fail("unknownClass", node.type, { name: node.type.name, advice });
  }
  const type = node.type.array ? ARRAY_OF[declared] : declared;
  if (type === undefined) machine.fail("arrayElementClass", node.type, { type: node.type.name });
  for (const declarator of node.declarators) declare(machine, declarator, type, declared);
  return NEXT;
}

function declare(machine: Machine, { name, init }: SelDeclarator, type: SelType, element: SelType): void {
  const binding = machine.bindingOf(name.name);
  if (init === undefined) {
    const box = type === element ? defaultValue(type) : ofType(type, arrayStore(element, 0));
    machine.heap.bind(binding, box);
    return;
  }
  const box = evaluate(machine, init, 1);
  const { types } = box.content;
  requireType(machine, box, setOf(type), {
    key: "declareType",
    at: init,
    wanted: type,
    params: { name: name.name, declared: type, value: describeTypes(types), advice: adviseAssign(setOf(type), types) },
  });
  // A declaration shares the box of its initialiser.
  machine.heap.bind(binding, box);
}
