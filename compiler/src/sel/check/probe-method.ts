import type { SelCall } from "../syntax/ast.js";
import type { SelType } from "../types.js";
import type { Outcome } from "./fields.js";
import { finding } from "./findings.js";
import { foldMethod } from "./fold-method.js";
import { constantOf } from "./fold-operator.js";
import { type Box, type Content, ofType } from "./heap.js";
import type { Machine } from "./machine.js";
import { onlyType, setOf } from "./type-set.js";

type Probe = (machine: Machine, node: SelCall, receiver: Content, args: readonly Box[]) => Outcome | undefined;

const EMPTY: Content = { types: setOf("STRING"), constant: "" };
const SAMPLES: Readonly<Partial<Record<SelType, readonly Box[]>>> = {
  LONG: [ofType("LONG", 1), ofType("LONG", 65)],
  DOUBLE: [ofType("DOUBLE", 1.5), ofType("DOUBLE", 65)],
  BOOLEAN: [ofType("BOOLEAN", true), ofType("BOOLEAN", false)],
};

function longAt(args: readonly Box[], at: number): number | undefined {
  const arg = args[at];
  const known = arg === undefined ? undefined : constantOf(arg.content);
  return known?.type === "LONG" ? Number(known.constant) : undefined;
}

/** Bounds that no text can have. */
const substring: Probe = (_machine, node, _receiver, args) => {
  const [start, end] = [longAt(args, 0), longAt(args, 1)];
  const isImpossible = (start !== undefined && start < 0) || (end !== undefined && end < (start ?? 0));
  if (!isImpossible) return undefined;
  const range = end === undefined ? `${start}` : `${start ?? ""} to ${end}`;
  return { failure: finding("constantRange", node, { what: `${range} is no part of any text` }) };
};

/** A pattern that cannot be read fails whatever the text is. */
const pattern: Probe = (machine, node, _receiver, args) => {
  const known = args[0] === undefined ? undefined : constantOf(args[0].content);
  if (known?.type !== "STRING" || known.constant === null) return undefined;
  const rest = args.slice(1).map(({ content }) => ofType(onlyType(content.types) ?? "STRING", sampleOf(content)));
  const outcome = foldMethod(machine, node, "STRING", EMPTY, [args[0] as Box, ...rest]);
  return outcome !== undefined && "failure" in outcome ? outcome : undefined;
};

const sampleOf = (content: Content): "" | 0 => (onlyType(content.types) === "LONG" ? 0 : "");

/** A format that refuses two samples of each unknown number refuses all. */
const format: Probe = (machine, node, receiver, args) => {
  const tried = [0, 1].map((sample) => {
    const values = args.map((arg) => {
      const type = onlyType(arg.content.types);
      if (constantOf(arg.content) !== undefined || type === undefined) return arg;
      return SAMPLES[type]?.[sample] ?? arg;
    });
    return foldMethod(machine, node, "STRING", receiver, values);
  });
  const [first, second] = tried;
  const bothFail = first !== undefined && "failure" in first && second !== undefined && "failure" in second;
  return bothFail ? first : undefined;
};

const PROBES: Readonly<Record<string, Probe>> = { substring, split: pattern, replaceAll: pattern, format };

/** Finds a failure that the known arguments of a method of STRING make certain, whatever the others are. */
export function probeMethod(
  machine: Machine,
  node: SelCall,
  type: SelType,
  receiver: Content,
  args: readonly Box[],
): Outcome | undefined {
  if (type !== "STRING") return undefined;
  const { name } = node.method;
  return Object.hasOwn(PROBES, name) ? PROBES[name]?.(machine, node, receiver, args) : undefined;
}
