import { seededRandom } from "@stave/runtime-client/testing";
import { ask, type Chapter, create, type Line, noop, tell, uuid } from "./line.js";

const LINES = 400;

/** Lines drawn by lot that need no run: over a few workflows, signals and permits, right and wrong mixed. */
export function generated(seed: number): Chapter {
  const random = seededRandom(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  return Array.from({ length: LINES }, () => pick(kinds)(pick));
}

type Pick = <T>(items: readonly T[]) => T;

const workflow = (pick: Pick): string => pick(["~g1", "~g2", "~g3"]);
const version = (pick: Pick): string => pick(["1", "2", "3", "5", "latest", "active", "default", "0", "x"]);

const properties = [
  { owner: "ada" },
  { owner: { name: "eve", team: "t" }, run_strategy: 3 },
  { owner: "ada", run_strategy: "first_only", step_concurrency: 5 },
  { description: "d" },
  { alerting: { emails: ["a@b.c"] } },
  {},
  undefined,
];
const updates = [
  { step_concurrency: 7 },
  { run_strategy: "parallel" },
  { run_strategy: { rule: "PARALLEL", workflow_concurrency: 4 } },
  { reset_workflow_concurrency: true },
  { reset_run_strategy_rule: true },
  { reset_step_concurrency: true },
  { time_trigger_disabled: true, description: "x" },
  { properties: { step_concurrency: 9 } },
  { alerting: { slack: { users: ["u"] } }, alerting_disabled: "true" },
  { step_concurrency: -1 },
  { nonsense: 1 },
];
const queries = [
  "first=1",
  "first=2&cursor=3",
  "first=3&cursor=2",
  "last=1",
  "last=2&cursor=1",
  "last=2&cursor=2",
  "cursor=2",
];
const tags = ["a", "b c", "d"];

const kinds: readonly ((pick: Pick) => Line)[] = [
  (pick) =>
    create(workflow(pick), [noop(pick(["a", "b"]))], {
      properties: pick(properties),
      is_active: pick([true, true, false]),
    }),
  (pick) => create(workflow(pick), [noop("a")], { properties: pick(properties), note: pick(["x", { y: 1 }]) }),
  (pick) => ask(`GET /workflows/${workflow(pick)}/versions/${version(pick)}`),
  (pick) => ask(`GET /workflows/${workflow(pick)}/versions/pagination?${pick(queries)}`),
  (pick) => ask(`GET /workflows/${workflow(pick)}/overview`),
  (pick) => ask(`GET /workflows/${workflow(pick)}/timeline`),
  (pick) => ask(`GET /workflows/${workflow(pick)}/properties-snapshot/latest`),
  (pick) => ask(`GET /workflows/${workflow(pick)}/instances?${pick(queries)}`),
  (pick) => ask(`PUT /workflows/${workflow(pick)}/versions/${version(pick)}/actions/activate`),
  (pick) => ask(`PUT /workflows/${workflow(pick)}/actions/${pick(["deactivate", "stop", "kill", "unblock"])}`),
  (pick) => tell(`POST /workflows/${workflow(pick)}/properties`, pick(updates)),
  (pick) =>
    tell(`POST /workflows/${workflow(pick)}/properties/tag`, pick([{ name: pick(tags), n: pick([1, 2]) }, pick(tags)])),
  (pick) => ask(`DELETE /workflows/${workflow(pick)}/properties/tag/${encodeURIComponent(pick(tags))}`),
  (pick) => tell("POST /workflows/steps/breakpoints", { workflow_id: workflow(pick), step_id: pick(["a", "b"]) }),
  (pick) => ask(`GET /workflows/steps/breakpoints?workflowId=${workflow(pick)}&stepId=${pick(["a", "b"])}`),
  (pick) => ask(`DELETE /workflows/steps/breakpoints?workflowId=${workflow(pick)}&stepId=${pick(["a", "b"])}`),
  (pick) =>
    tell("POST /signals", {
      name: pick(["~x", "~y"]),
      params: pick([{ n: 1 }, { n: "1" }, {}]),
      request_id: pick([undefined, uuid(90), uuid(91)]),
    }),
  (pick) => ask(`GET /signals/${pick(["~x", "~y", "~z"])}/instances/${pick(["1", "2", "latest", "-1"])}`),
  (pick) =>
    tell("POST /tag-permits", {
      tag: pick(["~t", "~u"]),
      max_allowed: pick([0, 3, "4"]),
      note: pick([undefined, "n"]),
    }),
  (pick) => ask(`${pick(["GET", "GET", "DELETE"])} /tag-permits/${pick(["~t", "~u"])}`),
];
