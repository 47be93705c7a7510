import { type Choices, choicesFrom } from "./arbitrary-workflow.js";

type Json = Record<string, unknown>;
type Scalar = "LONG" | "STRING" | "BOOLEAN" | "DOUBLE";

/** What can be read somewhere, as Maestro writes it. */
interface Readable {
  readonly text: string;
  readonly type: Scalar;
}

interface Writer {
  readonly choices: Choices;
  readonly readable: readonly Readable[];
}

const scalars: readonly Scalar[] = ["LONG", "LONG", "STRING", "STRING", "BOOLEAN", "DOUBLE"];

/** A create request like a person's, its expressions spaced, grouped and ended in many ways. It runs in no time. */
export function arbitraryDefinition(seed: number): Json {
  const choices = choicesFrom(seed);
  const params: Json = {};
  const readable: Readable[] = [];
  const count = 1 + choices.below(4);
  for (let at = 0; at < count; at += 1) {
    const type = choices.pick(scalars);
    params[`p${at}`] = paramOf({ choices, readable: [...readable] }, type);
    readable.push({ text: `p${at}`, type });
  }
  if (choices.chance(0.3)) readable.push({ text: "TARGET_RUN_DATE", type: "STRING" });
  const steps = stepsOf({ choices, readable }, "s", 2 + choices.below(6), 0);
  return { properties: { owner: "ann" }, workflow: { id: `def_${seed}`, params, steps } };
}

function stepsOf(writer: Writer, prefix: string, count: number, depth: number): readonly Json[] {
  const { choices } = writer;
  const bodies: Json[] = [];
  const outputs: Readable[][] = [];
  const certain: boolean[] = [];
  const before: Set<number>[] = [];
  for (let at = 0; at < count; at += 1) {
    const id = choices.chance(0.3) ? `${prefix}.${at}` : `${prefix}${at}`;
    const sources = bodies.flatMap((_, from) => (choices.chance(from === at - 1 ? 0.7 : 0.15) ? [from] : []));
    const isPlain = sources.map((from) => certain[from] === true && choices.chance(0.65));
    before[at] = new Set(sources.flatMap((from) => [from, ...(before[from] ?? [])]));
    certain[at] = sources.length === 0 || isPlain.includes(true);
    for (const [index, from] of sources.entries()) {
      const condition = isPlain[index]
        ? "true"
        : boolText({ choices, readable: conditionNames(writer, bodies[from]) }, 1);
      addSuccessor(bodies[from] as Json, id, condition);
    }
    const seen = [...(before[at] ?? [])]
      .filter((from) => certain[from] === true)
      .flatMap((from) => outputs[from] ?? []);
    const isLoop = depth < 1 && choices.chance(0.15);
    const inside = { choices, readable: [...writer.readable, ...seen] };
    bodies.push(isLoop ? foreachOf(inside, id, depth) : noopOf(inside, id));
    outputs.push(isLoop ? [] : outputsOf(id, bodies[at] as Json, choices));
  }
  return bodies.map((body) => ({ ["steps" in body ? "foreach" : "step"]: body }));
}

function conditionNames(writer: Writer, body: Json | undefined): readonly Readable[] {
  const params = (body?.["params"] ?? {}) as Record<string, { type: Scalar }>;
  const own = Object.entries(params).filter(([name]) => name !== "loop_params");
  const named = own.map(([text, { type }]): Readable => ({ text, type }));
  return [...writer.readable.filter(({ text }) => !(text in params)), ...named];
}

function addSuccessor(body: Json, to: string, condition: string): void {
  const transition = (body["transition"] ?? { successors: {} }) as { successors: Json };
  transition.successors[to] = condition;
  body["transition"] = transition;
}

function noopOf(writer: Writer, id: string): Json {
  const { choices } = writer;
  const params: Json = {};
  const count = choices.below(4);
  for (let at = 0; at < count; at += 1) params[`v${at}`] = paramOf(writer, choices.pick(scalars));
  return { id, type: choices.pick(["NoOp", "noop"]), ...(count > 0 && { params }) };
}

function foreachOf(writer: Writer, id: string, depth: number): Json {
  const { choices } = writer;
  const list = choices.pick<Json>([
    { type: "LONG_ARRAY", value: [1, 2] },
    { type: "LONG_ARRAY", expression: "Util.intsBetween(0, 2, 1)" },
    { type: "STRING_ARRAY", value: ["a", "b"] },
    { type: "LONG_ARRAY", expression: `new long[]{${intText(writer, 1)}, 7};` },
  ]);
  const item: Readable = { text: "item", type: list["type"] === "STRING_ARRAY" ? "STRING" : "LONG" };
  const workflow = writer.readable.filter(({ text }) => /^[pT]\w+$/.test(text));
  const inner = { choices, readable: [...workflow, item] };
  return {
    id,
    params: { loop_params: { type: "MAP", value: { item: list } } },
    steps: stepsOf(inner, `${id.replace(/\W/g, "_")}in`, 1 + choices.below(2), depth + 1),
  };
}

/** Another step's param is read by two underscores where its id allows, else by a function. */
function outputsOf(id: string, body: Json, choices: Choices): Readable[] {
  const params = Object.entries((body["params"] ?? {}) as Record<string, { type: Scalar }>);
  return params.map(([name, { type }]) => {
    const call = choices.pick([`params.getFromStep('${id}', '${name}')`, `params.getFromStep("${id}","${name}")`]);
    return { text: /\W/.test(id) || choices.chance(0.5) ? call : `${id}__${name}`, type };
  });
}

