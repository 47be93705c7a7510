import { p, shell, signal, workflow } from "stave";
import { emit } from "stave";

const ready = signal("inputs_ready", { match: { quarter: "2026-Q1" } });

export default workflow("step_options", { params: { city: p.string("Oslo") } }, (w, { city }) => {
  const first = w.step("first", shell("true"));
  const report = w.step("report", shell("./report.sh", { outputs: { path: p.string(), rows: p.int() } }), {
    name: "Daily report",
    description: "Writes the report.",
    tags: ["report", "daily"],
    after: [first],
    retry: {
      limit: 5,
      delay: { seconds: 30 },
      backoff: "exponential",
      factor: 3,
      maxDelay: "PT10M",
      on: ["error", "platform", "timeout"],
    },
    timeout: "PT1H30M",
    onFailure: "fail-now",
    waits: [ready],
    emits: [],
    extensions: { pager: { team: "weather" } },
  });
  w.step("tell", shell("true"), {
    onFailure: "ignore",
    emits: [emit("report_written", { city, path: report.path, rows: report.rows })],
  });
});
