import type { Expr, Type, WhileStep } from "@stave/ir-schema";
import { type Body, bodyReader, finish, innerScope, namedResults, noteContainer } from "./container.js";
import type { PlacedStep, Scope } from "./context.js";
import { createHandle } from "./handle.js";
import { describe } from "./literal.js";
import { createRef } from "./operations.js";
import type { ParamSpecs, WhileOptions } from "./options.js";
import type { ParamSpec } from "./params.js";
import { conditionExpr, noteSite, placeStep, type Spot, useValue } from "./placing.js";
import { POISON } from "./poison.js";
import type { RefNode } from "./ref.js";
import { partOf, type Site } from "./sites.js";
import { isParamSpec } from "./sound-definition.js";

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
  const types: Record<string, Type> = Object.fromEntries(
    Object.entries(vars)
      .filter(([name]) => name !== "__proto__")
      .map(([name, spec]) => [name, typeOf(spec)]),
  );
  const placed = placeStep(spot, id, types);
  noteContainer(placed, site, 4);
  const { context } = placed.scope;
  context.loops.set(id, types);
  const refs: RefNode[] = [];
  const inits = Object.entries(vars).map(([name, spec]) => {
    noteSite(context, `${placed.pointer}/vars/${name}`, partOf(site, 1, name));
    return [name, firstValue(placed, name, spec, refs)] as const;
  });
  const scope = innerScope(placed);
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
      inits
        .filter(([name]) => Object.hasOwn(types, name))
        .map(([name, init]) => [name, { type: types[name] as Type, init, ...(next[name] && { next: next[name] }) }]),
    ),
    condition: asked,
    ...(options.limit !== undefined && { limit: options.limit }),
    steps: scope.steps,
    outputs: types,
  } as WhileStep;
  return createHandle(placed);
}

const literalTypes: Readonly<Record<string, Type>> = { number: "float", string: "string", boolean: "bool" };

// What is no type is refused later; until then the rest is read as if it stood for its own type.
function typeOf(spec: unknown): Type {
  return isParamSpec(spec) ? spec.type : (literalTypes[typeof spec] ?? "json");
}

function firstValue(placed: PlacedStep, name: string, spec: ParamSpec<unknown>, refs: RefNode[]): Expr {
  const pointer = `${placed.pointer}/vars/${name}`;
  if (!isParamSpec(spec) || name === "__proto__") {
    const what = `Variable "${name}" of loop "${placed.id}"`;
    const problem = { what, found: describe(spec), expected: "a type with a first value such as p.int(0)" };
    placed.scope.context.report("literal-type", problem, pointer);
    return POISON;
  }
  if (!("default" in spec.options)) {
    placed.scope.context.report("missing-init", { step: placed.id, variable: name }, pointer);
    return POISON;
  }
  const what = `The first value of "${name}" of loop "${placed.id}"`;
  const operand = useValue(placed, spec.options.default ?? null, spec.type, pointer, what);
  refs.push(...operand.refs);
  return operand.expr;
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
    if (!Object.hasOwn(types, name))
      scope.context.report("unknown-loop-variable", { variable: name, step: placed.id }, pointer);
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
