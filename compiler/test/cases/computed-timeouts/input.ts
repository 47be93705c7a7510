import { p, shell, workflow } from "stave";

export default workflow("computed_timeouts", { params: { limit: p.duration("PT1H") } }, (w, { limit }) => {
  const measured = w.step("measure", shell("./measure.sh", { outputs: { limit: p.duration() } }), { timeout: limit });
  w.step("work", shell("true"), { timeout: measured.limit });
});
