import { shell, workflow } from "stave";

export default workflow("retry_shapes", (w) => {
  w.step("limit_alone", shell("false"), { retry: { limit: 2 } });
  w.step("fixed", shell("false"), { retry: { limit: 2, backoff: "fixed", delay: "PT5S" } });
  w.step("growing", shell("false"), { retry: { limit: 99, factor: 1.5 } });
  w.step("only_timeouts", shell("false"), { retry: { limit: 1, on: ["timeout"] }, timeout: { minutes: 1 } });
  w.step("none", shell("false"), { retry: { limit: 0 }, onFailure: "fail-after-running" });
});
