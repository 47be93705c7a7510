import type { MaestroDefinition, MaestroParam, MaestroStep, MaestroStepBody } from "../../src/maestro/index.js";
import {
  collectRefs,
  convertResult,
  evaluateSel,
  interpolateLiteral,
  parseSel,
  type TypedValue,
} from "../../src/sel/index.js";

/** Values by name. */
export type Values = Readonly<Record<string, TypedValue>>;

/** A step that ran: its params, and for a loop what ran in each iteration. */
export interface Ran {
  readonly params: Values;
  readonly iterations: readonly Results[];
}

/** The steps that ran, by id. */
export type Results = ReadonlyMap<string, Ran>;

/** Plays a definition by Maestro's rules for joins, names and loops; nothing fails. */
export function simulateMaestro(definition: MaestroDefinition, given: Values): Results {
  announced.length = 0;
  return playSteps(definition.workflow.steps, given);
}

interface Signal {
  readonly name: string;
  readonly params: Values;
}

/** All signals of the run that is played. */
const announced: Signal[] = [];
let uuids = 0;

/** Whether each finished step ran, which Maestro keeps of skipped steps too. */
const isSatisfied = new WeakMap<Results, ReadonlyMap<string, TypedValue>>();

function bodyOf(step: MaestroStep): MaestroStepBody {
  return Object.values(step)[0] as MaestroStepBody;
}

function successorsOf(body: MaestroStepBody): Readonly<Record<string, string>> {
  return body.transition?.successors ?? {};
}

/** One workflow instance: a step starts when all before it are complete, and runs if any edge to it is true. */
function playSteps(steps: readonly MaestroStep[], shared: Values): Results {
  const bodies = steps.map(bodyOf);
  const kinds = new Map(steps.map((step) => [bodyOf(step).id, Object.keys(step)[0] ?? ""]));
  const sources = new Map(bodies.map((body) => [body.id, bodies.filter((one) => body.id in successorsOf(one))]));
  const fired = new Map<string, boolean[]>(bodies.map((body) => [body.id, []]));
  const results = new Map<string, Ran>();
  const waiting = new Set(bodies);
  const done = new Set<MaestroStepBody>();
  const satisfied = new Map<string, TypedValue>();
  isSatisfied.set(results, satisfied);
  while (waiting.size > 0) {
    const ready = [...waiting].find((body) => (sources.get(body.id) ?? []).every((one) => done.has(one)));
    if (ready === undefined) throw new Error("the steps wait for each other");
    waiting.delete(ready);
    const runs = sources.get(ready.id)?.length === 0 || fired.get(ready.id)?.includes(true) === true;
    satisfied.set(ready.id, { type: "BOOLEAN", value: runs });
    if (runs) results.set(ready.id, playStep(kinds.get(ready.id) ?? "", ready, shared, results));
    for (const [to, condition] of Object.entries(successorsOf(ready))) {
      const own = results.get(ready.id)?.params ?? {};
      const isOpen = runs && isTrue(evaluate(condition, shared, own, ready.id, results));
      fired.get(to)?.push(isOpen);
    }
    done.add(ready);
  }
  return results;
}

function isTrue(value: TypedValue): boolean {
  return converted(value, "BOOLEAN").value === true;
}

/** A value as Maestro turns it into a declared type. */
function converted(value: TypedValue, declared: MaestroParam["type"]): TypedValue {
  const type = declared.toUpperCase() as MaestroParam["type"];
  const result = convertResult(value, type);
  if (!result.ok) throw new Error(result.message);
  return { type, value: result.value };
}

function playStep(kind: string, body: MaestroStepBody, shared: Values, results: Results): Ran {
  const awaited = (body["signal_dependencies"] ?? []) as readonly Dependency[];
  const dependencies = awaited.map((one) => awaitSignal(one, shared, results));
  const params = evaluateParams(kind, body, shared, results, dependencies);
  const iterations =
    kind === "foreach" ? playForeach(body, params, shared) : kind === "while" ? playWhile(body, params, shared) : [];
  for (const { name, params: fields = {} } of (body["signal_outputs"] ?? []) as readonly Output[]) {
    const lookUp: LookUp = { results, named: (one) => params[one] ?? shared[one] };
    const values = Object.entries(fields).map(([field, param]) => [field, valueOfParam(param, lookUp)]);
    announced.push({ name, params: Object.fromEntries(values) });
  }
  return { params, iterations };
}

interface Output {
  readonly name: string;
  readonly params?: Readonly<Record<string, MaestroParam>>;
}

interface Dependency {
  readonly name: string;
  readonly match_params?: Readonly<Record<string, { readonly param: MaestroParam }>>;
}

function awaitSignal({ name, match_params = {} }: Dependency, shared: Values, results: Results): Values {
  const lookUp: LookUp = { results, named: (one) => shared[one] };
  const wanted = Object.entries(match_params).map(
    ([field, { param }]) => [field, valueOfParam(param, lookUp).value] as const,
  );
  const found = announced.find(
    (signal) => signal.name === name && wanted.every(([field, value]) => signal.params[field]?.value === value),
  );
  if (found === undefined) throw new Error(`nothing ever announces ${name}`);
  return found.params;
}

