import { expect, it } from "vitest";
import { checkDefinitionFiles, type Finding } from "../../src/maestro/index.js";
import { INJECTED_STEP_PARAMS } from "../../src/maestro/names.js";
import type { TypedValue } from "../../src/sel/index.js";
import { ANNOUNCED } from "./recorded-runs/play-run.js";
import { RACES, type RanSteps, type RecordedRun, readRuns, requestOf } from "./recorded-runs/recorded-run.js";
import { type Results, simulateMaestro, type Values } from "./simulate-maestro.js";

const runs = readRuns();

function findingsOf({ workflows }: RecordedRun): readonly Finding[] {
  const files = workflows.map((workflow) => ({
    path: `${workflow.id}.json`,
    text: JSON.stringify(requestOf(workflow)),
  }));
  return checkDefinitionFiles(files).filter(({ severity }) => severity !== "info");
}

const isGood = ({ end, status }: RecordedRun): boolean => end === "run" && status === "SUCCEEDED";

/** Whether the steps a finding is about ran at all: what nobody runs cannot fail. */
function isReached({ workflows, steps }: RecordedRun, { pointer, file }: Finding): boolean {
  const [own] = workflows;
  if (own === undefined || file !== `${own.id}.json`) return false;
  let at: unknown = requestOf(own);
  let levels: readonly RanSteps[] = [steps ?? {}];
  for (const key of pointer.split("/").slice(1)) {
    at = (at as Record<string, unknown> | undefined)?.[key.replaceAll("~1", "/").replaceAll("~0", "~")];
    const id = (at as { readonly id?: unknown } | undefined)?.id;
    if (typeof id !== "string" || at === own) continue;
    const ran = levels.flatMap((level) => level[id] ?? []).filter(({ status }) => status !== "UNSATISFIED");
    if (ran.length === 0) return false;
    levels = ran.flatMap(({ inside }) => inside ?? []);
  }
  return true;
}

/** Failures that follow from values that only a run has. */
const UNFORESEEN = new Set([
  "cond foreach loop_params",
  "sub MAP passed computed entry",
  "sub STRING expr x over LONG",
  "child runner step",
  "child runner wf",
  "signal long name",
  "signal trigger param",
  "dep fn names",
  "foreach conv",
]);

const isForeseeable = ({ title }: RecordedRun): boolean => !UNFORESEEN.has(title) && !title.startsWith("generated ");

it("finds no error in what ran well", () => {
  const wrong = runs.filter(isGood).flatMap((run) =>
    findingsOf(run)
      .filter((finding) => finding.severity === "error" && isReached(run, finding))
      .map(({ code, pointer, message }) => `${run.title}: ${code} ${pointer} ${message}`),
  );
  expect(wrong, wrong.join("\n")).toEqual([]);
});

it("warns of exactly the runs that a server's speed decides", () => {
  const racing = runs.filter((run) => findingsOf(run).some(({ code }) => code === "STV6550"));
  expect(new Set(racing.map(({ title }) => title))).toEqual(RACES);
});

it("announces each signal that runs were recorded to wait for, with the value they got", () => {
  const waiting = runs.filter(({ workflows }) => JSON.stringify(workflows).includes('"signal_dependencies"'));
  const wrong = waiting.filter(({ workflows, steps }) => {
    const names = [...JSON.stringify(workflows).matchAll(/"(sig\d)"/g)].map(([, name = ""]) => name);
    const got = Object.values(steps ?? {}).flatMap(({ values }) => values?.["sg"] ?? []);
    const isTrue = (name: string): boolean => name in ANNOUNCED && got.every((value) => value === ANNOUNCED[name]?.p);
    return names.length === 0 || !names.every(isTrue);
  });
  expect(waiting.length).toBeGreaterThan(10);
  expect(wrong.map(({ title }) => title)).toEqual([]);
});

it("finds something wherever a run failed", () => {
  const silent = runs
    .filter((run) => !isGood(run) && isForeseeable(run) && findingsOf(run).length === 0)
    .map(({ title }) => title);
  expect(silent).toEqual([]);
});

/** What the simulator does not know: steps that do something, signals, and the functions that tell of the run. */
const NOT_SIMULATED =
  /"(?:subworkflow|signal_dependencies|signal_outputs)"|getFromInstance|getFromSignal|getFromSub|"Sleep"|_id\b|_ID|IMMUTABLE|MAESTRO_STEP|step_type|Environment|IGNORE|maestro_step|a___x|f__loop_index|while idx|loop_index ==/;

type Shown = Readonly<Record<string, { readonly values: unknown; readonly inside: readonly unknown[] }>>;

function shown(results: Results): Shown {
  return Object.fromEntries(
    [...results].map(([id, { params, iterations }]) => {
      const values = Object.entries(params).filter(([name]) => !LOOP_NAMES.has(name));
      return [id, { values: plain(Object.fromEntries(values)), inside: iterations.map(shown) }];
    }),
  );
}

/** A loop's own params, of which a step shows more than the simulator keeps. */
const LOOP_NAMES = new Set(["loop_params", "loop_index", "condition", ...Object.keys(INJECTED_STEP_PARAMS)]);

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return typeof value === "boolean" ? value : String(value);
  const { type, value: inner } = value as { readonly type?: unknown; readonly value?: unknown };
  if (typeof type === "string" && "value" in value) return plain(type === "DOUBLE" ? Number(inner) : inner);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]));
}

function recorded(steps: RanSteps): Shown {
  const ran = Object.entries(steps).filter(([, { status }]) => status !== "UNSATISFIED");
  return Object.fromEntries(
    ran.map(([id, { values, inside }]) => {
      const own = Object.entries(values ?? {}).filter(([name]) => !LOOP_NAMES.has(name));
      return [id, { values: plain(Object.fromEntries(own)), inside: (inside ?? []).map(recorded) }];
    }),
  );
}

function givenTo({ workflows: [own], values }: RecordedRun): Values {
  const params = Object.entries(own?.params ?? {});
  return Object.fromEntries(
    params.map(([name, { type }]) => [name, { type: type.toUpperCase(), value: values?.[name] } as TypedValue]),
  );
}

it("is simulated as it ran", () => {
  const known = runs.filter((run) => isGood(run) && run.runParams === undefined && isSimulated(run));
  for (const run of known) {
    const [workflow] = run.workflows;
    if (workflow === undefined) continue;
    const results = simulateMaestro(requestOf(workflow), givenTo(run));
    expect({ title: run.title, steps: shown(results) }).toEqual({ title: run.title, steps: recorded(run.steps ?? {}) });
  }
  expect(known.length).toBeGreaterThanOrEqual(140);
});

function isSimulated({ workflows }: RecordedRun): boolean {
  const hasMap = workflows.some(({ params }) => Object.values(params ?? {}).some(({ type }) => /^map$/i.test(type)));
  return !hasMap && !NOT_SIMULATED.test(JSON.stringify(workflows.map(({ steps, params }) => ({ steps, params }))));
}
