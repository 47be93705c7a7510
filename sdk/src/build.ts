import {
  createDiagnostic,
  type Diagnostic,
  IR_VERSION,
  type IrDocument,
  type Param,
  StaveError,
  type Trigger,
  type Type,
  type Workflow,
} from "@stave/ir-schema";
import type { Builder } from "./builder.js";
import { namedResults } from "./container.js";
import type { BuildContext, PlacedStep, Scope } from "./context.js";
import { inBuild } from "./current-build.js";
import { durationText } from "./duration.js";
import { describe, UNDEFINED_HINT } from "./literal.js";
import { createRef } from "./operations.js";
import type { ParamSpecs, StepOptions, WorkflowOptions } from "./options.js";
import type { ParamSpec } from "./params.js";
import { placeForeach } from "./place-foreach.js";
import { placeLeaf } from "./place-leaf.js";
import { placeSubworkflow } from "./place-subworkflow.js";
import { placeWhen } from "./place-when.js";
import { placeWhile } from "./place-while.js";
import { noteSite, type Spot, useValue } from "./placing.js";
import { isRef } from "./ref.js";
import { captureSite, partOf, type Site, withSites } from "./sites.js";
import { isParamSpec, soundDefinition } from "./sound-definition.js";
import type { TriggerSpec } from "./triggers.js";
import { typeOfOperand } from "./typing.js";
import type { BuildOptions, BuildResult, DefinitionNode } from "./workflow.js";

/** Builds the IR of a definition: runs its body and collects what is wrong. Never throws for the user's mistakes. */
export function buildWorkflow(definition: DefinitionNode, options: BuildOptions): BuildResult {
  return withSites(options.sites, () => build(definition, options, []));
}

const children = {
  plain: new WeakMap<DefinitionNode, BuildResult>(),
  sited: new WeakMap<DefinitionNode, BuildResult>(),
};

function build(definition: DefinitionNode, options: BuildOptions, ancestors: readonly DefinitionNode[]): BuildResult {
  const called: DefinitionNode[] = [];
  const reached = new Set<DefinitionNode>();
  const context = createContext(definition, options, (child, pointer) => {
    const result = buildCalled(child, options, [...ancestors, definition]);
    const below = [child, ...(result?.reached ?? [])];
    for (const node of below) reached.add(node);
    if (below.includes(definition)) context.report("recursive-subworkflow", { workflow: definition.id }, pointer);
    if (result !== undefined && !called.includes(child)) called.push(child);
    return result;
  });
  const document = buildDocument(soundDefinition(definition, context), context);
  return {
    document,
    diagnostics: context.diagnostics,
    complete: !context.threw,
    sites: context.sites ?? new Map(),
    subworkflows: called,
    reached,
  };
}

/** The result of a workflow that another one calls; undefined where it is being built already. */
function buildCalled(
  child: DefinitionNode,
  options: BuildOptions,
  ancestors: readonly DefinitionNode[],
): BuildResult | undefined {
  if (ancestors.includes(child)) return undefined;
  const known = options.sites ? children.sited : children.plain;
  const result = known.get(child) ?? build(child, options, ancestors);
  known.set(child, result);
  return result;
}

function createContext(
  definition: DefinitionNode,
  options: BuildOptions,
  buildChild: BuildContext["buildChild"],
): BuildContext {
  const diagnostics: Diagnostic[] = [];
  const workflowId = typeof definition.id === "string" ? definition.id : describe(definition.id);
  const params = (definition.options as WorkflowOptions<ParamSpecs> | undefined | null)?.params ?? {};
  const types: Record<string, Type> = {};
  for (const name in params) if (isParamSpec(params[name])) types[name] = params[name].type;
  return {
    workflowId,
    params: types,
    placed: new Map(),
    loops: new Map(),
    diagnostics,
    threw: false,
    sites: options.sites ? new Map() : undefined,
    buildChild,
    report: (name, details, pointer, { call, ...extras } = {}) => {
      const at = { workflow: workflowId, pointer, ...(call && { call }) };
      diagnostics.push(createDiagnostic(name, details, at, extras));
    },
  };
}