/** Own params in order, `loop_params` first for loops; a name is the own param only if that is computed already. */
function evaluateParams(
  kind: string,
  body: MaestroStepBody,
  shared: Values,
  results: Results,
  dependencies: readonly Values[],
): Values {
  const defined = body.params ?? {};
  uuids += 1;
  const own: Record<string, TypedValue> = { step_instance_uuid: { type: "STRING", value: `uuid ${uuids}` } };
  const pending = new Set<string>();
  const compute = (name: string): TypedValue => {
    const known = own[name];
    if (known !== undefined) return known;
    if (pending.has(name)) throw new Error(`${name} refers to itself`);
    pending.add(name);
    own[name] = valueOfParam(defined[name] as MaestroParam, lookUp);
    return own[name];
  };
  const prefix = `${body.id}__`;
  const lookUp: LookUp = {
    results,
    dependencies,
    shared,
    named: (name) => {
      if (name.startsWith(prefix) && name.slice(prefix.length) in defined) return compute(name.slice(prefix.length));
      return own[name] ?? shared[name] ?? (name in defined && !pending.has(name) ? compute(name) : undefined);
    },
  };
  const isLoop = kind === "foreach" || kind === "while";
  const names = Object.keys(defined);
  for (const name of isLoop ? ["loop_params", ...names] : names) compute(name);
  return own;
}

interface LookUp {
  readonly named: (name: string) => TypedValue | undefined;
  readonly results: Results;
  readonly dependencies?: readonly Values[];
  /** The workflow's params, which `params` gives. */
  readonly shared?: Values;
  /** The step itself, which the functions cannot read before its conditions are known. */
  readonly self?: string;
}

function valueOfParam(param: MaestroParam, lookUp: LookUp): TypedValue {
  return param.expression === undefined
    ? valueOfLiteral(param, lookUp)
    : converted(evaluateWith(param.expression, lookUp), param.type);
}

/** The entry of a MAP stays what its expression gives. */
function valueOfEntry(param: MaestroParam, lookUp: LookUp): TypedValue {
  return param.expression === undefined ? valueOfLiteral(param, lookUp) : evaluateWith(param.expression, lookUp);
}

