import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Json, Type } from "@stave/ir-schema";
import fc from "fast-check";
import { expect, it } from "vitest";
import { z } from "zod";
import { readPythonModule } from "../../src/python/index.js";
import { packageFolder, python } from "./python-oracle.js";
import { type TemporaryProject, temporaryProject } from "./temporary-project.js";

const schemas = Object.fromEntries(
  ["call", "result", "event"].map((name) => {
    const text = readFileSync(join(packageFolder, `schema/${name}.schema.json`), "utf8");
    return [name, z.fromJSONSchema(JSON.parse(text))];
  }),
);

interface Values {
  readonly [name: string]: { readonly type: Type; readonly value: Json };
}

interface Outcome {
  readonly status: number | null;
  readonly stderr: string;
  readonly result: Json;
  readonly events: readonly Json[];
}

/** Calls a function of `model.py` the way a runtime does, from what the reader found. */
function callModel(project: TemporaryProject, name: string, args: Values): Outcome {
  const file = project.path("model.py");
  const fn = readPythonModule(readFileSync(file, "utf8"), file).functions.find((item) => item.name === name);
  if (fn === undefined) throw new Error(`no function ${name}`);
  const { outputs, form } = fn.returns;
  const call = { protocol: "1", module: file, function: name, args, outputs, return: form, path: [project.root] };
  schemas["call"]?.parse(call);
  return runHarness(project, call);
}

function runHarness(project: TemporaryProject, call: object): Outcome {
  const [input, output, events] = ["in.json", "out.json", "events.jsonl"].map(project.path) as [string, string, string];
  project.write("in.json", JSON.stringify(call));
  project.write("events.jsonl", "");
  const harness = join(packageFolder, "stave/harness.py");
  const options = ["--input", input, "--output", output, "--events", events];
  const run = spawnSync(python ?? "python3", ["-B", harness, ...options], { encoding: "utf8", cwd: project.root });
  const lines = readFileSync(events, "utf8").trim().split("\n");
  return {
    status: run.status,
    stderr: run.stderr,
    result: JSON.parse(readFileSync(output, "utf8")),
    events: lines.map((line) => JSON.parse(line)),
  };
}

it.skipIf(python === undefined)("runs what the reader read, and writes what the schemas say", () => {
  using project = temporaryProject({
    "model.py": `from __future__ import annotations
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple
import stave

class Mode(Enum):
    FAST = "fast"

@dataclass
class Options:
    day: date
    mode: Mode = Mode.FAST

class Out(NamedTuple):
    kinds: list[str]
    options: Options
    total: int
    took: timedelta

def fit(rows: list[int], options: Options, factor: int = 2) -> Out:
    stave.progress(1, 2, "half")
    kinds = [type(options).__name__, type(options.mode).__name__, type(options.day).__name__]
    return Out(kinds, options, sum(rows) * factor, timedelta(hours=36))

def fail() -> None:
    raise ValueError("no rows")
`,
  });
  const fn = readPythonModule(readFileSync(project.path("model.py"), "utf8"), "model.py").functions[0];
  const typeOf = (name: string): Type => fn?.params.find((param) => param.name === name)?.type ?? "null";
  const done = callModel(project, "fit", {
    rows: { type: typeOf("rows"), value: [1, "4611686018427387000"] },
    options: { type: typeOf("options"), value: { day: "2026-01-31" } },
  });
  expect(done).toMatchObject({
    status: 0,
    result: {
      status: "ok",
      outputs: {
        kinds: ["Options", "Mode", "date"],
        options: { day: "2026-01-31", mode: "fast" },
        total: "9223372036854774002",
        took: "P1DT12H",
      },
    },
  });
  const failed = callModel(project, "fail", {});
  expect(failed).toMatchObject({
    status: 1,
    result: { status: "error", error: { type: "ValueError", retryable: true } },
  });
  for (const outcome of [done, failed]) {
    schemas["result"]?.parse(outcome.result);
    for (const event of outcome.events) schemas["event"]?.parse(event);
  }
  expect(done.events).toHaveLength(3);
});