function buildDocument(definition: DefinitionNode, context: BuildContext): IrDocument {
  const { id, options } = definition;
  if (context.sites) noteWorkflowSites(context, definition, definition.site());
  const scope: Scope = { context, parent: undefined, pointer: "/steps", owner: undefined, steps: [] };
  const end: PlacedStep = { id: "", scope, arm: undefined, pointer: "", needs: [], outputs: {} };
  const params = paramsOf(end, options.params ?? {});
  const settings = settingsOf(end, options);
  const result = runBody(definition, scope);
  const outputs = outputsOf(end, result);
  const workflow: Workflow = {
    id,
    ...settings,
    ...(params && { params }),
    steps: scope.steps,
    ...(outputs && { outputs }),
  };
  return { ir: IR_VERSION, workflow };
}

function runBody(definition: DefinitionNode, scope: Scope): unknown {
  const { context } = scope;
  const refs: Record<string, unknown> = {};
  for (const name in context.params) refs[name] = createRef({ kind: "param", name }, context.params[name], [], scope);
  try {
    const builder = createBuilder({ scope, arm: undefined });
    const result = inBuild(context, () => definition.body(builder, refs as never));
    if (result instanceof Promise) context.report("async-body", { where: `workflow "${definition.id}"` }, "");
    return result;
  } catch (error) {
    context.threw = true;
    reportThrown(context, error);
    scope.steps.splice(0, scope.steps.length, ...scope.steps.filter(Boolean));
    return undefined;
  }
}

function reportThrown(context: BuildContext, error: unknown): void {
  const call = placeOfError(error);
  if (error instanceof StaveError) {
    context.diagnostics.push(
      ...error.diagnostics.map((item) => ({
        ...item,
        at: { workflow: context.workflowId, ...(call && { call }), ...item.at },
      })),
    );
    return;
  }
  const problem = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const at = { workflow: context.workflowId, ...(call ? { call } : { pointer: "" }) };
  context.diagnostics.push(createDiagnostic("body-threw", { workflow: context.workflowId, problem }, at));
}

/** The first frame of an error outside of this package. */
function placeOfError(error: unknown): Site | undefined {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  for (const [, file, line, column] of stack.matchAll(/\(?((?:file:\/\/|\/|[A-Za-z]:\\)[^()\n]*?):(\d+):(\d+)\)?$/gm)) {
    if (
      file &&
      !/[\\/](@stave|sdk|ir-schema|cli|compiler)[\\/](src|dist)[\\/]|[\\/]node_modules[\\/]|^node:/.test(file)
    ) {
      return { file, line: Number(line), column: Number(column) };
    }
  }
  return undefined;
}

/** An id as a text; what is none is reported. */
function textId({ scope }: Spot, id: unknown): string {
  if (typeof id === "string") return id;
  const details = { what: "The id of a step", found: describe(id), expected: "string" };
  scope.context.report("literal-type", details, `${scope.pointer}/${scope.steps.length}/id`);
  return describe(id);
}

function createBuilder(spot: Spot): Builder {
  const within =
    (body: unknown) =>
    (inside: Spot, ...vars: readonly unknown[]) => {
      if (typeof body === "function") return body(createBuilder(inside), ...vars);
      const { context, pointer } = inside.scope;
      const details = { what: "A body", found: describe(body), expected: "(w) => …" };
      context.report("literal-type", details, pointer.replace(/\/steps$/, ""));
      return undefined;
    };
  const builder = {
    step: (id: string, call: unknown, options?: StepOptions) =>
      placeLeaf(spot, textId(spot, id), call, options, captureSite(builder.step as never)),
    foreach: (id: string, lists: Readonly<Record<string, unknown>>, body: never, options = {}) =>
      placeForeach(spot, textId(spot, id), lists, within(body), options, captureSite(builder.foreach as never)),
    when: (id: string, condition: unknown, body: never, options = {}) => {
      const arms = placeWhen(
        spot,
        textId(spot, id),
        condition,
        within(body),
        options,
        captureSite(builder.when as never),
      ) as {
        otherwise: (other: unknown) => unknown;
      };
      return Object.create(arms, { otherwise: { value: (other: never) => arms.otherwise(within(other)) } });
    },
    while: (id: string, vars: ParamSpecs, condition: never, body: never, options = {}) =>
      placeWhile(spot, textId(spot, id), vars, condition, within(body), options, captureSite(builder.while as never)),
    subworkflow: (id: string, workflow: unknown, args: Readonly<Record<string, unknown>>, options = {}) =>
      placeSubworkflow(spot, textId(spot, id), workflow, args, options, captureSite(builder.subworkflow as never)),
  };
  return builder as unknown as Builder;
}

