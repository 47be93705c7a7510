import { type Ref, noop, p, shell, workflow } from "stave";

export default workflow("w", { params: { go: p.bool(true) } }, (w, { go }) => {
  const seen: Ref<string>[] = [];
  w.when("go", go, (w) => {
    w.foreach("each", { n: [1, 2] }, (w, { n }) => {
      w.foreach("inner", { m: [n, 3] }, (w, { m }) => {
        seen.push(w.step("deep", shell("echo", { args: { n, m } })).stdout);
      });
      w.step("beside", noop({ seen: seen[0] as Ref<string> }));
    });
  });
});
