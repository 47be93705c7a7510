import type { Expr, ForeachStep, Type } from "@stave/ir-schema";
import { type Body, bodyReader, finish, innerScope, namedResults, noteContainer } from "./container.js";
import type { PlacedStep, Scope } from "./context.js";
import { createHandle } from "./handle.js";
import { createRef } from "./operations.js";
import type { ForeachOptions } from "./options.js";
import { hasShape, noteSite, placeStep, type Spot, useValue } from "./placing.js";
import type { RefNode } from "./ref.js";
import { partOf, type Site } from "./sites.js";
import { typeOfOperand } from "./typing.js";

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
  noteSite(placed.scope.context, `${placed.pointer}/over`, partOf(site, 1));
  hasShape(
    placed,
    over.length > 0,
    [`What loop "${id}" goes over`, lists, "at least one list"],
    `${placed.pointer}/over`,
  );
  const types = Object.fromEntries(over.map(({ name, type }) => [name, type]));
  const { context } = placed.scope;
  context.loops.set(id, types);
  const scope = innerScope(placed);
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
