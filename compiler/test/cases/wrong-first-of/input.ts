import { firstOf, noop, p, shell, workflow } from "stave";

export default workflow("w", { params: { n: p.int(3) } }, (w, { n }) => {
  const start = w.step("start", shell("echo 1"));
  const big = w.when("big", n.gt(2), (w) => w.step("much", shell("echo much")));
  const small = big.otherwise((w) => w.step("little", shell("echo little")));
  w.step("merged", noop({ said: firstOf(big.stdout, small.stdout), start: start.stdout }));
});
