import { Failure } from "../java/failure.js";
import type { SelDeclaration, SelFor, SelIf, SelReturn, SelStatement, SelThrow, SelWhile } from "../syntax/ast.js";
import { NULL } from "./box.js";
import { condition, evaluate, typeOf } from "./expression.js";
import type { Machine } from "./machine.js";

/** How a statement ended. */
export type Completion = "none" | "value" | "break" | "continue" | "return";

/** Runs a statement; a value it leaves is in `machine.result`. */
export function execute(machine: Machine, node: SelStatement): Completion {
  if (node.kind === "declaration") return declare(machine, node);
  machine.visits += 2;
  // Maestro drops what the statement before left on its operand stack.
  if (machine.top > 0) machine.top -= 1;
  switch (node.kind) {
    case "expression":
      machine.result = evaluate(machine, node.expression, machine.top);
      machine.top += 1;
      return "value";
    case "block":
      return executeAll(machine, node.body);
    case "if":
      return executeIf(machine, node);
    case "while":
      return executeWhile(machine, node);
    case "for":
      return executeFor(machine, node);
    case "break":
    case "continue":
      return node.kind;
    case "return":
    case "throw":
      return leave(machine, node);
  }
}

function executeAll(machine: Machine, nodes: readonly SelStatement[]): Completion {
  let completion: Completion = "none";
  for (const node of nodes) {
    completion = execute(machine, node);
    if (completion !== "none" && completion !== "value") return completion;
  }
  return completion;
}

function declare(machine: Machine, node: SelDeclaration): Completion {
  machine.visits += 3;
  machine.slot(machine.top);
  const type = typeOf(machine, node.type);
  for (const { name, init } of node.declarators) {
    machine.visits += 2;
    if (init === undefined) {
      machine.at = name;
      machine.set(name.name, machine.empty(type));
      continue;
    }
    machine.visits += 1;
    const box = evaluate(machine, init, machine.top + 1);
    if (box.type !== type) {
      machine.at = init;
      throw new Failure("type_error", `${name.name} is declared as ${type} but its value is ${box.type}`);
    }
    machine.set(name.name, box);
  }
  return "none";
}

function leave(machine: Machine, node: SelReturn | SelThrow): Completion {
  machine.visits += 1;
  const box = evaluate(machine, node.value, machine.top);
  machine.top += 1;
  machine.result = box;
  if (node.kind === "return") return "return";
  machine.at = node;
  if (box.type !== "STRING") throw new Failure("type_error", `only a STRING can be thrown, not ${box.type}`);
  machine.count(box.value === null ? 0 : box.value.length);
  machine.result = { type: "ERROR", value: box.value };
  return "return";
}

function executeIf(machine: Machine, node: SelIf): Completion {
  machine.visits += 1;
  const holds = condition(machine, node.condition, machine.top);
  const branch = holds ? node.then : node.otherwise;
  const completion = branch === undefined ? "none" : execute(machine, branch);
  if (completion !== "value") return completion;
  machine.top -= 1;
  return "none";
}

/** Runs the body once and counts; gives how the loop ends, or undefined when it goes on. */
function executeBody(machine: Machine, body: SelStatement): Completion | undefined {
  const completion = execute(machine, body);
  if (completion === "value") machine.top -= 1;
  if (completion === "return") return "return";
  return completion === "break" ? "none" : undefined;
}

function countLoop(machine: Machine, done: number): void {
  machine.visit(0);
  if (done > machine.limits.loops) machine.exceeded("repetitions of a loop", machine.limits.loops);
}

function inLoop(machine: Machine, run: () => Completion): Completion {
  const before = machine.inLoop;
  machine.inLoop = true;
  const completion = run();
  machine.inLoop = before;
  return completion;
}

function executeWhile(machine: Machine, node: SelWhile): Completion {
  return inLoop(machine, () => {
    for (let done = 1; ; done += 1) {
      machine.visits += 1;
      if (!condition(machine, node.condition, machine.top)) return "none";
      const end = executeBody(machine, node.body);
      if (end !== undefined) return end;
      countLoop(machine, done);
    }
  });
}

/** A missing first or last part leaves a value on Maestro's operand stack. */
function leaveValue(machine: Machine): void {
  machine.slot(machine.top);
  machine.top += 1;
}

function initialize(machine: Machine, { init }: SelFor): void {
  machine.visits += 1;
  if (init === undefined) leaveValue(machine);
  else if (init.kind === "declaration") declare(machine, init);
  else evaluate(machine, init, machine.top);
}

function checkCondition(machine: Machine, node: SelFor): boolean {
  machine.visits += 1;
  if (node.condition !== undefined) return condition(machine, node.condition, machine.top);
  machine.slot(machine.top);
  return true;
}

function executeFor(machine: Machine, node: SelFor): Completion {
  return inLoop(machine, () => {
    initialize(machine, node);
    for (let done = 1; checkCondition(machine, node); done += 1) {
      const end = executeBody(machine, node.body);
      if (end !== undefined) return end;
      machine.visits += 1;
      if (node.step === undefined) leaveValue(machine);
      else evaluate(machine, node.step, machine.top);
      countLoop(machine, done);
    }
    return "none";
  });
}

/** Runs the statements of a program; gives whether it produced a value. */
export function executeProgram(machine: Machine, nodes: readonly SelStatement[]): boolean {
  let completion: Completion = "none";
  for (const node of nodes) {
    if (completion === "value") machine.top -= 1;
    completion = execute(machine, node);
    if (completion === "return") break;
  }
  switch (completion) {
    case "none":
      return false;
    case "value":
    case "return":
      if (machine.top > 1) throw new Failure("other", "a statement before left a value behind");
      return true;
    default:
      machine.result = NULL;
      throw new Failure("other", `${completion} stands outside of a loop`);
  }
}