const scalars: readonly (readonly [Type, fc.Arbitrary<Json>])[] = [
  ["string", fc.string({ unit: "grapheme" })],
  ["bool", fc.boolean()],
  ["null", fc.constant(null)],
  ["int", fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(integerJson)],
  ["int", fc.integer()],
  ["float", fc.double().map(floatJson)],
  [
    "date",
    fc
      .date({ min: new Date(0), max: new Date("9999-01-01"), noInvalidDate: true })
      .map((d) => d.toISOString().slice(0, 10)),
  ],
  ["json", fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as Json)],
  [{ kind: "enum", of: "int", values: [1, 2] }, fc.constantFrom(1, 2)],
  [{ kind: "format", of: "string", format: "uuid" }, fc.uuid()],
  [
    { kind: "format", of: "string", format: "bytes" },
    fc.uint8Array().map((bytes) => Buffer.from(bytes).toString("base64")),
  ],
];

function integerJson(value: bigint): Json {
  return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
}

function floatJson(value: number): Json {
  return Number.isFinite(value) ? value : String(value);
}

type Typed = { readonly type: Type; readonly value: Json };

function typedValue(depth: number): fc.Arbitrary<Typed> {
  const scalar = fc.oneof(...scalars.map(([type, values]) => values.map((value) => ({ type, value }))));
  if (depth === 0) return scalar;
  return fc.oneof(
    scalar,
    typedValue(depth - 1).map(({ type, value }) => ({
      type: { kind: "list" as const, of: type },
      value: [value, value],
    })),
    fc
      .tuple(typedValue(depth - 1), fc.string({ unit: "grapheme" }))
      .filter(([, key]) => key !== "__proto__")
      .map(([{ type, value }, key]) => ({ type: { kind: "map" as const, of: type }, value: { [key]: value } })),
    fc.tuple(typedValue(depth - 1), typedValue(depth - 1)).map(([a, b]) => ({
      type: { kind: "struct" as const, fields: { a: a.type, b: b.type } },
      value: { a: a.value, b: b.value },
    })),
    typedValue(depth - 1)
      .filter(({ type }) => type !== "null" && !(typeof type === "object" && type.kind === "nullable"))
      .chain(({ type, value }) =>
        fc.constantFrom(value, null).map((one) => ({ type: { kind: "nullable" as const, of: type }, value: one })),
      ),
  );
}

it.skipIf(python === undefined)("gives every value back as it came", () => {
  using project = temporaryProject({ "echo.py": "def echo(**values):\n    return values\n" });
  const batch = fc.array(typedValue(3), { minLength: 150, maxLength: 250 });
  fc.assert(
    fc.property(batch, (values) => {
      const args = Object.fromEntries(values.map((value, index) => [`v${index}`, value]));
      const outputs = Object.fromEntries(values.map(({ type }, index) => [`v${index}`, type]));
      const module = project.path("echo.py");
      const done = runHarness(project, { protocol: "1", module, function: "echo", args, outputs, return: "fields" });
      const sent = Object.fromEntries(values.map(({ value }, index) => [`v${index}`, value]));
      expect(done.result).not.toHaveProperty("error");
      expect(done.result).toEqual({ protocol: "1", status: "ok", outputs: JSON.parse(JSON.stringify(sent)) });
    }),
    // Each step of shrinking is a process; the message names the value at fault.
    { numRuns: 8, endOnFailure: true },
  );
});

it.skipIf(python === undefined)("passes its own unit tests", () => {
  const run = spawnSync(python ?? "python3", ["-B", "-m", "unittest"], { encoding: "utf8", cwd: packageFolder });
  expect(run.stderr).toMatch(/Ran \d\d+ tests/);
  expect(run.status, run.stderr).toBe(0);
});
