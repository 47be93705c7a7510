import type { Regex } from "./regex-node.js";
import { Compiler, type Program, type Step } from "./regex-program.js";

/** Where work is counted, so that no pattern runs for ever. */
export interface WorkMeter {
  charge(work: number): void;
  readPattern(pattern: string): void;
}

/** Frames of the backtracking stack, four numbers each, the first says which kind. */
const UNDO_SLOT = -1;
const UNDO_REGISTER = -2;
const SHORTER = -3;
const LONGER = -4;

const CHARGE_EVERY = 1024;

/** Runs a compiled pattern over one text by backtracking, on a stack of its own. */
export class RegexMatcher {
  readonly text: string;
  /** Start and end of each group, -1 when it took no part. */
  slots: Int32Array;
  private readonly program: Program;
  private readonly counts: Int32Array;
  private readonly starts: Int32Array;
  private readonly meter: WorkMeter;
  private steps = 0;
  private last = 0;

  constructor(regex: Regex, text: string, meter: WorkMeter) {
    const compiler = new Compiler();
    this.program = compiler.compile(regex.root);
    this.text = text;
    this.slots = new Int32Array((regex.groupCount + 1) * 2).fill(-1);
    this.counts = new Int32Array(compiler.registers);
    this.starts = new Int32Array(compiler.registers);
    this.meter = meter;
  }

  /** Finds the first match at or after a place; the slots then hold it. */
  find(from: number): boolean {
    for (let start = from; start <= this.text.length; start += 1) {
      this.slots.fill(-1);
      const end = this.run(this.program, start, -1);
      if (end >= 0) {
        this.slots[0] = start;
        this.slots[1] = end;
        this.last = end;
        return true;
      }
    }
    return false;
  }

  private tick(): void {
    this.steps += 1;
    if (this.steps % CHARGE_EVERY === 0) this.meter.charge(CHARGE_EVERY);
  }

  private pointAt(at: number): number {
    return this.text.codePointAt(at) ?? -1;
  }

  private backAt(at: number): number {
    const unit = this.text.charCodeAt(at - 1);
    const before = this.text.charCodeAt(at - 2);
    return unit >= 0xdc00 && unit <= 0xdfff && before >= 0xd800 && before <= 0xdbff ? at - 2 : at - 1;
  }

  /** Runs steps from a place; gives the end of the match, which must be `target` unless that is -1. */
  private run(program: Program, from: number, target: number): number {
    const stack: number[] = [];
    let pc = 0;
    let at = from;
    for (;;) {
      this.tick();
      const step = program[pc];
      if (step === undefined) throw new TypeError("a regex program runs past its end");
      if (step.op === "end" && (target < 0 || at === target)) return at;
      const next = step.op === "end" ? -1 : this.advance(step, at, pc, stack);
      if (next >= 0) {
        pc = this.jumpTo >= 0 ? this.jumpTo : pc + 1;
        at = next;
        continue;
      }
      pc = this.backtrack(program, stack);
      if (pc < 0) return -1;
      at = this.resumeAt;
    }
  }

  /** Set by a step that goes on elsewhere than behind itself. */
  private jumpTo = -1;
  private resumeAt = 0;

  /** Takes one step; gives the new place, or -1 when the step fails. */
  private advance(step: Step, at: number, pc: number, stack: number[]): number {
    this.jumpTo = -1;
    switch (step.op) {
      case "char": {
        const point = this.pointAt(at);
        return point >= 0 && step.test(point) ? at + (point > 0xffff ? 2 : 1) : -1;
      }
      case "run":
        return this.runOf(step, at, pc, stack);
      case "split":
        stack.push(step.other, at, 0, 0);
        return at;
      case "jump":
        this.jumpTo = step.to;
        return at;
      case "save":
        stack.push(UNDO_SLOT, step.slot, this.slots[step.slot] ?? -1, 0);
        this.slots[step.slot] = at;
        return at;
      case "loopInit":
        this.setRegister(step.register, 0, -1, stack);
        return at;
      case "loop":
        return this.loop(step, at, pc, stack);
      case "loopEnter":
        this.setRegister(step.register, (this.counts[step.register] ?? 0) + 1, at, stack);
        return at;
      case "assert":
        return step.holds({ text: this.text, at, last: this.last }) ? at : -1;
      case "backreference":
        return this.backreference(step, at);
      case "look":
        return this.look(step, at, stack);
      case "atomic":
        return this.isolated(step.program, at, -1, stack);
      case "end":
        return -1;
    }
  }

