import { shell, workflow } from "stave";

const rules = ["sequential", "strict-sequential", "first-only", "last-only"] as const;

export default rules.map((rule) =>
  workflow(rule, { runStrategy: rule }, (w) => {
    w.step("work", shell("true"));
  }),
);
