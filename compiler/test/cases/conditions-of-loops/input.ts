import { expr, p, shell, workflow } from "stave";

export default workflow("conditions_of_loops", { params: { cities: p.list(p.string(), ["Seattle"]) } }, (w, { cities }) => {
  const scores = w.foreach("each", { city: cities }, (w, { city }) =>
    w.step("score", shell("./score.sh", { args: { city }, outputs: { auc: p.float() } })),
  );
  w.when(
    "all_good",
    expr(scores.auc, (aucs) => aucs.every((auc) => auc > 0.7)),
    (w) => {
      w.step("publish", shell("./publish.sh", { args: { best: expr(scores.auc, (aucs) => Math.max(...aucs)) } }));
    },
  );
});
