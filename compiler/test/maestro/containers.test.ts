import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Expr, IrDocument, Step, Type } from "@stave/ir-schema";
import { expect, it } from "vitest";
import { lowerWorkflow, type MaestroParam, type MaestroStepBody } from "../../src/maestro/index.js";
import { evaluateSel, interpolateLiteral, parseSel, type TypedValue } from "../../src/sel/index.js";

const python = fileURLToPath(new URL("../../../python", import.meta.url));
const markers = { MAESTRO_OUTPUT_START: "<<START>>", MAESTRO_OUTPUT_END: "<<END>>" };
const hasPython = spawnSync("python3", ["--version"]).status === 0;

interface Container {
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** What Maestro would start for the only step of a workflow: its params evaluated, its texts filled in. */
function containerOf(step: Step): Container {
  const read = Object.entries(step.outputs).map(([name, type]): [string, { type: Type; value: Expr }] => {
    return [name, { type, value: { kind: "output", step: step.id, name } }];
  });
  const document: IrDocument = { ir: "1.0", workflow: { id: "wf", steps: [step], outputs: Object.fromEntries(read) } };
  const { definition, diagnostics } = lowerWorkflow(document, { defaultImage: "python:3.12" });
  expect(diagnostics).toEqual([]);
  const body = Object.values(definition?.workflow.steps[0] ?? {})[0] as MaestroStepBody;
  const values: Record<string, TypedValue> = {
    workflow_instance_id: { type: "LONG", value: "12" },
    step_attempt_id: { type: "LONG", value: "2" },
  };
  for (const [name, param] of Object.entries(body.params ?? {})) {
    if (name !== "kubernetes") values[name] = valueOfParam(param, values);
  }
  const block = body.params?.["kubernetes"]?.value as Readonly<Record<string, MaestroParam>>;
  const filled = (name: string): unknown =>
    block[name] === undefined ? undefined : valueOfParam(block[name], values).value;
  return {
    command: filled("command") as string[],
    args: (filled("args") ?? []) as string[],
    env: (filled("env") ?? {}) as Record<string, string>,
  };
}

function valueOfParam(param: MaestroParam, vars: Readonly<Record<string, TypedValue>>): TypedValue {
  const type = param.type as TypedValue["type"];
  if (param.expression !== undefined) {
    const { program } = parseSel(param.expression, { param: true });
    if (program === undefined) throw new Error(param.expression);
    const outcome = evaluateSel(program, { vars, ext: {} });
    if (!outcome.ok) throw new Error(outcome.message);
    return { type, value: outcome.value };
  }
  if (type !== "STRING" && type !== "STRING_ARRAY" && type !== "STRING_MAP") return { type, value: param.value };
  const result = interpolateLiteral({ type, value: param.value }, vars);
  if (!result.ok) throw new Error(result.message);
  return { type, value: result.value };
}

function play({ command, args, env }: Container, more: Readonly<Record<string, string>> = {}): string {
  const [program = "", ...rest] = command;
  return execFileSync(program, [...rest, ...args], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"] ?? "", ...env, ...markers, ...more },
  });
}

function outputsIn(log: string): Record<string, unknown> {
  const [, payload = "{}"] = /<<START>>(.*)<<END>>/s.exec(log) ?? [];
  const { params } = JSON.parse(payload) as { params: Record<string, { type: string; evaluated_result: unknown }> };
  return Object.fromEntries(Object.entries(params).map(([name, one]) => [`${name} ${one.type}`, one.evaluated_result]));
}

const text = (value: string): { type: "string"; value: { kind: "literal"; type: "string"; value: string } } => ({
  type: "string",
  value: { kind: "literal", type: "string", value },
});