function paramsOf(end: PlacedStep, specs: ParamSpecs): Record<string, Param> | undefined {
  const params: Record<string, Param> = {};
  let any = false;
  for (const name in specs) {
    any = true;
    params[name] = paramOf(end, name, specs[name] as ParamSpec<unknown>);
  }
  return any ? params : undefined;
}

function paramOf(end: PlacedStep, name: string, spec: ParamSpec<unknown>): Param {
  const { type } = spec;
  const {
    default: value,
    pattern,
    min,
    max,
    ...rest
  } = spec.options as Record<string, unknown> & { pattern?: string | RegExp };
  if ("default" in spec.options && value === undefined) {
    const details = { what: `The default of param "${name}"`, found: "undefined" };
    end.scope.context.report("not-a-ref", details, `/params/${name}/default`, { hint: UNDEFINED_HINT });
  }
  if (value === undefined && Object.keys(rest).length === 0 && !pattern && min === undefined && max === undefined)
    return { type };
  const pointer = `/params/${name}`;
  const encoded = (what: string, given: unknown): unknown => {
    const { expr } = useValue(end, given, type, `${pointer}/${what}`, `The ${what} of param "${name}"`);
    return expr.kind === "literal" ? expr.value : undefined;
  };
  return {
    type,
    ...(value !== undefined && {
      default: useValue(end, value, type, `${pointer}/default`, `The default of param "${name}"`).expr,
    }),
    ...(pattern !== undefined && { pattern: typeof pattern === "string" ? pattern : pattern.source }),
    ...(min !== undefined && { min: encoded("min", min) as number }),
    ...(max !== undefined && { max: encoded("max", max) as number }),
    ...rest,
  };
}

function settingsOf(end: PlacedStep, options: WorkflowOptions<ParamSpecs>): Partial<Workflow> {
  const { params: _, triggers, runStrategy, timeout, tags, ...plain } = options;
  return {
    ...plain,
    ...(tags && { tags: [...tags] }),
    ...(triggers && { triggers: triggers.map((spec) => triggerOf(spec)) }),
    ...(runStrategy && { runStrategy: typeof runStrategy === "string" ? { rule: runStrategy } : runStrategy }),
    ...(timeout !== undefined && { timeout: workflowTimeout(end, timeout) }),
  };
}

function workflowTimeout(
  end: PlacedStep,
  timeout: NonNullable<WorkflowOptions<ParamSpecs>["timeout"]>,
): NonNullable<Workflow["timeout"]> {
  const value = isRef(timeout) ? timeout : durationText(timeout as never);
  return useValue(end, value, "duration", "/timeout", "The timeout of the workflow").expr;
}

function triggerOf(spec: TriggerSpec): Trigger {
  if ("kind" in spec) return spec.kind === "cron" ? spec.trigger : { kind: "signal", signals: [spec.source] };
  return { kind: "signal", signals: spec.map(({ source }) => source) };
}

function outputsOf(end: PlacedStep, result: unknown): Workflow["outputs"] | undefined {
  const entries = namedResults(result).map(([name, value]) => {
    const operand = useValue(end, value, undefined, `/outputs/${name}`, `Output "${name}" of the workflow`);
    return [name, { type: typeOfOperand(end.scope, operand, value), value: operand.expr }] as const;
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function noteWorkflowSites(context: BuildContext, definition: DefinitionNode, site: Site | undefined): void {
  const { options } = definition;
  const result = partOf(site, definition.bodyAt, "return");
  noteSite(context, "", site);
  noteSite(context, "/outputs", result, ([name = ""]) => partOf(result, name));
  noteSite(context, "/id", partOf(site, 0));
  for (const name of Object.keys(options))
    noteSite(context, `/${name}`, partOf(site, 1, name), (rest) => partOf(site, 1, name, ...rest));
  for (const [name, { options: said }] of Object.entries(options.params ?? {})) {
    noteSite(context, `/params/${name}`, partOf(site, 1, "params", name));
    for (const option of Object.keys(said)) {
      noteSite(context, `/params/${name}/${option}`, partOf(site, 1, "params", name, option));
    }
  }
  (options.triggers ?? []).forEach((trigger, index) => {
    const written = ("site" in trigger ? trigger.site : undefined) ?? partOf(site, 1, "triggers", index);
    noteSite(context, `/triggers/${index}`, written);
    noteSite(context, `/triggers/${index}/cron`, partOf(written, 0));
    for (const option of ["timezone", "jitter"])
      noteSite(context, `/triggers/${index}/${option}`, partOf(written, 1, option));
  });
}
