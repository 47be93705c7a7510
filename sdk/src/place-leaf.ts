import type { Expr, Input, Type } from "@stave/ir-schema";
import type { PlacedStep } from "./context.js";
import { needAfter } from "./edges.js";
import { createHandle } from "./handle.js";
import { describe } from "./literal.js";
import type { StepOptions } from "./options.js";
import { joinOf, needsOf, noteSite, optionPath, placeStep, type Spot, useValue } from "./placing.js";
import type { RefNode } from "./ref.js";
import { partOf, type Site } from "./sites.js";
import { type CallNode, callNode } from "./step-call.js";
import { commonFields } from "./step-fields.js";
import { typeOfOperand } from "./typing.js";

const NO_OPTIONS: StepOptions = {};

/** Places a step call. */
export function placeLeaf(
  spot: Spot,
  id: string,
  call: unknown,
  given: StepOptions | undefined,
  site: Site | undefined,
): object {
  const node = callNode(call);
  if (node === undefined) return refuseCall(spot, id, call, site);
  const options = given ?? NO_OPTIONS;
  const outputs: Record<string, Type> = node.kind === "noop" ? {} : (node.outputs as Record<string, Type>);
  const placed = placeStep(spot, id, outputs);
  if (spot.scope.context.sites) noteLeafSites(placed, node, site);
  const refs: RefNode[] = [];
  const inputs = placeInputs(placed, node, refs);
  const env = node.env && placeEnv(placed, node.env, refs);
  if (node.kind === "noop") for (const name in inputs) outputs[name] = (inputs[name] as Input).type;
  if (options.after) needAfter(placed, options.after, `${placed.pointer}/after`);
  const common = options === NO_OPTIONS ? undefined : commonFields(placed, options, refs, ["environment"]);
  const join = joinOf(placed, options.join, refs);
  const needs = needsOf(placed, join);
  spot.scope.steps.push({
    kind: node.kind,
    id,
    ...common,
    ...(needs.length > 0 && { needs }),
    ...(join && { join }),
    ...node.fields,
    ...(options.environment !== undefined && { environment: options.environment }),
    ...(env && { env }),
    inputs,
    outputs,
  } as never);
  return createHandle(placed);
}

function placeInputs(placed: PlacedStep, node: CallNode, refs: RefNode[]): Record<string, Input> {
  const inputs: Record<string, Input> = {};
  for (const name in node.inputs) {
    const { type, value } = node.inputs[name] as { type: Type | undefined; value: unknown };
    const pointer = `${placed.pointer}/inputs/${name}`;
    if (name === "__proto__") {
      placed.scope.context.report("reserved-id", { what: "argument", id: name }, pointer);
      continue;
    }
    const operand = useValue(placed, value, type, pointer, `Argument "${name}" of step "${placed.id}"`);
    if (operand.refs.length > 0) refs.push(...operand.refs);
    inputs[name] = { type: type ?? typeOfOperand(placed.scope, operand, value), value: operand.expr };
  }
  for (const { name, argument, hint } of node.problems ?? []) {
    const details = { argument, call: node.label, step: placed.id };
    placed.scope.context.report(
      name,
      details,
      `${placed.pointer}/inputs/${argument}`,
      hint === undefined ? {} : { hint },
    );
  }
  return inputs;
}

function placeEnv(placed: PlacedStep, env: Readonly<Record<string, unknown>>, refs: RefNode[]): Record<string, Expr> {
  const exprs: Record<string, Expr> = {};
  for (const [name, value] of Object.entries(env)) {
    const what = `Environment variable "${name}" of step "${placed.id}"`;
    const operand = useValue(placed, value, "string", `${placed.pointer}/env/${name}`, what);
    refs.push(...operand.refs);
    exprs[name] = operand.expr;
  }
  return exprs;
}

function refuseCall(spot: Spot, id: string, call: unknown, site: Site | undefined): object {
  const placed = placeStep(spot, id, {});
  const given = partOf(site, 1);
  const details = { step: id, found: describe(call) };
  spot.scope.context.report("not-a-step-call", details, placed.pointer, given && { call: given });
  return createHandle(placed);
}

function noteLeafSites(placed: PlacedStep, node: CallNode, site: Site | undefined): void {
  noteSite(placed.scope.context, placed.pointer, site, (rest) => {
    const [member, name = "", below] = rest;
    const call = node.site ?? partOf(site, 1);
    if (member === "id") return partOf(site, 0);
    if (member === "env") return partOf(call, node.inputsPath?.[0] ?? 0, "env", name);
    if (member === "outputs") return node.returnsAt ?? partOf(site, 0);
    if (member !== "inputs") return partOf(site, 2, ...optionPath(rest));
    return below === "type" ? (node.declared?.[name] ?? null) : partOf(call, ...(node.inputsPath ?? []), name);
  });
}
