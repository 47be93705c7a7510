import { expr, p, shell, workflow } from "stave";

export default workflow("while_several_vars", { params: { goal: p.float(0.9) } }, (w, { goal }) => {
  const start = w.step("start", shell("./start.sh", { outputs: { score: p.float() } }));
  const best = w.while(
    "improve",
    { score: p.float({ default: start.score }), tries: p.int(0), note: p.string("none"), fixed: p.int(7) },
    ({ score, tries }) => expr([score, tries, goal], (score, tries, goal) => score < goal && tries < 5),
    (w, { tries, fixed, score }) => {
      const model = w.step("fit", shell("./fit.sh", { args: { seed: tries, fixed, score }, outputs: { score: p.float(), note: p.string() } }));
      return { score: model.score, tries: tries.add(1), note: model.note };
    },
    { limit: 10, onFailure: "ignore", timeout: { hours: 2 } },
  );
  return { score: best.score, tries: best.tries, note: best.note };
});
