import {
  type Builder,
  cron,
  custom,
  emit,
  expr,
  firstOf,
  noop,
  p,
  type Ref,
  run,
  shell,
  sleep,
  text,
  type WorkflowDefinition,
  workflow,
} from "@stave/sdk";
import fc from "fast-check";

/** A program as data; numbers choose among what is visible where they stand. */
export type Node =
  | { readonly kind: "step" | "noop" | "custom" | "sleep"; readonly picks: readonly number[]; readonly options: number }
  | { readonly kind: "foreach"; readonly pick: number; readonly second: boolean; readonly body: Block }
  | { readonly kind: "when"; readonly pick: number; readonly then: Block; readonly other: Block | null }
  | { readonly kind: "while"; readonly pick: number; readonly body: Block }
  | { readonly kind: "mistake" };

type Block = readonly Node[];

export interface Program {
  readonly params: number;
  readonly settings: number;
  readonly body: Block;
}

const leaf: fc.Arbitrary<Node> = fc.record({
  kind: fc.constantFrom("step", "noop", "custom", "sleep"),
  picks: fc.array(fc.nat(1000), { maxLength: 3 }),
  options: fc.nat(1000),
});

const { block } = fc.letrec<{ block: Block; node: Node }>((tie) => ({
  block: fc.array(tie("node"), { minLength: 1, maxLength: 4 }),
  node: fc.oneof(
    { depthSize: "small", maxDepth: 4 },
    leaf,
    fc.record({
      kind: fc.constant("foreach" as const),
      pick: fc.nat(1000),
      second: fc.boolean(),
      body: tie("block"),
    }),
    fc.record({
      kind: fc.constant("when" as const),
      pick: fc.nat(1000),
      then: tie("block"),
      other: fc.option(tie("block")),
    }),
    fc.record({ kind: fc.constant("while" as const), pick: fc.nat(1000), body: tie("block") }),
  ),
}));

/** Programs without a mistake. */
export const programs: fc.Arbitrary<Program> = fc.record({ params: fc.nat(63), settings: fc.nat(63), body: block });

/** The same programs with a mistake somewhere, by the choice of `at`. */
export function withMistake(program: Program, at: number): Program {
  let left = at % (countBlocks(program.body) || 1);
  const visit = (nodes: Block): Block => {
    const here = left-- === 0;
    const inside = nodes.map((node): Node => {
      if (node.kind === "foreach" || node.kind === "while") return { ...node, body: visit(node.body) };
      if (node.kind !== "when") return node;
      return { ...node, then: visit(node.then), other: node.other && visit(node.other) };
    });
    return here ? [...inside, { kind: "mistake" }] : inside;
  };
  return { ...program, body: visit(program.body) };
}

function countBlocks(nodes: Block): number {
  const inside = nodes.map((node) => {
    if (node.kind === "foreach" || node.kind === "while") return countBlocks(node.body);
    return node.kind === "when" ? countBlocks(node.then) + (node.other ? countBlocks(node.other) : 0) : 0;
  });
  return inside.reduce((sum, count) => sum + count, 1);
}

/** What is visible at a place, by kind of value. */
export interface Visible {
  readonly texts: readonly Ref<string>[];
  readonly ints: readonly Ref<number>[];
  readonly bools: readonly Ref<boolean>[];
  readonly lists: readonly Ref<readonly string[]>[];
}

/** Makes a mistake at a place. */
export type Mistake = (w: Builder, visible: Visible, nextId: () => string) => void;

const train = custom("acme/train", {
  inputs: { data: p.string(), epochs: p.int(3) },
  outputs: { path: p.string(), rows: p.int() },
});

const pick = <T>(items: readonly T[], at: number): T => items[at % items.length] as T;

/** Writes a program with the builder, as a person would. */
export function definitionOf(program: Program, mistake?: Mistake): WorkflowDefinition {
  let ids = 0;
  const nextId = (): string => `s${ids++}`;
  const { params, settings } = program;
  const options = {
    params: {
      text: p.string(params & 1 ? { default: "a", minLength: 1 } : { default: text`x/${run.ds}` }),
      count: params & 2 ? p.int({ default: 2, min: 0, max: 9 }) : p.int(),
      flag: params & 4 ? p.bool(true) : p.bool(),
      names: params & 8 ? p.list(p.string(), ["a", "b"]) : p.list(p.string()),
    },
    ...(settings & 1 && { triggers: [cron("0 6 * * 1-5", { timezone: "Europe/Oslo" })] }),
    ...(settings & 2 && { runStrategy: "first-only" as const }),
    ...(settings & 4 && { tags: ["a", "b"], owner: "ds", criticality: "high" as const }),
    ...(settings & 8 && { timeout: { hours: 2 } }),
    ...(settings & 16 && { stepConcurrency: 3 }),
  };
  return workflow("random", options, (w, { text: word, count, flag, names }) => {
    const visible = { texts: [word, run.ds], ints: [count], bools: [flag], lists: [names] };
    const end = placeAll(w, program.body, visible, nextId, mistake);
    return { last: pick(end.texts, end.texts.length - 1) };
  });
}