function paramOf(writer: Writer, type: Scalar): Json {
  const { choices } = writer;
  const mode = choices.chance(0.1) ? { mode: choices.pick(["MUTABLE", "mutable_on_start"]) } : {};
  if (choices.chance(0.3)) return { type, value: literalOf(writer, type), ...mode };
  const text = expressionOf(writer, type, 2);
  const ended = choices.pick([text, `${text};`, `${text};`, `return ${text};`, ` ${text} ;`]);
  return { type, expression: ended, ...mode };
}

function literalOf(writer: Writer, type: Scalar): unknown {
  const { choices } = writer;
  if (type === "LONG") return choices.below(50);
  if (type === "DOUBLE") return choices.below(50) / 4;
  if (type === "BOOLEAN") return choices.chance(0.5);
  const names = writer.readable.filter(({ text }) => /^[a-zA-Z]\w*$/.test(text)).map(({ text }) => text);
  const plain = ["plain", "cost $5", "$$HOME"];
  const [name] = names.length === 0 ? [] : [choices.pick(names)];
  const named = name === undefined ? [] : [`a-\${${name}}/x`, `$${name}`, `\${${name}}\${${name}}`];
  return choices.pick([...plain, ...named, ...named]);
}

function expressionOf(writer: Writer, type: Scalar, depth: number): string {
  if (type === "LONG") return intText(writer, depth);
  if (type === "DOUBLE") return floatText(writer, depth);
  return type === "STRING" ? stringText(writer, depth) : boolText(writer, depth);
}

function some(writer: Writer, type: Scalar, literal: string): string {
  const names = writer.readable.filter((one) => one.type === type).map(({ text }) => text);
  return writer.choices.pick([literal, ...names, ...names, ...names]);
}

/** An operator between two sides, as people space and group it. */
function joined(choices: Choices, left: string, operator: string, right: string): string {
  const space = choices.pick(["", " ", " "]);
  const text = `${left}${space}${operator}${space}${right}`;
  return choices.chance(0.4) ? `(${text})` : text;
}

const grouped = (text: string): string => (/^[\w.'"()]+$/.test(text) && !/[-+*/]/.test(text) ? text : `(${text})`);

function intText(writer: Writer, depth: number): string {
  const { choices } = writer;
  if (depth === 0) return some(writer, "LONG", String(choices.below(20)));
  const next = (): string => grouped(intText(writer, depth - 1));
  return choices.pick([
    () => some(writer, "LONG", String(choices.below(20))),
    () => joined(choices, next(), choices.pick(["+", "-", "*"]), next()),
    () => joined(choices, next(), "%", "7"),
    () => `${grouped(boolText(writer, depth - 1))} ? ${next()} : ${next()}`,
    () => `${grouped(some(writer, "STRING", "'abc'"))}.length()`,
    () => `Math.max(${next()}, ${next()})`,
    () => joined(choices, next(), "/", "3"),
  ])();
}

function floatText(writer: Writer, depth: number): string {
  const { choices } = writer;
  const literal = choices.pick(["0.5", "2.0", "1.25"]);
  if (depth === 0) return some(writer, "DOUBLE", literal);
  const next = (): string => grouped(floatText(writer, depth - 1));
  return choices.pick([
    () => some(writer, "DOUBLE", literal),
    () => joined(choices, next(), choices.pick(["+", "-", "*", "/"]), literal),
    () => joined(choices, grouped(intText(writer, depth - 1)), "*", literal),
  ])();
}

function stringText(writer: Writer, depth: number): string {
  const { choices } = writer;
  const literal = choices.pick(["'x'", '"y z"', "'it\\'s'", "''"]);
  if (depth === 0) return some(writer, "STRING", literal);
  const next = (): string => grouped(stringText(writer, depth - 1));
  return choices.pick([
    () => some(writer, "STRING", literal),
    () => joined(choices, next(), "+", next()),
    () => joined(choices, next(), "+", grouped(intText(writer, depth - 1))),
    () => `${next()}.${choices.pick(["toUpperCase", "toLowerCase"])}()`,
    () => `${grouped(boolText(writer, depth - 1))} ? ${next()} : ${next()}`,
    () => `${next()}.trim()`,
  ])();
}

function boolText(writer: Writer, depth: number): string {
  const { choices } = writer;
  if (depth === 0) return some(writer, "BOOLEAN", choices.pick(["true", "false"]));
  const next = (): string => grouped(boolText(writer, depth - 1));
  const number = (): string => grouped(intText(writer, depth - 1));
  const text = (): string => grouped(stringText(writer, depth - 1));
  return choices.pick([
    () => some(writer, "BOOLEAN", "true"),
    () => joined(choices, number(), choices.pick(["<", "<=", ">", ">=", "==", "!="]), number()),
    () => joined(choices, text(), choices.pick(["==", "!="]), text()),
    () => joined(choices, next(), choices.pick(["&&", "||"]), next()),
    () => `!${next()}`,
    () => `${text()}.${choices.pick(["startsWith", "contains"])}('a')`,
  ])();
}
