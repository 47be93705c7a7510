import { type Expr, forEachChild, mapChildren, type Type } from "@stave/ir-schema";
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
  /** The loop whose own params, made to be handed on, hide the workflow's here. */
  readonly guarding?: PlannedStep;
  /** Whether a value is handed over whole here, so that JSON text is as good as the value. */
  readonly isWhole?: true;
  /** What the place is called in messages. */
  readonly place: string;
  readonly pointer: string;
}

/** A value in SEL. */
export interface ReadValue {
  readonly sel: string;
  readonly type: Type;
}

/** A lowered expression: its whole text, and the statements and the value that make it up. */
export interface LoweredExpr extends ReadValue {
  /** Empty when the text is an expression. */
  readonly setup: string;
  readonly value: string;
  /** SEL that is true when there is no value. */
  readonly isNull?: string;
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
    ...(own.loop !== undefined && { guarding: own }),
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

function visit(expr: Expr, see: (node: Expr) => void): void {
  see(expr);
  forEachChild(expr, (child) => visit(child, see));
}

/** Replaces nodes from the leaves up. */
export function rewrite(expr: Expr, change: (node: Expr) => Expr): Expr {
  return change(mapChildren(expr, (child) => rewrite(child, change)));
}

/**
 * A copy in which every node is an object of its own. Types are kept by node, and one node that stands in two
 * places, before and after a test for null, has two.
 */
export function unshared(expr: Expr): Expr {
  return rewrite(expr, (node) => ({ ...node }));
}
