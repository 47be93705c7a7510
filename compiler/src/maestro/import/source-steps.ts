import {
  assertInvariant,
  type Expr,
  type Input,
  type Need,
  type SignalEmit,
  type SignalWait,
  type Step,
} from "@stave/ir-schema";
import { planReach, type Reach } from "../lower/reach.js";
import { stepsRead } from "../lower/site.js";
import { keyText, type SourceNames } from "./source-names.js";
import {
  callText,
  jsonText,
  objectText,
  paramText,
  type SourceScope,
  typeText,
  valueText,
  wrapped,
} from "./source-values.js";

/** What the text of the steps of one file shares. */
export interface SourceFile {
  readonly names: SourceNames;
  /** The variable that holds the definition of another workflow. */
  readonly childOf: (workflow: string, inputs: Readonly<Record<string, Input>>) => string;
}

type Scope = SourceScope & { readonly steps: Map<string, string>; readonly reach: Reach };

/** The statements that place a list of steps, and their order where that is not the order they are written in. */
export function bodyText(
  steps: readonly Step[],
  file: SourceFile,
  around: Omit<Scope, "reach">,
  alsoUsed: readonly string[] = [],
): { readonly text: string; readonly order?: readonly string[] } {
  const ordered = afterNeeds(steps);
  const scope: Scope = { ...around, reach: planReach(steps) };
  const isMoved = ordered.some((step, at) => step !== steps[at]);
  const used = new Set([...handlesUsed(ordered), ...alsoUsed]);
  const text = ordered.map((step) => stepText(step, file, scope, used.has(step.id))).join("\n");
  return { text, ...(isMoved && { order: steps.map((step) => step.id) }) };
}

/** The steps in their own order, but that each comes after what it needs. */
function afterNeeds(steps: readonly Step[]): readonly Step[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const ordered = new Set<Step>();
  const begun = new Set<Step>();
  const place = (step: Step): void => {
    if (begun.has(step)) return;
    begun.add(step);
    for (const need of step.needs ?? []) {
      const before = byId.get(need.step);
      if (before !== undefined) place(before);
    }
    ordered.add(step);
  };
  for (const step of steps) place(step);
  return [...ordered];
}

/** Steps that something later names. */
function handlesUsed(steps: readonly Step[]): ReadonlySet<string> {
  const named = steps.flatMap(({ needs = [], ...step }) => {
    const own = { ...step, steps: [], conditions: needs.map(({ when }) => when) };
    return [...needs.map((need) => need.step), ...readIn(own)];
  });
  return new Set(named);
}

function readIn(node: unknown): readonly string[] {
  if (typeof node !== "object" || node === null) return [];
  if ("kind" in node && node.kind === "output" && "step" in node) return [String(node.step)];
  return Object.values(node).flatMap(readIn);
}

function stepText(step: Step, file: SourceFile, scope: Scope, isUsed: boolean): string {
  const call = placeText(step, file, scope);
  if (!isUsed) return `${call};`;
  const name = file.names.take(step.id);
  scope.steps.set(step.id, name);
  return `const ${name} = ${call};`;
}

function placeText(step: Step, file: SourceFile, scope: Scope): string {
  const id = JSON.stringify(step.id);
  switch (step.kind) {
    case "foreach":
    case "while":
      return loopText(step, file, scope);
    case "subworkflow": {
      const args = objectText(inputEntries(step.inputs, scope));
      const child = file.childOf(step.workflow, step.inputs);
      return callText("w.subworkflow", [id, child, args, ...optionsText(step, scope, [])]);
    }
    default:
      return callText("w.step", [
        id,
        stepTypeText(step, scope),
        ...optionsText(step, scope, Object.values(inputsOf(step))),
      ]);
  }
}

function inputsOf(step: Step): Readonly<Record<string, Input>> {
  return "inputs" in step ? step.inputs : {};
}

function inputEntries(inputs: Readonly<Record<string, Input>>, scope: Scope): readonly (readonly [string, string])[] {
  return Object.entries(inputs).map(([name, { value }]) => [name, valueText(value, scope)]);
}

function stepTypeText(step: Step, scope: Scope): string {
  switch (step.kind) {
    case "noop":
      return `${scope.use("noop")}(${Object.keys(step.inputs).length === 0 ? "" : objectText(inputEntries(step.inputs, scope))})`;
    case "sleep":
      return `${scope.use("sleep")}(${valueText(step.inputs["duration"]?.value as Expr, scope)})`;
    case "custom":
      return customText(step, scope);
    case "http":
      return `${scope.use("http")}(${objectText(inputEntries(step.inputs, scope))})`;
    case "container":
      return containerText(step, scope);
    default:
      assertInvariant(false, `imported workflows have no ${step.kind} steps`);
  }
}

