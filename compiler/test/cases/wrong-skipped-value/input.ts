import { noop, p, shell, workflow } from "stave";

export default workflow("w", { params: { n: p.int(3) } }, (w, { n }) => {
  const big = w.when("big", n.gt(2), (w) => w.step("much", shell("echo much")));
  const small = big.otherwise((w) => w.step("little", shell("echo little")));
  w.step("never", noop({ a: big.stdout, b: small.stdout }));
  return { said: big.stdout };
});
