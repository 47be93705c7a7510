import type { Input, Type } from "@stave/ir-schema";
import { finish, noteContainer } from "./container.js";
import type { PlacedStep } from "./context.js";
import { createHandle } from "./handle.js";
import { describe } from "./literal.js";
import type { ParamSpecs, SubworkflowOptions } from "./options.js";
import { noteSite, placeStep, type Spot, useValue } from "./placing.js";
import type { RefNode } from "./ref.js";
import { partOf, type Site } from "./sites.js";
import { type DefinitionNode, definitionNode } from "./workflow.js";

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
  const outputs = child === undefined ? {} : outputTypes(spot, child);
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

/** What a workflow gives back; one that is defined elsewhere is not built. */
function outputTypes({ scope }: Spot, child: DefinitionNode): Readonly<Record<string, Type>> {
  const pointer = `${scope.pointer}/${scope.steps.length}`;
  const outputs = child.external?.outputs ?? scope.context.buildChild(child, pointer)?.document.workflow.outputs ?? {};
  return Object.fromEntries(Object.entries(outputs).map(([name, { type }]) => [name, type]));
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
    const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
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
