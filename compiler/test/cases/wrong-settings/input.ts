import { shell, workflow } from "stave";

export default workflow(
  "w",
  { runStrategy: { rule: "sequential", concurrency: 5 }, stepConcurrency: 0, tags: ["a", "b", "a"], timeout: "soon" },
  (w) => {
    w.step("one", shell("true"), { retry: { limit: 500 } });
    w.step("two", shell("true"), { timeout: "ten minutes", environment: "gpu" });
    w.foreach("each", { n: [1, 2] }, (w, { n }) => void w.step("three", shell("echo", { args: { n } })), { concurrency: -1 });
  },
);
