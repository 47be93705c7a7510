import {
  createDiagnostic,
  type Diagnostic,
  decodeValue,
  ExprError,
  encodeValue,
  evaluateExpr,
  type Json,
  type Param,
  StaveError,
  type Value,
  type Workflow,
} from "@stave/ir-schema";
import { brokenBound } from "./bounds.js";
import { convert, type Env, misfit, sentencePart } from "./evaluate.js";
import type { RunField } from "./facts.js";
import type { Values } from "./state.js";

type Given = Readonly<Record<string, Json>>;

/** What defaults may read besides other params. */
export interface ParamFacts {
  run(field: RunField): Value;
  signal?(from: "trigger" | "wait", signal: string, field: string): Value | undefined;
}

/**
 * What is wrong with the values given for a workflow's params, all of it.
 *
 * @example
 * checkParams(document.workflow, { run_date: "yesterday" }); // one finding: a date is expected
 */
export function checkParams(workflow: Workflow, given: Given): readonly Diagnostic[] {
  const params = workflow.params ?? {};
  const unknown = Object.keys(given)
    .filter((name) => !Object.hasOwn(params, name))
    .map((param) => {
      const details = { param, workflow: workflow.id, known: Object.keys(params).join(", ") };
      return createDiagnostic("run-param-unknown", details, { workflow: workflow.id });
    });
  return [...unknown, ...Object.keys(params).flatMap((name) => checkGiven(workflow, name, given[name]))];
}

function checkGiven(workflow: Workflow, name: string, json: Json | undefined): readonly Diagnostic[] {
  const param = workflow.params?.[name] as Param;
  const at = { workflow: workflow.id, pointer: `/params/${name}` };
  if (json === undefined) {
    if (param.default !== undefined) return [];
    return [createDiagnostic("run-param-missing", { param: name, workflow: workflow.id }, at)];
  }
  if (param.mode === "constant") return [createDiagnostic("run-param-constant", { param: name }, at)];
  const problem = misfit(json, param.type);
  if (problem !== undefined) return [createDiagnostic("run-param-type", { param: name, problem }, at)];
  const broken = brokenBound(decodeValue(json, param.type), param);
  return broken === undefined ? [] : [createDiagnostic("run-param-bound", { param: name, ...broken }, at)];
}

/** The values of all params, defaults evaluated in whatever order they need each other; throws what is wrong. */
export function resolveParams(workflow: Workflow, given: Given, facts: ParamFacts): Values {
  const problems = checkParams(workflow, given);
  if (problems.length > 0) throw new StaveError(problems);
  const values = new Map<string, Value>();
  const underWay: string[] = [];
  const resolve = (name: string): Value | undefined => {
    const param = workflow.params?.[name];
    if (param === undefined || values.has(name)) return values.get(name);
    const at = { workflow: workflow.id, pointer: `/params/${name}` };
    if (underWay.includes(name)) {
      const params = [...underWay.slice(underWay.indexOf(name))].map((item) => `"${item}"`).join(", ");
      throw new StaveError([createDiagnostic("run-param-cycle", { params }, at)]);
    }
    underWay.push(name);
    const json = given[name];
    const value = json === undefined ? defaultOf(workflow, name, envOf(resolve, facts)) : decodeValue(json, param.type);
    underWay.pop();
    values.set(name, value);
    return value;
  };
  for (const name of Object.keys(workflow.params ?? {})) resolve(name);
  return Object.fromEntries(values);
}

const nothing = (): undefined => undefined;

function envOf(param: (name: string) => Value | undefined, facts: ParamFacts): Env {
  return { param, output: nothing, loop: nothing, run: facts.run, signal: facts.signal ?? nothing };
}

function defaultOf(workflow: Workflow, name: string, env: Env): Value {
  const param = workflow.params?.[name] as Param;
  const fail = (problem: string): StaveError =>
    new StaveError([
      createDiagnostic(
        "run-param-default",
        { param: name, problem },
        { workflow: workflow.id, pointer: `/params/${name}/default` },
      ),
    ]);
  if (param.default === undefined) throw fail("it has none");
  try {
    const value = evaluateExpr(param.default, env);
    const problem = misfit(encodeValue(value, param.type), param.type);
    if (problem !== undefined) throw fail(problem);
    const broken = brokenBound(convert(value, param.type), param);
    if (broken !== undefined) throw fail(`found ${broken.found}, expected ${broken.expected}`);
    return convert(value, param.type);
  } catch (error) {
    throw error instanceof ExprError ? fail(sentencePart(error.message)) : error;
  }
}
