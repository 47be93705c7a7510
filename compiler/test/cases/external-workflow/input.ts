import { external, p, shell, workflow } from "stave";

const report = external("report", {
  params: { day: p.date(), cities: p.list(p.string(), ["Seattle"]) },
  outputs: { rows: p.int() },
});

export default workflow("daily", { params: { day: p.date("2026-01-01") } }, (w, { day }) => {
  const { rows } = w.subworkflow("report", report, { day });
  w.step("tell", shell("echo", { args: { rows } }));
});
