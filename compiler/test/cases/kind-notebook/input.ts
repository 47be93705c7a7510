import { notebook, p, workflow } from "stave";

export default workflow("kind_notebook", { params: { day: p.date("2026-01-31") } }, (w, { day }) => {
  const report = w.step(
    "report",
    notebook("report.ipynb", { params: { day, bins: 20, labels: ["a", "b"] }, env: { MPLBACKEND: "agg" }, outputs: { url: p.string() } }),
  );
  w.step("plain", notebook("folder/other.ipynb"), { after: [report] });
  return report;
});