function customText(step: Extract<Step, { kind: "custom" }>, scope: Scope): string {
  const types = Object.entries(step.inputs).map(([name, { type }]) => [name, typeText(type, scope)] as const);
  const outputs = Object.entries(step.outputs).map(([name, type]) => [name, typeText(type, scope)] as const);
  const inputs = objectText([
    ...(types.length > 0 ? [["inputs", objectText(types)] as const] : []),
    ...(outputs.length > 0 ? [["outputs", objectText(outputs)] as const] : []),
  ]);
  return `${scope.use("custom")}(${JSON.stringify(step.type)}, ${inputs})(${objectText(inputEntries(step.inputs, scope))})`;
}

function containerText(step: Extract<Step, { kind: "container" }>, scope: Scope): string {
  const env = Object.entries(step.env ?? {}).map(([name, value]) => [name, valueText(value, scope)] as const);
  const entries: (readonly [string, string])[] = [...inputEntries(step.inputs, scope)];
  if (env.length > 0 || step.env !== undefined) entries.push(["env", objectText(env)]);
  if (step.resources !== undefined) entries.push(["resources", jsonText(step.resources)]);
  return `${scope.use("container")}(${objectText(entries)})`;
}

type Loop = Extract<Step, { kind: "foreach" | "while" }>;

function loopText(step: Loop, file: SourceFile, scope: Scope): string {
  const names = step.kind === "foreach" ? step.over.map(({ name }) => name) : Object.keys(step.vars);
  const variables = new Map(scope.variables);
  for (const name of names) variables.set(`${step.id}.${name}`, file.names.take(name));
  const inner: Scope = { ...scope, variables, steps: new Map(scope.steps) };
  const nextSteps = step.kind === "while" ? nextOf(step) : [];
  const { text, order } = bodyText(
    step.steps,
    file,
    inner,
    nextSteps.map(([, id]) => id),
  );
  const result = step.kind === "while" ? nextText(nextSteps, inner) : "";
  const bound = names.flatMap((name) => boundName(name, variables.get(`${step.id}.${name}`) ?? name, text));
  const pattern = `(${["w", ...(bound.length > 0 ? [`{ ${bound.join(", ")} }`] : [])].join(", ")}) => {\n${text}\n${result}}`;
  const id = JSON.stringify(step.id);
  const ordered = order === undefined ? step : withOrder(step, order);
  const reads = step.kind === "foreach" ? step.over.map(({ in: value, type }) => ({ type, value })) : [];
  const options = optionsText(ordered, scope, reads);
  if (step.kind === "foreach") {
    const lists = step.over.map(({ name, in: list }) => [name, valueText(list, scope)] as const);
    return callText("w.foreach", [id, objectText(lists), pattern, ...options]);
  }
  const vars = Object.entries(step.vars).map(
    ([name, { type, init }]) => [name, paramText(type, valueText(init, scope), "", scope)] as const,
  );
  const asked = valueText(step.condition, inner);
  const seen = names.flatMap((name) => boundName(name, variables.get(`${step.id}.${name}`) ?? name, asked));
  const condition = `(${seen.length === 0 ? "" : `{ ${seen.join(", ")} }`}) => ${asked}`;
  return callText("w.while", [id, objectText(vars), condition, pattern, ...options]);
}

/** A loop variable as the body takes it in, if the body uses it. */
export function boundName(name: string, variable: string, body: string): readonly string[] {
  if (!new RegExp(`\\b${variable}\\b`).test(body)) return [];
  return [name === variable ? name : `${keyText(name)}: ${variable}`];
}

/** The loop variables whose next value a step of the body gives. */
function nextOf(step: Extract<Step, { kind: "while" }>): readonly (readonly [string, string, Expr])[] {
  return Object.entries(step.vars).flatMap(([name, { next }]) =>
    next?.kind === "output" ? [[name, next.step, next] as const] : [],
  );
}

function nextText(next: readonly (readonly [string, string, Expr])[], scope: Scope): string {
  if (next.length === 0) return "";
  const entries = next.map(([name, , expr]) => [name, valueText(expr, scope)] as const);
  return `return ${objectText(entries)};\n`;
}

