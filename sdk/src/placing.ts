import type { Expr, Need, Step, Type } from "@stave/ir-schema";
import { formatType } from "@stave/ir-schema";
import type { Arm, BuildContext, PlacedStep, Scope } from "./context.js";
import { dropFollowed } from "./followed.js";
import { describe, type Operand, toOperand, UNDEFINED_HINT } from "./literal.js";
import { type NotedSite, siteAt } from "./noted-sites.js";
import { encloses } from "./operations.js";
import { describeRef, isRef, type RefNode } from "./ref.js";
import { partOf, type Site } from "./sites.js";

/** Where a new step goes: its scope and arm. */
export interface Spot {
  readonly scope: Scope;
  readonly arm: Arm | undefined;
}

/** Registers a step id; a repeated one is reported and the first keeps its place. */
export function placeStep(spot: Spot, id: string, outputs: Readonly<Record<string, Type>>): PlacedStep {
  const { context, steps, pointer } = spot.scope;
  const placed: PlacedStep = {
    id,
    scope: spot.scope,
    arm: spot.arm,
    pointer: `${pointer}/${steps.length}`,
    needs: [],
    outputs,
  };
  const first = context.placed.get(id);
  if (first === undefined) context.placed.set(id, placed);
  else {
    const related = [
      { message: "the first is here", at: { workflow: context.workflowId, pointer: `${first.pointer}/id` } },
    ];
    context.report("duplicate-step-id", { step: id }, `${placed.pointer}/id`, { related });
  }
  return placed;
}

/** Makes an expression of an argument, checks that its refs belong here, and adds the edges they mean. */
export function useValue(
  placed: PlacedStep,
  value: unknown,
  type: Type | undefined,
  pointer: string,
  what: string,
): Operand {
  const { context } = placed.scope;
  if (value === undefined) {
    context.report("not-a-ref", { what, found: "undefined" }, pointer, { hint: UNDEFINED_HINT });
  }
  const operand = toOperand(value, value === undefined ? "null" : type, (path, found, expected) => {
    const inside = path.length > 0 ? `${what}, at ${path.join(".")},` : what;
    const site = context.sites && path.length > 0 ? partOf(siteAt(context.sites, pointer), ...path) : undefined;
    const extras = site && { call: site };
    context.report("literal-type", { what: inside, found, expected: formatType(expected) }, pointer, extras);
  });
  for (const ref of operand.refs) useRef(placed, ref, pointer);
  return operand;
}

/** Checks that a ref belongs to the step's workflow and loop, and adds the edges it means. */
export function useRef(placed: PlacedStep, ref: RefNode, pointer: string): void {
  if (ref.scope !== undefined && !belongs(placed, ref, ref.scope, pointer)) return;
  for (const dep of ref.deps) need(placed, dep);
}

function belongs(placed: PlacedStep, ref: RefNode, scope: Scope, pointer: string): boolean {
  const { context } = placed.scope;
  if (scope.context !== context) {
    const details = { ref: describeRef(ref.expr), workflow: context.workflowId, other: scope.context.workflowId };
    context.report("foreign-ref", details, pointer);
    return false;
  }
  if (encloses(scope, placed.scope)) return true;
  context.report("escaped-ref", { ref: describeRef(ref.expr), loop: scope.owner?.id ?? "" }, pointer);
  return false;
}

/** Adds an edge from a step; where that is outside the step's loop, the loop waits for it. */
export function need(placed: PlacedStep, step: string): void {
  const source = placed.scope.context.placed.get(step);
  if (source === undefined) return;
  let waiting: PlacedStep | undefined = placed;
  while (waiting !== undefined && waiting.scope !== source.scope) waiting = waiting.scope.owner;
  if (waiting === undefined || waiting === source) return;
  if (!waiting.needs.some((known) => known.step === step)) waiting.needs.push({ step });
}

/** The edges of a finished step: its own, and the gate of its arm unless a step of the same arm already implies it. */
export function needsOf(placed: PlacedStep, join: Step["join"]): readonly Need[] {
  const { arm, needs } = placed;
  placed.join = join;
  if (placed.after !== undefined) dropFollowed(placed, placed.after);
  if (arm === undefined || needs.some((known) => isWithin(placed, known.step, arm))) return needs;
  if (join === "any" && needs.length > 0) {
    placed.scope.context.report("any-join-in-arm", { step: placed.id, gate: arm.gate }, `${placed.pointer}/join`);
  }
  const other = needs.filter((known) => known.step !== arm.gate);
  return [...other, { step: arm.gate, when: arm.when }];
}

function isWithin(placed: PlacedStep, step: string, arm: Arm): boolean {
  const source = placed.scope.context.placed.get(step);
  for (let at = source?.arm; at !== undefined; at = at.parent) if (at === arm) return true;
  return false;
}

/** The join rule: what the user said, else `any` where the step merges arms. */
export function joinOf(
  placed: PlacedStep,
  said: "all" | "any" | undefined,
  refs: readonly RefNode[],
): "any" | undefined {
  if (said !== undefined) return said === "any" ? "any" : undefined;
  if (!refs.some((ref) => ref.merges)) return undefined;
  const merged = new Set(refs.filter((ref) => ref.merges).flatMap((ref) => ref.deps));
  const other = placed.needs.find((known) => !merged.has(known.step));
  if (other === undefined) return "any";
  placed.scope.context.report("merge-with-other-inputs", { step: placed.id, other: other.step }, placed.pointer);
  return undefined;
}

/** The expression of a condition; what is none is reported. */
export function conditionExpr(reader: PlacedStep, condition: unknown, pointer: string, where: string): Expr {
  if (!isRef(condition) && typeof condition !== "boolean") {
    reader.scope.context.report(
      "not-a-ref",
      { what: `The condition of ${where}`, found: describe(condition) },
      pointer,
    );
    return { kind: "literal", type: "bool", value: false };
  }
  return useValue(reader, condition, "bool", pointer, `The condition of ${where}`).expr;
}

/** The condition `expr` turned round. */
export function negated(condition: Expr): Expr {
  return { kind: "op", op: "not", args: [condition] };
}

const retryNames: Readonly<Record<string, string>> = { max: "maxDelay", kind: "backoff" };

/** Where an option's part stands within the options that the user wrote, by the rest of its pointer in the IR. */
export function optionPath([option = "", ...rest]: readonly string[]): readonly (string | number)[] {
  if (option === "retry")
    return [option, ...rest.filter((key) => key !== "backoff").map((key) => retryNames[key] ?? key)];
  if (option === "emits") return [option, ...rest.map((key, at) => (at !== 1 ? key : key === "name" ? 0 : 1))];
  return [option, ...rest];
}

/** Reports a value of a shape that only untyped code can write; true when it is as it should be. */
export function hasShape(
  placed: PlacedStep,
  isSound: boolean,
  [what, value, expected]: readonly [what: string, value: unknown, expected: string],
  pointer: string,
): boolean {
  if (!isSound) placed.scope.context.report("literal-type", { what, found: describe(value), expected }, pointer);
  return isSound;
}

/** Notes where a part of the workflow was written. */
export function noteSite(
  context: BuildContext,
  pointer: string,
  site: Site | undefined,
  part?: NotedSite["part"],
): void {
  if (site !== undefined) context.sites?.set(pointer, { site, part });
}
