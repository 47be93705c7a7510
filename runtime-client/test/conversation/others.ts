import { ask, type Chapter, tell, uuid } from "./line.js";

const announce = (json: unknown) => tell("POST /signals", json);

/** Signals: announced, repeated, read. */
export const signals: Chapter = [
  ask("GET /signals/~sig/instances/latest"),
  ask("GET /signals/~sig/instances/1"),
  announce({ name: "~sig", params: { date: 20250101, region: "eu" } }),
  announce({ name: "~sig", params: { region: "eu", date: 20250101 } }),
  announce({ name: "~sig", params: { date: "20250101", region: "eu" } }),
  announce({ name: "~sig", params: { date: 20250101, region: "eu" }, request_id: uuid(80) }),
  announce({ name: "~sig", request_id: uuid(80) }),
  announce({ name: "~sig" }),
  announce({ name: "~sig", params: {} }),
  announce({ name: "~sig", payload: { a: 1 }, request_id: "free text" }),
  announce({ name: "~sig", extra: { a: 1 }, other: [1], request_id: "2" }),
  announce({ name: "~sig", extra: 1, payload: { b: 1 }, request_id: "3" }),
  announce({ name: "~sig", payload: { b: 1 }, extra: 1, request_id: "4" }),
  announce({ name: "~sig", params: { f: 1.5 }, request_id: "5" }),
  announce({ name: "~sig", params: { f: true }, request_id: "6" }),
  announce({ name: "~sig", params: { f: [1] }, request_id: "7" }),
  announce({ name: "~sig", params: { f: null }, request_id: "8" }),
  announce({ name: "~sig", params: { big: 9007199254740 }, request_time: 1_750_000_000_000, request_id: "9" }),
  announce({ name: "" }),
  announce({ name: null }),
  announce({}),
  announce({ name: "bad#name" }),
  announce([]),
  ask("POST /signals", { raw: ["application/json", ""] }),
  ask("POST /signals", { raw: ["text/plain", "x"] }),
  tell("POST /signals", { name: "~sig2" }, { user: null }),
  announce({ name: "~sla/sh" }),
  ask("GET /signals/~sla%2Fsh/instances/1"),
  ask("GET /signals/~sig/instances/1"),
  ask("GET /signals/~sig/instances/2"),
  ask("GET /signals/~sig/instances/99"),
  ask("GET /signals/~sig/instances/0"),
  ask("GET /signals/~sig/instances/abc"),
  ask("GET /signals/~sig/instances/latest"),
  ask("GET /signals/~sig/instances/LATEST"),
  ask("GET /signals/~sig"),
];

const permit = (json: unknown, rest: object = {}) => tell("POST /tag-permits", json, rest);

/** Tag permits. */
export const permits: Chapter = [
  ask("GET /tag-permits/~gpu"),
  permit({ tag: "~gpu", max_allowed: 4, note: "x" }),
  ask("GET /tag-permits/~gpu"),
  permit({ tag: "~gpu", max_allowed: 5 }),
  ask("GET /tag-permits/~gpu"),
  permit({ tag: "~gpu" }),
  ask("GET /tag-permits/~gpu"),
  permit({ tag: "~gpu", max_allowed: -1 }),
  permit({ tag: "~gpu", max_allowed: "7" }),
  permit({ max_allowed: 1 }),
  permit({ tag: "~gpu2", max_allowed: 1 }, { user: null }),
  ask("GET /tag-permits/~gpu2"),
  permit({ tag: "~g#u", max_allowed: 1 }),
  ask("DELETE /tag-permits/~gpu"),
  ask("DELETE /tag-permits/~gpu"),
  ask("DELETE /tag-permits/~never"),
  ask("GET /tag-permits"),
];

const definition = {
  job_type: "~shell",
  step_type: "Kubernetes",
  version: "default",
  params: { script: { type: "STRING", value: "echo" } },
};
const template = { owner: "ada", status: "stable", support: "team", definition };
const store = (json: unknown, rest: object = {}) => tell("POST /job-templates", json, rest);

/** Job templates. */
export const templates: Chapter = [
  ask("GET /job-templates/~shell"),
  store(template),
  store({ ...template, status: "beta", test_workflows: [{ name: "t", version: "1", location: "l" }], more: { x: 1 } }),
  store({ ...template, test_workflows: ["t"] }),
  store({
    ...template,
    definition: { ...definition, version: "v2", tags: ["x"], inherit_from: { base: "v1" }, description: "d" },
  }),
  store({ ...template, git_info: { branch: "main" } }),
  store({ ...template, owner: undefined }),
  store({ ...template, definition: undefined }),
  store({ ...template, status: undefined }),
  store({ ...template, support: undefined }),
  store({ ...template, definition: { ...definition, step_type: "Nope" } }),
  store({ ...template, definition: { ...definition, job_type: "bad type" } }),
  store({ ...template, definition: { ...definition, unknown: 1 } }),
  store({ ...template, definition: { job_type: "~shell", version: "default" } }),
  store(template, { user: null }),
  store([]),
  ask("POST /job-templates/yaml", {
    raw: [
      "application/yaml",
      JSON.stringify({ ...template, definition: { job_type: "~yam", step_type: "NoOp", version: "default" } }),
    ],
  }),
  ask("POST /job-templates/yaml", { raw: ["application/json", "{}"] }),
  ask("GET /job-templates/~shell"),
  ask("GET /job-templates/~shell?version=v2"),
  ask("GET /job-templates/~shell?version=v3"),
  ask("GET /job-templates/~yam"),
  ask("GET /job-templates?version=~none"),
  ask("DELETE /job-templates/~shell", { user: null }),
  ask("DELETE /job-templates/~shell?version=v2"),
  ask("DELETE /job-templates/~shell?version=v2"),
  ask("DELETE /job-templates/~shell"),
  ask("DELETE /job-templates/~shell"),
  ask("DELETE /job-templates/~yam"),
];

/** What the open-source server has but does not do. */
export const rest: Chapter = [
  tell("PUT /output-data", { params: {} }),
  tell("PUT /output-data", {}),
  ask("GET /output-data"),
  ask("GET /views/flatten/workflows/~x/instances/1/runs/1/steps/s?first=5"),
];
