import { p, shell, workflow } from "stave";

export default workflow("w", { params: { n: p.int(3) } }, (w, { n }) => {
  const a = w.step("a", shell("true"));
  const b = w.step("b", shell("true"));
  w.when("big", n.gt(2), (w) => {
    w.step("merge", shell("true"), { after: [a, b], join: "any" });
  });
});