it("gives a script its arguments as they are, dollars and quotes and all", () => {
  const log = play(
    containerOf({
      kind: "shell",
      id: "s",
      script: 'for one in "$@"; do printf "[%s]" "$one"; done; printf "%s" "$$" | grep -q "^[0-9]" && echo "$GREETING"',
      env: { GREETING: { kind: "literal", type: "string", value: "it's $HOME" } },
      inputs: {
        name: text('a "b" $HOME ${x} $$y'),
        count: { type: "int", value: { kind: "literal", type: "int", value: 3 } },
      },
      outputs: {},
    }),
  );
  expect(log).toBe(`[--name][a "b" $HOME \${x} $$y][--count][3]it's $HOME\n`);
});

it("gives a script bare flags, fractions and lists, and leaves null and false out", () => {
  const maybe: Type = { kind: "nullable", of: "int" };
  const given = (type: Type, value: unknown): { type: Type; value: Expr } => ({
    type,
    value: { kind: "literal", type, value },
  });
  const argumentsOf = (deep: boolean, top: unknown): string =>
    play(
      containerOf({
        kind: "shell",
        id: "s",
        script: 'printf "%s %s|" "$0" "$#"; for one in "$@"; do printf "[%s]" "$one"; done',
        inputs: {
          deep: given("bool", deep),
          top: { type: maybe, value: { kind: "literal", type: maybe, value: top } },
          rate: given("float", 2),
          small: given("float", 0.25),
          names: given({ kind: "list", of: "string" }, ["a b", '"']),
        },
        outputs: {},
      }),
    );
  expect(argumentsOf(true, 3)).toBe('s 9|[--deep][--top][3][--rate][2][--small][0.25][--names][["a b","\\""]]');
  expect(argumentsOf(false, null)).toBe('s 6|[--rate][2][--small][0.25][--names][["a b","\\""]]');
});

it("tells a script which step of which run it is", () => {
  const script = 'echo "$STAVE_RUN_ID $STAVE_STEP $STAVE_ATTEMPT"';
  expect(play(containerOf({ kind: "shell", id: "s", script, inputs: {}, outputs: {} }))).toBe("12 s 2\n");
});

it("tells a script in a loop which iteration it is in", () => {
  const loop = (id: string, steps: readonly Step[]): Step => {
    const items: Expr = { kind: "literal", type: { kind: "list", of: "int" }, value: [1, 2] };
    return {
      kind: "foreach",
      id,
      over: [{ name: `in_${id}`, type: "int", in: items }],
      steps,
      collect: {},
      outputs: {},
    };
  };
  const script: Step = { kind: "shell", id: "deep", script: "true", inputs: {}, outputs: {} };
  const steps = [loop("a", [loop("b", [script])])];
  const { definition } = lowerWorkflow({ ir: "1.0", workflow: { id: "wf", steps } }, { defaultImage: "python:3.12" });
  const inside = (step: unknown): MaestroStepBody => Object.values(step as object)[0] as MaestroStepBody;
  const outer = inside(definition?.workflow.steps[0]);
  const inner = inside(outer.steps?.[0]);
  const block = inside(inner.steps?.[0]).params?.["kubernetes"]?.value as Readonly<Record<string, MaestroParam>>;
  const instance = { workflow_instance_id: { type: "LONG" as const, value: "2" } };
  const { program } = parseSel(inner.params?.["b_key"]?.expression ?? "", { param: true });
  expect(program && evaluateSel(program, { vars: {}, ext: { instance } })).toMatchObject({ value: "a[1]/b" });
  expect(block["env"]?.value).toMatchObject({ STAVE_STEP: "${b_key}[${loop_index}]/deep" });
});

it.runIf(hasPython)("carries the outputs of a script", () => {
  const log = play(
    containerOf({
      kind: "shell",
      id: "s",
      script: 'echo "working on $2"; echo "{\\"rows\\": 3, \\"names\\": [\\"a\\"]}" > "$STAVE_OUTPUT"',
      inputs: { name: text("x") },
      outputs: { rows: "int", names: { kind: "list", of: "string" }, stdout: "string" },
    }),
  );
  expect(outputsIn(log)).toEqual({ "rows LONG": 3, "names STRING_ARRAY": ["a"], "stdout STRING": "working on x" });
});