function placeAll(w: Builder, nodes: Block, start: Visible, nextId: () => string, mistake?: Mistake): Visible {
  return nodes.reduce((visible, node) => place(w, node, visible, nextId, mistake), start);
}

function place(w: Builder, node: Node, visible: Visible, nextId: () => string, mistake?: Mistake): Visible {
  switch (node.kind) {
    case "mistake":
      mistake?.(w, visible, nextId);
      return visible;
    case "foreach":
      return placeForeach(w, node, visible, nextId, mistake);
    case "when":
      return placeWhen(w, node, visible, nextId, mistake);
    case "while":
      return placeWhile(w, node, visible, nextId, mistake);
    default:
      return placeLeaf(w, node, visible, nextId);
  }
}

type LeafNode = Extract<Node, { readonly picks: readonly number[] }>;

function placeLeaf(w: Builder, { kind, picks, options }: LeafNode, visible: Visible, nextId: () => string): Visible {
  const [a = 0, b = 0, c = 0] = picks;
  const word = pick(visible.texts, a);
  const number = pick(visible.ints, b);
  const said = {
    ...(options & 1 && { retry: { limit: options % 9, delay: { seconds: 5 } } }),
    ...(options & 2 && { timeout: { minutes: 5 } }),
    ...(options & 4 && { onFailure: "ignore" as const, tags: ["x"] }),
    ...(options & 8 && { emits: [emit("done", { word, number })] }),
  };
  if (kind === "sleep") {
    w.step(nextId(), sleep({ seconds: 5 }), said);
    return visible;
  }
  if (kind === "custom") {
    const made = w.step(nextId(), train({ data: word, ...(options & 16 && { epochs: number.add(1) }) }), said);
    return { ...visible, texts: [...visible.texts, made.path], ints: [...visible.ints, made.rows] };
  }
  if (kind === "noop") {
    const values = {
      both: text`${word}-${number}`,
      twice: number.mul(2).add(pick(visible.ints, c)),
      much: expr([number, word], (number, word) => number > 3 || word.length > number),
    };
    const made = w.step(nextId(), noop(values), said);
    return {
      ...visible,
      texts: [...visible.texts, made.both],
      ints: [...visible.ints, made.twice],
      bools: [...visible.bools, made.much],
    };
  }
  const call = shell("./run.sh", {
    args: { word, number, list: [word, "x"], names: pick(visible.lists, c) },
    env: { WORD: word },
    outputs: { names: p.list(p.string()), ok: p.bool() },
  });
  const made = w.step(nextId(), call, said);
  return { ...visible, lists: [...visible.lists, made.names], bools: [...visible.bools, made.ok] };
}

function placeForeach(
  w: Builder,
  node: Extract<Node, { readonly kind: "foreach" }>,
  visible: Visible,
  nextId: () => string,
  mistake?: Mistake,
): Visible {
  const lists = { name: pick(visible.lists, node.pick), n: node.second ? [1, 2] : [pick(visible.ints, node.pick)] };
  const each = w.foreach(nextId(), lists, (w, { name, n }) => {
    const inside = { ...visible, texts: [...visible.texts, name], ints: [...visible.ints, n] };
    const end = placeAll(w, node.body, inside, nextId, mistake);
    w.step(nextId(), noop({ name, n }));
    return { said: pick(end.texts, end.texts.length - 1) };
  });
  return { ...visible, lists: [...visible.lists, each.said] };
}

function placeWhen(
  w: Builder,
  node: Extract<Node, { readonly kind: "when" }>,
  visible: Visible,
  nextId: () => string,
  mistake?: Mistake,
): Visible {
  const arm = (nodes: Block) => (w: Builder) => {
    const end = placeAll(w, nodes, visible, nextId, mistake);
    return w.step(nextId(), noop({ said: text`${pick(end.texts, end.texts.length - 1)}!` }));
  };
  const yes = w.when(nextId(), pick(visible.bools, node.pick), arm(node.then));
  if (node.other === null) return visible;
  const no = yes.otherwise(arm(node.other));
  const merged = w.step(nextId(), noop({ said: firstOf(yes.said, no.said) }));
  return { ...visible, texts: [...visible.texts, merged.said] };
}

function placeWhile(
  w: Builder,
  node: Extract<Node, { readonly kind: "while" }>,
  visible: Visible,
  nextId: () => string,
  mistake?: Mistake,
): Visible {
  const most = pick(visible.ints, node.pick);
  const loop = w.while(
    nextId(),
    { tries: p.int(0), said: p.string("") },
    ({ tries }) => tries.lt(most).and(tries.lt(5)),
    (w, { tries, said }) => {
      const inside = { ...visible, texts: [...visible.texts, said], ints: [...visible.ints, tries] };
      const end = placeAll(w, node.body, inside, nextId, mistake);
      w.step(nextId(), noop({ tries, said }));
      return { tries: tries.add(1), said: pick(end.texts, end.texts.length - 1) };
    },
  );
  return { ...visible, texts: [...visible.texts, loop.said], ints: [...visible.ints, loop.tries] };
}
