import { p, shell, workflow } from "stave";

const leaf = workflow("leaf", { params: { n: p.int() } }, (w, { n }) => {
  const out = w.step("out", shell("./n.sh", { args: { n }, outputs: { twice: p.int() } }));
  return { twice: out.twice };
});
const middle = workflow("middle", { params: { n: p.int(1) } }, (w, { n }) => {
  const below = w.subworkflow("below", leaf, { n: n.add(1) });
  return { twice: below.twice };
});

export default workflow("top", (w) => {
  const one = w.subworkflow("one", middle, {});
  const two = w.subworkflow("two", middle, { n: one.twice });
  return { result: two.twice };
});