it.runIf(hasPython)("gives each entry of a map its type, and texts that look like markers an escape", () => {
  const values = { seen: { a: 1, b: "9007199254740993" }, who: { name: "<<END>>", rates: [0.5] }, any: "x", top: true };
  const log = play(
    containerOf({
      kind: "shell",
      id: "s",
      script: 'printf "%s" "$VALUES" > "$STAVE_OUTPUT"',
      env: { VALUES: text(JSON.stringify(values)).value },
      inputs: {},
      outputs: {
        seen: { kind: "map", of: "int" },
        who: { kind: "struct", fields: { name: "string", rates: { kind: "list", of: "float" } } },
        any: "json",
        top: { kind: "nullable", of: "bool" },
      },
    }),
  );
  const plain = outputsIn(log);
  expect(plain["seen MAP"]).toMatchObject({ a: 1 });
  expect(plain["who MAP"]).toEqual(values.who);
  expect([plain["any STRING"], plain["top STRING"]]).toEqual(['"x"', "true"]);
  expect(log).toContain('"b": {"type": "LONG", "value": 9007199254740993}');
  expect(log).toContain('"rates": {"type": "DOUBLE_ARRAY", "value": [0.5]}');
});

it.runIf(hasPython)("calls a Python function through the harness", () => {
  const folder = mkdtempSync(join(tmpdir(), "stave-maestro-"));
  writeFileSync(
    join(folder, "model.py"),
    "def fit(rows: str, lr: float, tags: list[str], top: int | None = None) -> float:\n    return lr * len(rows) + len(tags)\n",
  );
  const container = containerOf({
    kind: "python",
    id: "fit",
    module: join(folder, "model.py"),
    function: "fit",
    returns: "result",
    inputs: {
      rows: text("it's $HOME"),
      lr: { type: "float", value: { kind: "literal", type: "int", value: 2 } },
      tags: {
        type: { kind: "list", of: "string" },
        value: { kind: "literal", type: { kind: "list", of: "string" }, value: ['"a"', "b\n"] },
      },
      top: { type: { kind: "nullable", of: "int" }, value: { kind: "literal", type: "null", value: null } },
    },
    outputs: { result: "float" },
  });
  expect(outputsIn(play(container, { PYTHONPATH: python }))).toEqual({ "result DOUBLE": 22 });
});

it.runIf(hasPython)("carries null to a Python function and back", () => {
  const folder = mkdtempSync(join(tmpdir(), "stave-maestro-"));
  writeFileSync(
    join(folder, "model.py"),
    [
      "from typing import NamedTuple, Optional",
      "class Best(NamedTuple):",
      "    top: Optional[int]",
      "    name: Optional[str]",
      "    rate: Optional[float]",
      "def best(top: Optional[int], name: Optional[str], sure: Optional[bool]) -> Best:",
      "    return Best(None if top is None else top + 1, name, None if sure is None else 0.5)",
      "",
    ].join("\n"),
  );
  const call = (top: unknown, name: unknown, sure: unknown): Record<string, unknown> => {
    const maybe = (of: "int" | "string" | "bool", value: unknown): { type: Type; value: Expr } => {
      const type: Type = { kind: "nullable", of };
      return { type, value: { kind: "literal", type, value } };
    };
    const inputs = { top: maybe("int", top), name: maybe("string", name), sure: maybe("bool", sure) };
    const outputs: Record<string, Type> = {
      top: { kind: "nullable", of: "int" },
      name: { kind: "nullable", of: "string" },
      rate: { kind: "nullable", of: "float" },
    };
    const module = join(folder, "model.py");
    const container = containerOf({
      kind: "python",
      id: "b",
      module,
      function: "best",
      returns: "fields",
      inputs,
      outputs,
    });
    return outputsIn(play(container, { PYTHONPATH: python }));
  };
  expect(call(null, null, null)).toEqual({});
  expect(call(4, "it's", true)).toEqual({ "top STRING": "5", "name STRING": "it's", "rate STRING": "0.5" });
});
