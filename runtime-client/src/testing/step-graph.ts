import { isPlainObject } from "../json.js";
import { maestroError } from "./http-error.js";

type Fields = Record<string, unknown>;

const KINDS = new Set(["step", "foreach", "while", "subworkflow", "template"]);

/** The kind of a step wrapper, in lower case, and what it wraps. */
export function wrapperOf(wrapper: Fields): [kind: string, fields: Fields] {
  const entries = Object.entries(wrapper);
  const [key, fields] = entries[0] ?? ["", undefined];
  if (entries.length === 1 && KINDS.has(key.toLowerCase()) && isPlainObject(fields)) return [key.toLowerCase(), fields];
  throw maestroError(400, "JSON parse error: a step must be wrapped in exactly one known key");
}

function successorsOf(step: Fields): string[] {
  const transition = step["transition"];
  const successors = isPlainObject(transition) ? transition["successors"] : undefined;
  return isPlainObject(successors) ? Object.keys(successors) : [];
}

/** Step ids so that each comes after its predecessors; nothing when there is a cycle. */
export function topologicalOrder(edges: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const incoming = new Map([...edges.keys()].map((id) => [id, 0]));
  for (const targets of edges.values()) for (const id of targets) incoming.set(id, (incoming.get(id) ?? 0) + 1);
  const ready = [...incoming].flatMap(([id, count]) => (count === 0 ? [id] : []));
  const order: string[] = [];
  for (let id = ready.shift(); id !== undefined; id = ready.shift()) {
    order.push(id);
    for (const target of edges.get(id) ?? []) {
      const left = (incoming.get(target) ?? 0) - 1;
      incoming.set(target, left);
      if (left === 0) ready.push(target);
    }
  }
  return order.length === incoming.size ? order : undefined;
}

/** The edges of a stored workflow's top level. */
export function edgesOf(steps: readonly unknown[]): Map<string, string[]> {
  return new Map(
    steps.map((wrapper) => {
      const step = wrapperOf(wrapper as Fields)[1];
      return [String(step["id"]), successorsOf(step)];
    }),
  );
}
