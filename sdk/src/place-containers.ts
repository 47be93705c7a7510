import type { Expr, ForeachStep, Input, Type, WhileStep } from "@stave/ir-schema";
import type { Arm, PlacedStep, Scope } from "./context.js";
import { createHandle, outputRef, placedNode } from "./handle.js";
import { describe } from "./literal.js";
import { createRef } from "./operations.js";
import type { ForeachOptions, ParamSpecs, StepOptions, SubworkflowOptions, WhileOptions } from "./options.js";
import {
  joinOf,
  needAfter,
  needsOf,
  negated,
  noteSite,
  optionPath,
  placeStep,
  type Spot,
  useValue,
} from "./placing.js";
import { POISON } from "./poison.js";
import { isRef, type RefNode } from "./ref.js";
import { partOf, type Site } from "./sites.js";
import { commonFields, type OwnOption } from "./step-fields.js";
import { typeOfOperand } from "./typing.js";
import { definitionNode } from "./workflow.js";

type Body = (spot: Spot, ...vars: readonly unknown[]) => unknown;

/** Members every container shares: options, edges and join rule. Called when its body has been placed. */
function finish(
  placed: PlacedStep,
  options: StepOptions,
  refs: RefNode[],
  own: readonly OwnOption[] = [],
): Record<string, unknown> {
  if (options.after) needAfter(placed, options.after, `${placed.pointer}/after`);
  const common = commonFields(placed, options, refs, own);
  const join = joinOf(placed, options.join, refs);
  const needs = needsOf(placed, join);
  return { ...common, ...(needs.length > 0 && { needs }), ...(join && { join }) };
}

function noteContainer(placed: PlacedStep, site: Site | undefined, optionsAt: number): void {
  noteSite(placed.scope.context, placed.pointer, site, (rest) => {
    const at = { id: 0, workflow: 1 }[rest[0] ?? ""];
    return at === undefined ? partOf(site, optionsAt, ...optionPath(rest)) : partOf(site, at);
  });
}

function inner(placed: PlacedStep): Scope {
  return {
    context: placed.scope.context,
    parent: placed.scope,
    pointer: `${placed.pointer}/steps`,
    owner: placed,
    steps: [],
  };
}

/** What a body gave back, as refs or values by name. */
export function namedResults(result: unknown): readonly (readonly [string, unknown])[] {
  if (typeof result !== "object" || result === null) return [];
  const placed = placedNode(result);
  return placed
    ? Object.keys(placed.outputs).map((name) => [name, outputRef(placed, name)] as const)
    : Object.entries(result);
}

/** Places a foreach. */
export function placeForeach(
  spot: Spot,
  id: string,
  lists: Readonly<Record<string, unknown>>,
  body: Body,
  options: ForeachOptions,
  site: Site | undefined,
): object {
  const outputs: Record<string, Type> = {};
  const placed = placeStep(spot, id, outputs);
  noteContainer(placed, site, 3);
  const refs: RefNode[] = [];
  const over = Object.entries(lists).map(([name, list]) => loopOver(placed, name, list, refs, site));
  const types = Object.fromEntries(over.map(({ name, type }) => [name, type]));
  const { context } = placed.scope;
  context.loops.set(id, types);
  const scope = inner(placed);
  const at = spot.scope.steps.push(undefined as never) - 1;
  const vars = over.map(
    ({ name, type }) => [name, createRef({ kind: "loop", step: id, name }, type, [], scope)] as const,
  );
  const result = body({ scope, arm: undefined }, Object.fromEntries(vars));
  const returned = partOf(site, 2, "return");
  noteSite(context, `${placed.pointer}/collect`, returned, ([name = ""]) => partOf(returned, name));
  const collect = collected(placed, scope, result, outputs);
  const { concurrency, strictOrder } = options;
  spot.scope.steps[at] = {
    kind: "foreach",
    id,
    ...finish(placed, options, refs, ["concurrency", "strictOrder"]),
    over,
    ...(concurrency !== undefined && { concurrency }),
    ...(strictOrder !== undefined && { strictOrder }),
    steps: scope.steps,
    collect,
    outputs,
  } as ForeachStep;
  return createHandle(placed);
}

