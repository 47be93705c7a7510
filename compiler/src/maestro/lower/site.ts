import type { Expr, Type } from "@stave/ir-schema";
import type { Frame, PlannedStep } from "./frame.js";

/** A place in the definition where an expression stands, and what Maestro lets it see there. */
export interface Site {
  readonly frame: Frame;
  /** The step whose own params are visible, and hide the workflow's. */
  readonly own?: PlannedStep;
  /** Nothing at all can be read here. */
  readonly isBlind?: true;
  /** Whether `params.getFrom…` works here. */
  readonly functions: boolean;
  /** Whether the steps of the frame can be read here at all. */
  readonly steps: boolean;
  /** Whether signals of the run or of the step can be read here. */
  readonly signals: boolean;
  /** Whether a step's outputs must be read only when the expression gets there, since the step may be skipped. */
  readonly isLazy: (step: string) => boolean;
  /** The param being defined, whose own name still means the workflow's. */
  readonly defining?: string;
  /** What the place is called in messages. */
  readonly place: string;
  readonly pointer: string;
}

/** A lowered expression. */
export interface LoweredExpr {
  readonly sel: string;
  readonly type: Type;
}

/** The place where a step's own params are computed. */
export function paramSite(frame: Frame, own: PlannedStep, defining?: string): Site {
  return {
    frame,
    own,
    functions: true,
    steps: true,
    signals: true,
    isLazy: (step) => !own.sure.has(step),
    ...(defining !== undefined && { defining }),
    place: `the params of "${own.step.id}"`,
    pointer: own.pointer,
  };
}

/** The place of the conditions on the edges that leave a step. */
export function conditionSite(frame: Frame, own: PlannedStep): Site {
  return {
    ...paramSite(frame, own),
    signals: false,
    isLazy: (step) => step !== own.step.id && !own.sure.has(step),
    place: `the conditions after "${own.step.id}"`,
  };
}

/** The steps whose outputs an expression reads. */
export function stepsRead(expr: Expr, found: Set<string> = new Set()): Set<string> {
  visit(expr, (node) => {
    if (node.kind === "output") found.add(node.step);
  });
  return found;
}

/** Calls `see` for an expression and all below it. */
export function visit(expr: Expr, see: (node: Expr) => void): void {
  see(expr);
  for (const child of childrenOf(expr)) visit(child, see);
}

function childrenOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case "op":
    case "call":
      return expr.args;
    case "if":
      return [expr.cond, expr.then, expr.else];
    case "list":
      return expr.items;
    case "map":
      return expr.entries.flatMap((entry) => [entry.key, entry.value]);
    case "struct":
      return Object.values(expr.fields);
    case "index":
      return [expr.of, expr.index];
    case "field":
      return [expr.of];
    case "text":
      return expr.parts.filter((part) => typeof part !== "string");
    case "let":
      return [expr.value, expr.in];
    case "fn":
      return [expr.body];
    case "firstOf":
      return expr.options;
    default:
      return [];
  }
}

/** Replaces nodes from the leaves up. */
export function rewrite(expr: Expr, change: (node: Expr) => Expr): Expr {
  return change(rebuild(expr, (child) => rewrite(child, change)));
}

function rebuild(expr: Expr, at: (child: Expr) => Expr): Expr {
  switch (expr.kind) {
    case "op":
    case "call":
      return { ...expr, args: expr.args.map(at) };
    case "if":
      return { ...expr, cond: at(expr.cond), then: at(expr.then), else: at(expr.else) };
    case "list":
      return { ...expr, items: expr.items.map(at) };
    case "map":
      return { ...expr, entries: expr.entries.map(({ key, value }) => ({ key: at(key), value: at(value) })) };
    case "struct":
      return { ...expr, fields: Object.fromEntries(Object.entries(expr.fields).map(([name, one]) => [name, at(one)])) };
    case "index":
      return { ...expr, of: at(expr.of), index: at(expr.index) };
    case "field":
      return { ...expr, of: at(expr.of) };
    case "text":
      return { ...expr, parts: expr.parts.map((part) => (typeof part === "string" ? part : at(part))) };
    case "let":
      return { ...expr, value: at(expr.value), in: at(expr.in) };
    case "fn":
      return { ...expr, body: at(expr.body) };
    case "firstOf":
      return { ...expr, options: expr.options.map(at) };
    default:
      return expr;
  }
}
