import { type CharTest, type Place, type RegexNode, type RepeatMode, widthOf } from "./regex-node.js";

/** One step of a compiled pattern; `to` and `exit` are indices of steps. */
export type Step =
  | { readonly op: "char"; readonly test: CharTest }
  | {
      readonly op: "run";
      readonly test: CharTest;
      readonly min: number;
      readonly max: number;
      readonly mode: RepeatMode;
    }
  | { readonly op: "split"; readonly to: number; readonly other: number }
  | { readonly op: "jump"; readonly to: number }
  | { readonly op: "save"; readonly slot: number }
  | { readonly op: "loopInit"; readonly register: number }
  | {
      readonly op: "loop";
      readonly register: number;
      readonly min: number;
      readonly max: number;
      readonly lazy: boolean;
      readonly exit: number;
    }
  | { readonly op: "loopEnter"; readonly register: number }
  | { readonly op: "assert"; readonly holds: (place: Place) => boolean }
  | { readonly op: "backreference"; readonly group: number; readonly same: (left: number, right: number) => boolean }
  | {
      readonly op: "look";
      readonly program: Program;
      readonly ahead: boolean;
      readonly negated: boolean;
      readonly min: number;
      readonly max: number;
    }
  | { readonly op: "atomic"; readonly program: Program }
  | { readonly op: "end" };

export type Program = readonly Step[];

type Mutable<TStep> = { -readonly [K in keyof TStep]: TStep[K] };

/** Turns a parsed pattern into steps. */
export class Compiler {
  registers = 0;

  compile(node: RegexNode): Program {
    const steps: Step[] = [];
    this.add(node, steps);
    steps.push({ op: "end" });
    return steps;
  }

  private add(node: RegexNode, steps: Step[]): void {
    switch (node.kind) {
      case "char":
        steps.push({ op: "char", test: node.test });
        return;
      case "sequence":
        for (const item of node.items) this.add(item, steps);
        return;
      case "choice":
        this.addChoice(node.items, steps);
        return;
      case "group":
        steps.push({ op: "save", slot: node.number * 2 });
        this.add(node.body, steps);
        steps.push({ op: "save", slot: node.number * 2 + 1 });
        return;
      case "repeat":
        this.addRepeat(node, steps);
        return;
      case "assert":
        steps.push({ op: "assert", holds: node.holds });
        return;
      case "backreference":
        steps.push({ op: "backreference", group: node.group, same: node.same });
        return;
      case "look": {
        const { min, max } = widthOf(node.body);
        // A character may take two units, so the largest length is counted twice.
        steps.push({
          op: "look",
          program: this.compile(node.body),
          ahead: node.ahead,
          negated: node.negated,
          min,
          max: max * 2,
        });
        return;
      }
      case "atomic":
        steps.push({ op: "atomic", program: this.compile(node.body) });
        return;
    }
  }

  private addChoice(items: readonly RegexNode[], steps: Step[]): void {
    const jumps: Mutable<Step & { op: "jump" }>[] = [];
    items.forEach((item, index) => {
      if (index === items.length - 1) {
        this.add(item, steps);
        return;
      }
      const split: Mutable<Step & { op: "split" }> = { op: "split", to: steps.length + 1, other: 0 };
      steps.push(split);
      this.add(item, steps);
      const jump: Mutable<Step & { op: "jump" }> = { op: "jump", to: 0 };
      jumps.push(jump);
      steps.push(jump);
      split.other = steps.length;
    });
    for (const jump of jumps) jump.to = steps.length;
  }

  private addRepeat(node: RegexNode & { kind: "repeat" }, steps: Step[]): void {
    const { min, max, mode, body } = node;
    const only = body.kind === "sequence" && body.items.length === 1 ? body.items[0] : body;
    if (only?.kind === "char") {
      steps.push({ op: "run", test: only.test, min, max, mode });
      return;
    }
    if (mode === "possessive") {
      steps.push({ op: "atomic", program: this.compile({ ...node, mode: "greedy" }) });
      return;
    }
    const register = this.registers++;
    const loop: Mutable<Step & { op: "loop" }> = { op: "loop", register, min, max, lazy: mode === "lazy", exit: 0 };
    steps.push({ op: "loopInit", register });
    const start = steps.length;
    steps.push(loop, { op: "loopEnter", register });
    this.add(body, steps);
    steps.push({ op: "jump", to: start });
    loop.exit = steps.length;
  }
}