function loopOver(
  placed: PlacedStep,
  name: string,
  list: unknown,
  refs: RefNode[],
  site: Site | undefined,
): ForeachStep["over"][number] {
  const { context } = placed.scope;
  const pointer = `${placed.pointer}/over/${name}`;
  noteSite(context, pointer, partOf(site, 1, name));
  const operand = useValue(placed, list, undefined, pointer, `The list "${name}" of loop "${placed.id}"`);
  refs.push(...operand.refs);
  const type = typeOfOperand(placed.scope, operand, list);
  return { name, type: itemType(type), in: operand.expr };
}

function itemType(type: Type): Type {
  return typeof type === "object" && type.kind === "list" ? type.of : "json";
}

function collected(
  placed: PlacedStep,
  scope: Scope,
  result: unknown,
  outputs: Record<string, Type>,
): Record<string, Expr> {
  const reader = bodyReader(placed, scope);
  const collect: Record<string, Expr> = {};
  for (const [name, value] of namedResults(result)) {
    const operand = useValue(
      reader,
      value,
      undefined,
      `${placed.pointer}/collect/${name}`,
      `What loop "${placed.id}" returns as "${name}"`,
    );
    collect[name] = operand.expr;
    outputs[name] = { kind: "list", of: typeOfOperand(scope, operand, value) };
  }
  return collect;
}

/** Stands at the end of a loop's body: what is read there must be visible there, and what is outside is needed by the loop. */
function bodyReader(placed: PlacedStep, scope: Scope): PlacedStep {
  return { id: placed.id, scope, arm: undefined, pointer: placed.pointer, needs: [], outputs: {} };
}

/** Places a while. */
export function placeWhile(
  spot: Spot,
  id: string,
  vars: ParamSpecs,
  condition: (vars: unknown) => unknown,
  body: Body,
  options: WhileOptions,
  site: Site | undefined,
): object {
  const types: Record<string, Type> = Object.fromEntries(Object.entries(vars).map(([name, spec]) => [name, spec.type]));
  const placed = placeStep(spot, id, types);
  noteContainer(placed, site, 4);
  const { context } = placed.scope;
  context.loops.set(id, types);
  const refs: RefNode[] = [];
  const inits = Object.entries(vars).map(([name, spec]) => {
    const pointer = `${placed.pointer}/vars/${name}`;
    noteSite(context, pointer, partOf(site, 1, name));
    if (!("default" in spec.options)) {
      context.report("missing-init", { step: id, variable: name }, pointer);
      return [name, POISON] as const;
    }
    const operand = useValue(
      placed,
      spec.options.default ?? null,
      spec.type,
      pointer,
      `The first value of "${name}" of loop "${id}"`,
    );
    refs.push(...operand.refs);
    return [name, operand.expr] as const;
  });
  const scope = inner(placed);
  const at = spot.scope.steps.push(undefined as never) - 1;
  const loopRefs = Object.fromEntries(
    Object.entries(types).map(([name, type]) => [name, createRef({ kind: "loop", step: id, name }, type, [], scope)]),
  );
  noteSite(context, `${placed.pointer}/condition`, partOf(site, 2));
  const asked = conditionExpr(
    bodyReader(placed, scope),
    condition(loopRefs),
    `${placed.pointer}/condition`,
    `loop "${id}"`,
  );
  const next = nextValues(placed, scope, types, body({ scope, arm: undefined }, loopRefs), site);
  spot.scope.steps[at] = {
    kind: "while",
    id,
    ...finish(placed, options, refs, ["limit"]),
    vars: Object.fromEntries(
      inits.map(([name, init]) => [name, { type: types[name] as Type, init, ...(next[name] && { next: next[name] }) }]),
    ),
    condition: asked,
    ...(options.limit !== undefined && { limit: options.limit }),
    steps: scope.steps,
    outputs: types,
  } as WhileStep;
  return createHandle(placed);
}

function nextValues(
  placed: PlacedStep,
  scope: Scope,
  types: Record<string, Type>,
  result: unknown,
  site: Site | undefined,
): Record<string, Expr> {
  const reader = bodyReader(placed, scope);
  const next: Record<string, Expr> = {};
  for (const [name, value] of namedResults(result)) {
    const pointer = `${placed.pointer}/vars/${name}/next`;
    noteSite(scope.context, pointer, partOf(site, 3, "return", name));
    if (!(name in types)) scope.context.report("unknown-loop-variable", { variable: name, step: placed.id }, pointer);
    else
      next[name] = useValue(
        reader,
        value,
        types[name],
        pointer,
        `The next value of "${name}" of loop "${placed.id}"`,
      ).expr;
  }
  return next;
}

