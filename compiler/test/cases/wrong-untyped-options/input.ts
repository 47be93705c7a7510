import { cron, p, shell, workflow } from "stave";

const untyped = (options: object) => options as never;

export default [
  workflow("settings", untyped({ ownr: "x", runStrategy: "paralel", criticality: "hi", environments: { e: { kind: "docker" } } }), (w) => {
    w.step("s", shell("true"));
  }),
  workflow("params", untyped({ params: { x: p.int(untyped({ defualt: 3 })), y: p.string(untyped({ default: "a", mode: "never" })), z: { type: "int" }, q: 3 } }), (w) => {
    w.step("s", shell("true"));
  }),
  workflow("texts_for_triggers", untyped({ triggers: ["0 6 * * *"] }), (w) => {
    w.step("s", shell("true"));
  }),
  workflow("one_trigger", untyped({ triggers: cron("0 6 * * *"), tags: "daily" }), (w) => {
    w.step("s", shell("true"));
  }),
  workflow(undefined as never, (w) => {
    w.step("s", shell("true"));
  }),
  workflow("no_body", {}, undefined as never),
];
