import { p, shell, workflow } from "stave";

export default workflow("w", { params: { n: p.int(3) } }, (w, { n }) => {
  const big = w.when("big", n.gt(2), (w) => w.step("much", shell("echo much")));
  return { said: big.stdout };
});