function conditionExpr(reader: PlacedStep, condition: unknown, pointer: string, where: string): Expr {
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

/** Places the gate of a branch and its first arm; gives the arms' results and a way to the other arm. */
export function placeWhen(
  spot: Spot,
  id: string,
  condition: unknown,
  body: Body,
  options: StepOptions,
  site: Site | undefined,
): object {
  const outputs: Record<string, Type> = { condition: "bool" };
  const placed = placeStep(spot, id, outputs);
  noteContainer(placed, site, 3);
  const { context } = placed.scope;
  const pointer = `${placed.pointer}/inputs/condition`;
  noteSite(context, pointer, partOf(site, 1));
  const asked = conditionExpr(placed, condition, pointer, `branch "${id}"`);
  const refs = isRef(condition) ? [condition] : [];
  const inputs: Record<string, Input> = { condition: { type: "bool", value: asked } };
  spot.scope.steps.push({ kind: "noop", id, ...finish(placed, options, refs), inputs, outputs } as never);
  const answer: Expr = { kind: "output", step: id, name: "condition" };
  const arm = (when: Expr): Arm => ({ parent: spot.arm, gate: id, when });
  const result = body({ scope: spot.scope, arm: arm(answer) });
  const base = typeof result === "object" && result !== null ? result : {};
  return Object.create(base, {
    otherwise: { value: (other: Body) => other({ scope: spot.scope, arm: arm(negated(answer)) }) },
  });
}

/** Places a call of another workflow. */
export function placeSubworkflow(
  spot: Spot,
  id: string,
  workflow: unknown,
  args: Readonly<Record<string, unknown>>,
  options: SubworkflowOptions,
  site: Site | undefined,
): object {
  const { context } = spot.scope;
  const child = definitionNode(workflow);
  const built = child && context.buildChild(child, `${spot.scope.pointer}/${spot.scope.steps.length}`);
  const outputs: Record<string, Type> = Object.fromEntries(
    Object.entries(built?.document.workflow.outputs ?? {}).map(([name, output]) => [name, output.type]),
  );
  const placed = placeStep(spot, id, options.sync === false ? {} : outputs);
  noteContainer(placed, site, 3);
  if (child === undefined)
    context.report("not-a-workflow", { step: id, found: describe(workflow) }, `${placed.pointer}/workflow`);
  const refs: RefNode[] = [];
  const inputs = child ? childInputs(placed, child.id, child.options.params ?? {}, args, refs, site) : {};
  const { sync, version } = options;
  spot.scope.steps.push({
    kind: "subworkflow",
    id,
    ...finish(placed, options, refs, ["sync", "version"]),
    workflow: child?.id ?? id,
    ...(version !== undefined && { version: String(version) }),
    ...(sync !== undefined && { sync }),
    inputs,
    outputs: placed.outputs,
  } as never);
  return createHandle(placed);
}

function childInputs(
  placed: PlacedStep,
  child: string,
  specs: ParamSpecs,
  args: Readonly<Record<string, unknown>>,
  refs: RefNode[],
  site: Site | undefined,
): Record<string, Input> {
  const { context } = placed.scope;
  const inputs: Record<string, Input> = {};
  const known = Object.keys(specs).join(", ");
  for (const [name, value] of Object.entries(args)) {
    const pointer = `${placed.pointer}/inputs/${name}`;
    noteSite(context, pointer, partOf(site, 2, name));
    const spec = specs[name];
    if (spec === undefined) {
      context.report("unknown-workflow-param", { workflow: child, param: name, known }, pointer);
      continue;
    }
    if (value === undefined) continue;
    const operand = useValue(placed, value, spec.type, pointer, `Param "${name}" of subworkflow "${placed.id}"`);
    refs.push(...operand.refs);
    inputs[name] = { type: spec.type, value: operand.expr };
  }
  for (const [name, spec] of Object.entries(specs)) {
    if (!spec.optional && inputs[name] === undefined && !(name in args)) {
      context.report(
        "missing-argument",
        { argument: name, call: `workflow "${child}"`, step: placed.id },
        `${placed.pointer}/inputs`,
      );
    }
  }
  return inputs;
}