  /** Undoes what was done since the last choice and takes its other side. */
  private backtrack(program: Program, stack: number[]): number {
    for (;;) {
      this.tick();
      const extra = stack.pop();
      const [third = 0, second = 0, first = 0] = [stack.pop(), stack.pop(), stack.pop()];
      if (extra === undefined) return -1;
      if (first === UNDO_SLOT) this.slots[second] = third;
      else if (first === UNDO_REGISTER) {
        this.counts[second] = third;
        this.starts[second] = extra;
      } else if (first === SHORTER) return this.shorten(second, third, extra, stack);
      else if (first === LONGER) {
        const pc = this.lengthen(program, second, third, extra, stack);
        if (pc >= 0) return pc;
      } else {
        this.resumeAt = second;
        return first;
      }
    }
  }

  /** A greedy run gives back its last character. */
  private shorten(pc: number, at: number, least: number, stack: number[]): number {
    const shorter = this.backAt(at);
    if (shorter > least) stack.push(SHORTER, pc, shorter, least);
    this.resumeAt = shorter;
    return pc + 1;
  }

  /** A lazy run takes one more character. */
  private lengthen(program: Program, pc: number, at: number, left: number, stack: number[]): number {
    const step = program[pc];
    const point = this.pointAt(at);
    if (step?.op !== "run" || point < 0 || !step.test(point)) return -1;
    const longer = at + (point > 0xffff ? 2 : 1);
    if (left > 1) stack.push(LONGER, pc, longer, left - 1);
    this.resumeAt = longer;
    return pc + 1;
  }

  private runOf(step: Step & { op: "run" }, from: number, pc: number, stack: number[]): number {
    let at = from;
    let count = 0;
    let least = from;
    const wanted = step.mode === "lazy" ? step.min : step.max;
    while (count < wanted) {
      const point = this.pointAt(at);
      if (point < 0 || !step.test(point)) break;
      at += point > 0xffff ? 2 : 1;
      count += 1;
      if (count === step.min) least = at;
      this.tick();
    }
    if (count < step.min) return -1;
    if (step.mode === "greedy" && at > least) stack.push(SHORTER, pc, at, least);
    if (step.mode === "lazy" && step.max > count) stack.push(LONGER, pc, at, step.max - count);
    return at;
  }

  private setRegister(register: number, count: number, start: number, stack: number[]): void {
    stack.push(UNDO_REGISTER, register, this.counts[register] ?? 0, this.starts[register] ?? -1);
    this.counts[register] = count;
    this.starts[register] = start;
  }

  /** An iteration that took nothing ends the loop, whatever its least count. */
  private loop(step: Step & { op: "loop" }, at: number, pc: number, stack: number[]): number {
    const count = this.counts[step.register] ?? 0;
    const idle = count > 0 && this.starts[step.register] === at;
    if (!idle && count < step.min) return at;
    if (idle || count >= step.max) this.jumpTo = step.exit;
    else if (step.lazy) {
      stack.push(pc + 1, at, 0, 0);
      this.jumpTo = step.exit;
    } else stack.push(step.exit, at, 0, 0);
    return at;
  }

  private backreference(step: Step & { op: "backreference" }, from: number): number {
    const start = this.slots[step.group * 2] ?? -1;
    const end = this.slots[step.group * 2 + 1] ?? -1;
    if (start < 0 || end < 0 || from + end - start > this.text.length) return -1;
    for (let index = 0; index < end - start; index += 1) {
      this.tick();
      if (!step.same(this.text.charCodeAt(start + index), this.text.charCodeAt(from + index))) return -1;
    }
    return from + end - start;
  }

  /** Runs a part that gives nothing back; what its groups took stays, until a choice before it is undone. */
  private isolated(program: Program, at: number, target: number, stack: number[]): number {
    const before = this.slots.slice();
    const end = this.run(program, at, target);
    this.jumpTo = -1;
    if (end < 0) {
      this.slots = before;
      return -1;
    }
    before.forEach((old, slot) => {
      if (old !== this.slots[slot]) stack.push(UNDO_SLOT, slot, old, 0);
    });
    return end;
  }

  private look(step: Step & { op: "look" }, at: number, stack: number[]): number {
    const before = this.slots.slice();
    const undo: number[] = [];
    let found = false;
    if (step.ahead) found = this.isolated(step.program, at, -1, undo) >= 0;
    else {
      for (let start = at - step.min; !found && start >= Math.max(0, at - step.max); start -= 1) {
        found = this.isolated(step.program, start, at, undo) >= 0;
      }
    }
    this.jumpTo = -1;
    if (step.negated) this.slots = before;
    else stack.push(...undo);
    return found === step.negated ? -1 : at;
  }
}
