import type { MaestroDefinition, MaestroStep, MaestroStepBody } from "../../src/maestro/index.js";
import { evaluateSel, parseSel, type TypedValue } from "../../src/sel/index.js";

type Values = Record<string, TypedValue>;

/** The steps of a definition that run, by Maestro's rules for joins, without failures. */
export function simulateMaestro(definition: MaestroDefinition, given: Values): ReadonlySet<string> {
  const bodies = definition.workflow.steps.map(bodyOf);
  const waiting = new Map(bodies.map((body) => [body.id, body]));
  const results = new Map<string, Values>();
  const fired = new Map<string, boolean[]>(bodies.map((body) => [body.id, []]));
  const sources = new Map(bodies.map((body) => [body.id, bodies.filter((one) => body.id in successorsOf(one))]));
  const done = new Set<string>();
  while (waiting.size > 0) {
    const ready = [...waiting.values()].find((body) => (sources.get(body.id) ?? []).every((one) => done.has(one.id)));
    if (ready === undefined) throw new Error("the steps wait for each other");
    waiting.delete(ready.id);
    const edges = fired.get(ready.id) ?? [];
    const runs = (sources.get(ready.id) ?? []).length === 0 || edges.includes(true);
    if (runs) results.set(ready.id, evaluateParams(ready, given, results));
    for (const [to, condition] of Object.entries(successorsOf(ready))) {
      fired.get(to)?.push(runs && isTrue(condition, { ...given, ...results.get(ready.id) }, results));
    }
    done.add(ready.id);
  }
  return new Set(results.keys());
}

function bodyOf(step: MaestroStep): MaestroStepBody {
  return Object.values(step)[0] as MaestroStepBody;
}

function successorsOf(body: MaestroStepBody): Readonly<Record<string, string>> {
  return body.transition?.successors ?? {};
}

function evaluateParams(body: MaestroStepBody, given: Values, results: ReadonlyMap<string, Values>): Values {
  const own: Values = {};
  for (const [name, param] of Object.entries(body.params ?? {})) {
    own[name] =
      param.expression === undefined
        ? { type: param.type as TypedValue["type"], value: param.value }
        : evaluate(param.expression, { ...given, ...own }, results);
  }
  return own;
}

function isTrue(condition: string, vars: Values, results: ReadonlyMap<string, Values>): boolean {
  return evaluate(condition, vars, results).value === true;
}

function evaluate(text: string, vars: Values, results: ReadonlyMap<string, Values>): TypedValue {
  const { program } = parseSel(text, { param: true });
  if (program === undefined) throw new Error(`not SEL: ${text}`);
  const steps = Object.fromEntries(results);
  const outer = Object.fromEntries(
    [...results].flatMap(([step, values]) =>
      Object.entries(values).map(([name, value]) => [`${step}__${name}`, value]),
    ),
  );
  const outcome = evaluateSel(program, { vars: { ...outer, ...vars }, ext: { steps } });
  if (!outcome.ok) throw new Error(`${outcome.message}: ${text}`);
  return { type: outcome.type, value: outcome.value };
}
