import { cron, p, shell, signal, workflow } from "stave";

const landed = signal("table_landed", { match: { table: "trips", rows: { ">=": 10 } }, joinKeys: ["day"] });

export default workflow(
  "workflow_options",
  {
    name: "All options",
    description: "Says everything a workflow can say about itself.",
    owner: "ds-weather",
    tags: ["daily", "weather"],
    criticality: "critical",
    params: { city: p.string("Seattle") },
    triggers: [
      cron("0 6 * * 1-5", { timezone: "America/Los_Angeles", jitter: { minutes: 5 } }),
      cron("30 12 1 * *"),
      landed,
    ],
    runStrategy: { rule: "parallel", concurrency: 3 },
    stepConcurrency: 20,
    runStepConcurrency: 5,
    timeout: { hours: 12, minutes: 30 },
    environments: {
      image: { kind: "image", image: "registry.example.org/tools:1.4" },
    },
    extensions: { dashboard: { folder: "weather" } },
  },
  (w, { city }) => {
    w.step("report", shell("./report.sh", { args: { city } }), { environment: "image" });
  },
);
