import { startTestServer } from "@stave/runtime-client/testing";
import { expect, it } from "vitest";

type Fields = Record<string, unknown>;

const noop = (id: string, more: Fields = {}): Fields => ({ step: { id, type: "NoOp", ...more } });
const to = (id: string): Fields => ({ transition: { successors: { [id]: "true" } } });
const loop = (more: Fields): Fields => ({
  foreach: { id: "f", params: { loop_params: { type: "MAP", value: {} } }, steps: [noop("a")], ...more },
});
const of = (...steps: readonly Fields[]): Fields => ({ workflow: { id: "w", steps } });
const given = (x: Fields): Fields => ({ workflow: { id: "w", steps: [noop("a")], params: { x } } });
const also = (more: Fields): Fields => ({ workflow: { id: "w", steps: [noop("a")], ...more } });
const props = (more: Fields): Fields => ({ properties: { owner: "ann", ...more } });

const answers: Readonly<Record<"unreadable" | "notValid" | "dryRun" | "accepted", Readonly<Record<string, Fields>>>> = {
  unreadable: {
    "a param of nothing": given({ type: "LONG" }),
    "a param of both": given({ type: "LONG", value: 1, expression: "1" }),
    "a param of no type": given({ value: 1 }),
    "another type": given({ type: "INT", value: 1 }),
    "another literal": given({ type: "LONG", value: "a" }),
    "another wrapper": of({ stp: { id: "a" } }),
    "two wrappers": of({ ...noop("a"), ...loop({}) }),
    "another kind of step": of(noop("a", { type: "Foo" })),
    "a key of a step": of(noop("a", { foo: 1 })),
    "a key of the workflow": also({ foo: 1 }),
    "a key of the properties": props({ foo: 1 }),
    "another rule": props({ run_strategy: "FOO" }),
    "many at once in sequence": props({ run_strategy: { rule: "SEQUENTIAL", workflow_concurrency: 2 } }),
    "tags of the properties": props({ tags: [{ name: "x" }] }),
    "a key of the server's": { workflow_id: "x" },
  },
  notValid: {
    "a param's name": also({ params: { "x y": { type: "LONG", value: 1 } } }),
    "a step of no kind": of({ step: { id: "a" } }),
    "no room for runs": props({ run_strategy: { rule: "PARALLEL", workflow_concurrency: 0 } }),
    "room for too many steps": props({ step_concurrency: 1001 }),
    "room for too many steps of a run": also({ instance_step_concurrency: 1000 }),
    "room for too many iterations": of(loop({ concurrency: 501 })),
    "no steps": of(),
    "no workflow": { workflow: null },
    "an id": { workflow: { id: "a b", steps: [noop("a")] } },
    "a step's id": of(noop("1a")),
    "an id twice": of(noop("a"), noop("a")),
    "an edge to nowhere": of(noop("a", to("z"))),
    "predecessors that are none": of(noop("a", { transition: { predecessors: ["z"] } })),
    "301 steps": of(...Array.from({ length: 301 }, (_, at) => noop(`s${at}`))),
  },
  dryRun: {
    "a cycle": of(noop("a", to("b")), noop("b", to("a"))),
    "no URL": of({ step: { id: "a", type: "Http" } }),
    "no target": of({ subworkflow: { id: "a" } }),
    "a kind that nothing runs": of({ step: { id: "a", type: "Titus" } }),
    "a param of the server's": also({ params: { owner: { type: "STRING", value: "x" } } }),
  },
  accepted: {
    "an empty body": of(loop({ steps: [] })),
    "predecessors left open": of(noop("a", to("b")), noop("b", { transition: { predecessors: [] } })),
    "a literal of digits": given({ type: "long", value: "5" }),
    "a number as strategy": props({ run_strategy: 3 }),
  },
};

function kindOf(status: number, { message = "", errors }: { message?: string; errors?: readonly string[] }): string {
  if (status === 200) return "accepted";
  if (errors === undefined) return "unreadable";
  return message.includes("dry run") ? "dryRun" : "notValid";
}

it.each(Object.entries(answers))("answers as a server does: %s", async (kind, requests) => {
  await using server = await startTestServer();
  const found: string[] = [];
  for (const [title, change] of Object.entries(requests)) {
    const body = JSON.stringify({ ...props({}), ...of(noop("a")), ...change });
    const headers = { user: "ann", "content-type": "application/json" };
    const answer = await fetch(new URL("/api/v3/workflows", server.url), { method: "POST", headers, body });
    const answered = kindOf(answer.status, (await answer.json()) as { message?: string; errors?: readonly string[] });
    if (answered !== kind) found.push(`${title}: ${answered}`);
  }
  expect(found).toEqual([]);
});