function withOrder<TStep extends Step>(step: TStep, order: readonly string[]): TStep {
  const own = step.extensions?.["maestro"] as Readonly<Record<string, unknown>> | undefined;
  return { ...step, extensions: { ...step.extensions, maestro: { ...own, steps: order } } };
}

/** The options of a step as the last argument, none when it has none. */
function optionsText(step: Step, scope: Scope, reads: readonly Input[]): readonly string[] {
  const entries: (readonly [string, string])[] = [];
  const read = new Set(reads.flatMap(({ value }) => [...stepsRead(value)]));
  const after = edgesToSay(step, read, scope.reach).map((need) => edgeText(need, scope));
  if (after.length > 0) entries.push(["after", wrapped("[", after, "]")]);
  if (step.join === "any") entries.push(["join", '"any"']);
  for (const key of ["name", "description", "tags", "onFailure"] as const) {
    if (step[key] !== undefined) entries.push([key, jsonText(step[key])]);
  }
  if (step.timeout !== undefined) entries.push(["timeout", valueText(step.timeout, scope)]);
  if (step.kind === "foreach" && step.concurrency !== undefined) entries.push(["concurrency", `${step.concurrency}`]);
  if (step.kind === "foreach" && step.strictOrder === true) entries.push(["strictOrder", "true"]);
  if (step.kind === "subworkflow") entries.push(...subworkflowEntries(step));
  if (step.retry !== undefined) entries.push(["retry", jsonText(step.retry)]);
  if (step.waits !== undefined)
    entries.push(["waits", `[${step.waits.map((wait) => waitText(wait, scope)).join(", ")}]`]);
  if (step.emits !== undefined)
    entries.push(["emits", `[${step.emits.map((emit) => emitText(emit, scope)).join(", ")}]`]);
  if (step.extensions !== undefined) entries.push(["extensions", jsonText(step.extensions)]);
  return entries.length === 0 ? [] : [objectText(entries)];
}

/** The edges that reading values does not make by itself. */
function edgesToSay(step: Step, read: ReadonlySet<string>, { followed }: Reach): readonly Need[] {
  const needs = step.needs ?? [];
  const said = needs.filter((need) => need.when !== undefined || !read.has(need.step));
  const follows = (need: Need, id: string): boolean => need.step === id || followed.get(need.step)?.has(id) === true;
  const isDropped = (id: string): boolean =>
    step.join === "any" ? said.every((need) => follows(need, id)) : said.some((need) => follows(need, id));
  const rest = needs.filter((need) => !said.includes(need));
  const isMade = said.length === 0 || !rest.some((need) => isDropped(need.step));
  const isNeeded = (id: string): boolean => needs.some((need) => need.step === id);
  const isAllRead = [...read].every((id) => isNeeded(id) || (said.length > 0 && isDropped(id)));
  return isMade && isAllRead ? said : needs;
}

function edgeText({ step, when }: Need, scope: Scope): string {
  const handle = scope.steps.get(step) ?? "";
  return when === undefined ? handle : `{ step: ${handle}, when: ${valueText(when, scope)} }`;
}

function nameText(name: Expr): string {
  return JSON.stringify(name.kind === "literal" ? name.value : "");
}

function waitText({ name, match }: SignalWait, scope: Scope): string {
  const fields = Object.entries(match ?? {}).map(([field, { op, value }]) => {
    const own = value.kind === "literal" ? value.value : "";
    return [field, op === "=" ? own : { [op]: own }] as const;
  });
  const options = fields.length === 0 ? [] : [jsonText({ match: Object.fromEntries(fields) })];
  return callText(scope.use("signal"), [nameText(name), ...options]);
}

function emitText({ name, fields }: SignalEmit, scope: Scope): string {
  const entries = Object.entries(fields ?? {}).map(([field, value]) => [field, valueText(value, scope)] as const);
  return callText(scope.use("emit"), [nameText(name), ...(entries.length === 0 ? [] : [objectText(entries)])]);
}

function subworkflowEntries(step: Extract<Step, { kind: "subworkflow" }>): readonly (readonly [string, string])[] {
  const { sync, version } = step;
  const isNumber = version !== undefined && /^[1-9]\d*$/.test(version);
  return [
    ...(sync === false ? [["sync", "false"] as const] : []),
    ...(version === undefined ? [] : [["version", isNumber ? version : JSON.stringify(version)] as const]),
  ];
}