function valueOfLiteral(param: MaestroParam, lookUp: LookUp): TypedValue {
  const type = param.type.toUpperCase() as TypedValue["type"];
  if (type === "MAP") {
    const entries = Object.entries(param.value as Readonly<Record<string, MaestroParam>>);
    return { type, value: Object.fromEntries(entries.map(([name, entry]) => [name, valueOfEntry(entry, lookUp)])) };
  }
  if (type === "BOOLEAN") return { type, value: /^true$/i.test(String(param.value)) };
  if (type !== "STRING" && type !== "STRING_ARRAY" && type !== "STRING_MAP") return { type, value: param.value };
  const names = [
    ...JSON.stringify(param.value).matchAll(/(?<=\$\{)[a-zA-Z][-_./a-zA-Z0-9]*|[a-zA-Z][_a-zA-Z0-9]*/g),
  ].map(([name]) => name);
  const vars = Object.fromEntries(names.flatMap((name) => entryOf(name, referenceOf(name, lookUp))));
  const filled = interpolateLiteral({ type, value: param.value }, vars);
  if (!filled.ok) throw new Error(filled.message);
  return { type, value: filled.value };
}

function entryOf(name: string, value: TypedValue | undefined): readonly (readonly [string, TypedValue])[] {
  return value === undefined ? [] : [[name, value]];
}

function referenceOf(name: string, { named, results }: LookUp): TypedValue | undefined {
  const [, step = "", param = ""] = /^([-.\w]+?)__([-.\w]+)$/.exec(name) ?? [];
  return named(name) ?? results.get(step)?.params[param];
}

function evaluateWith(text: string, lookUp: LookUp): TypedValue {
  const { program } = parseSel(text, { param: true });
  if (program === undefined) throw new Error(`not SEL: ${text}`);
  const names = collectRefs(program);
  const own = Object.fromEntries(names.flatMap((name) => entryOf(name, referenceOf(name, lookUp))));
  const vars = names.includes("params") ? { ...own, ...lookUp.shared } : own;
  const satisfied = isSatisfied.get(lookUp.results) ?? new Map<string, TypedValue>();
  const done = [...lookUp.results].filter(([id]) => id !== lookUp.self);
  const steps = Object.fromEntries(
    [...satisfied]
      .filter(([id]) => id !== lookUp.self)
      .map(([id, ran]) => [id, { ...lookUp.results.get(id)?.params, maestro_step_satisfied: ran }]),
  );
  const foreach = Object.fromEntries(done.map(([id, { iterations }]) => [id, gathered(iterations)]));
  const signalDependencies = Object.fromEntries((lookUp.dependencies ?? []).entries());
  const outcome = evaluateSel(program, { vars, ext: { steps, foreach, signalDependencies } });
  if (!outcome.ok) throw new Error(`${outcome.message}: ${text}`);
  return { type: outcome.type, value: outcome.value };
}

/** What stands for a value that an iteration does not have. */
const NOTHING: Readonly<Record<string, unknown>> = { LONG: "0", DOUBLE: "0.0", BOOLEAN: false };

/** The values of each param of each inner step over all iterations; the first one says which there are. */
function gathered(iterations: readonly Results[]): Record<string, Record<string, TypedValue>> {
  const inner: Record<string, Record<string, TypedValue>> = {};
  const [first] = iterations;
  for (const [id, { params }] of first ?? []) {
    for (const [name, { type }] of Object.entries(params)) {
      const values = iterations.map((one) => one.get(id)?.params[name]?.value ?? NOTHING[type] ?? null);
      inner[id] = { ...inner[id], [name]: { type: `${type}_ARRAY` as TypedValue["type"], value: values } };
    }
  }
  return inner;
}

function evaluate(text: string, shared: Values, own: Values, id: string, results: Results): TypedValue {
  return evaluateWith(text, {
    results,
    shared,
    self: id,
    named: (name) =>
      own[name] ?? shared[name] ?? (name.startsWith(`${id}__`) ? own[name.slice(id.length + 2)] : undefined),
  });
}

/** What is handed to an iteration is a literal there, so its texts are read once more. */
function handedOn(values: Values): Values {
  const lookUp: LookUp = { named: (name) => values[name], results: new Map() };
  return Object.fromEntries(
    Object.entries(values).map(([name, { type, value }]) => {
      const isText = type === "STRING" || type === "STRING_ARRAY" || type === "STRING_MAP";
      return [name, isText ? valueOfParam({ type: type as MaestroParam["type"], value }, lookUp) : { type, value }];
    }),
  );
}

function passedOn(params: Values, shared: Values): Values {
  const { loop_params: _loop, step_instance_uuid: _uuid, ...own } = params;
  return { ...shared, ...own };
}

/** A value as the type of the loop param of its name. */
function asLoopParam({ params }: MaestroStepBody, name: string, value: TypedValue): TypedValue {
  const declared = (params?.["loop_params"]?.value ?? {}) as Readonly<Record<string, MaestroParam>>;
  return converted(value, declared[name]?.type ?? (value.type as MaestroParam["type"]));
}

function playForeach(body: MaestroStepBody, params: Values, shared: Values): readonly Results[] {
  const given = Object.entries((params["loop_params"]?.value ?? {}) as Values);
  const lists = given.map(([name, value]) => [name, asLoopParam(body, name, value)] as const);
  const sizes = lists.map(([, { value }]) => (value as unknown[]).length);
  const total = sizes.reduce((product, size) => product * size, 1);
  return Array.from({ length: total }, (_, index) => {
    let rest = index;
    const loop = lists.map(([name, { type, value }], at) => {
      const items = value as unknown[];
      const item = items[rest % items.length];
      rest = Math.floor(rest / (sizes[at] ?? 1));
      return [name, { type: type.replace("_ARRAY", "") as TypedValue["type"], value: item }] as const;
    });
    const given = { ...passedOn(params, shared), ...Object.fromEntries(loop), loop_index: long(index) };
    return playSteps(body.steps ?? [], handedOn(given));
  });
}

function long(value: number): TypedValue {
  return { type: "LONG", value: String(value) };
}

function playWhile(body: MaestroStepBody, params: Values, shared: Values): readonly Results[] {
  const asDeclared = (name: string, value: TypedValue): TypedValue => asLoopParam(body, name, value);
  const first = Object.entries((params["loop_params"]?.value ?? {}) as Values);
  let loop: Values = Object.fromEntries(first.map(([name, value]) => [name, asDeclared(name, value)]));
  const iterations: Results[] = [];
  const outer = passedOn(params, shared);
  const goesOn = (): boolean => {
    const long = Object.entries(params).map(([name, value]) => [`${body.id}__${name}`, value] as const);
    const known: Values = { ...outer, ...loop, ...Object.fromEntries(long) };
    const named = (name: string): TypedValue | undefined => known[name];
    return isTrue(evaluateWith(String(body["condition"]), { named, results: new Map(), shared }));
  };
  while (goesOn()) {
    if (iterations.length > 50) throw new Error("the loop does not end");
    const condition: TypedValue = { type: "BOOLEAN", value: true };
    const given = { ...outer, ...loop, loop_index: long(iterations.length), condition };
    const results = playSteps(body.steps ?? [], handedOn(given));
    iterations.push(results);
    loop = Object.fromEntries(
      Object.entries(loop).map(([name, value]) => {
        const next = [...results.values()].findLast((ran) => name in ran.params);
        return [name, asDeclared(name, next?.params[name] ?? value)];
      }),
    );
  }
  return iterations;
}
