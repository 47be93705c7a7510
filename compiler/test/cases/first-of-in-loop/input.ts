import { firstOf, noop, p, shell, workflow } from "stave";

export default workflow("first_of_in_loop", { params: { ns: p.list(p.int(), [1]) } }, (w, { ns }) => {
  const each = w.foreach("each", { n: ns }, (w, { n }) => {
    const big = w.when("big", n.gt(2), (w) => w.step("much", shell("echo much", { args: { n } })));
    const small = big.otherwise((w) => w.step("little", shell("echo little")));
    return w.step("merged", noop({ said: firstOf(big.stdout, small.stdout) }));
  });
  return { said: each.said };
});
