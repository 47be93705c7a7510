import { readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { checkDocument } from "../../src/3-check/check.js";
import type { MaestroDefinition, MaestroStep, MaestroStepBody } from "../../src/maestro/index.js";
import type { TypedValue } from "../../src/sel/index.js";
import { definitionsOf, documentsOf, runParams } from "./played-case.js";
import { portableCase } from "./portable-workflow.js";
import { MAESTRO_URL } from "./real-maestro.js";
import { readSteps, runToEnd } from "./real-runs.js";
import { type Results, simulateMaestro, type Values } from "./simulate-maestro.js";

/** A lowered workflow that a server ran: its params there, and what each step that ran had in its own. */
interface RecordedRun {
  readonly seed: number;
  readonly definition: MaestroDefinition;
  readonly params: Readonly<Record<string, unknown>>;
  readonly steps: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const FILE = new URL("recorded/lowered-runs.jsonl", import.meta.url);
const INJECTED = { RUN_TS: "LONG", TARGET_RUN_DATE: "STRING", workflow_id: "STRING" } as const;
const isRecording = MAESTRO_URL !== undefined && process.env["RECORD"] !== undefined;

function stepsOf(steps: readonly MaestroStep[], found: Map<string, MaestroStepBody>): Map<string, MaestroStepBody> {
  for (const step of steps) {
    const body = Object.values(step)[0] as MaestroStepBody;
    found.set(body.id, body);
    stepsOf(body.steps ?? [], found);
  }
  return found;
}

/** A value as text; the values of a map stand with their types where they were computed here. */
function shown(value: unknown, type = ""): string {
  if (Array.isArray(value)) return `[${value.map((one) => shown(one, type)).join()}]`;
  if (typeof value !== "object" || value === null)
    return type.startsWith("DOUBLE") ? String(Number(value)) : String(value);
  if ("type" in value && "value" in value && Object.keys(value).length === 2)
    return shown(value.value, String(value.type));
  return `{${Object.entries(value)
    .map(([name, one]) => `${name}:${shown(one)}`)
    .sort()
    .join()}}`;
}

/** What differs from run to run, and what a server adds. */
const volatile = (name: string): boolean => name === "loop_params" || /_key(?:_\d+)?$/.test(name);

function ownValues(body: MaestroStepBody, read: (name: string) => unknown): Record<string, string> {
  const names = Object.keys(body.params ?? {}).filter((name) => !volatile(name));
  return Object.fromEntries(names.map((name) => [name, shown(read(name), body.params?.[name]?.type)]));
}

async function record(seed: number): Promise<RecordedRun | undefined> {
  const one = portableCase(seed);
  const documents = documentsOf(one, "recorded");
  const [definition, ...others] = definitionsOf(documents) ?? [];
  if (definition === undefined || others.length > 0) return undefined;
  if (documents.some((document) => checkDocument(document).some(({ severity }) => severity === "error")))
    return undefined;
  const declared = definition.workflow.params ?? {};
  const isPlain = !/getFromInstance\('workflow/.test(JSON.stringify(definition.workflow.steps));
  if (!isPlain || Object.values(declared).some(({ type }) => type === "MAP" || type === "STRING_MAP")) return undefined;
  const [root] = documents;
  const run = await runToEnd([definition], root === undefined ? {} : runParams(root, one.params));
  if (run.status !== "SUCCEEDED") throw new Error(`${seed} ${run.status}`);
  const bodies = stepsOf(definition.workflow.steps, new Map());
  const steps = [...(await readSteps(definition.workflow.id, run.instance))]
    .filter(([, { status }]) => status === "SUCCEEDED")
    .map(([key, { params }]) => {
      const id = (key.split("/").at(-1) ?? "").replace(/\[\d+\]$/, "");
      return [key, ownValues(bodies.get(id) as MaestroStepBody, (name) => params[name])] as const;
    });
  const values = [...Object.keys(declared), ...Object.keys(INJECTED)].map((name) => {
    const value = (run.params[name] as { readonly evaluated_result?: unknown } | undefined)?.evaluated_result;
    return [name, typeof value === "bigint" ? String(value) : value] as const;
  });
  return { seed, definition, params: Object.fromEntries(values), steps: Object.fromEntries(steps) };
}

function flatten(definition: MaestroDefinition, results: Results): Record<string, Record<string, string>> {
  const bodies = stepsOf(definition.workflow.steps, new Map());
  const found: Record<string, Record<string, string>> = {};
  const visit = (some: Results, prefix: string): void => {
    for (const [id, ran] of some) {
      found[`${prefix}${id}`] = ownValues(bodies.get(id) as MaestroStepBody, (name) => ran.params[name]?.value);
      ran.iterations.forEach((iteration, at) => {
        visit(iteration, `${prefix}${id}[${at}]/`);
      });
    }
  };
  visit(results, "");
  return found;
}

it.runIf(isRecording)(
  "records runs of a server",
  async () => {
    const lines: string[] = [];
    for (let seed = 1; lines.join("\n").length < 250_000; seed += 1) {
      const run = await record(seed);
      if (run !== undefined) lines.push(JSON.stringify(run));
    }
    writeFileSync(FILE, `${lines.join("\n")}\n`);
  },
  3_600_000,
);

it("simulates what a server did with lowered workflows", () => {
  const lines = readFileSync(FILE, "utf8").trimEnd().split("\n");
  for (const line of lines) {
    const { seed, definition, params, steps } = JSON.parse(line) as RecordedRun;
    const types: Readonly<Record<string, string>> = Object.fromEntries(
      Object.entries(definition.workflow.params ?? {}).map(([name, { type }]) => [name, type]),
    );
    const given: Values = Object.fromEntries(
      Object.entries(params).map(([name, value]) => {
        const type = types[name] ?? INJECTED[name as keyof typeof INJECTED];
        return [name, { type: type as TypedValue["type"], value: type === "LONG" ? String(value) : value }];
      }),
    );
    expect({ seed, steps: flatten(definition, simulateMaestro(definition, given)) }).toEqual({ seed, steps });
  }
  expect(lines.length).toBeGreaterThan(40);
});
