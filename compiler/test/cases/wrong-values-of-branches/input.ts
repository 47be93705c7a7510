import { p, shell, workflow } from "stave";

export default workflow("w", { params: { n: p.int(3) } }, (w, { n }) => {
  const big = w.when("big", n.gt(2), (w) => w.step("much", shell("echo much")));
  const other = w.step("other", shell("true"));
  const end = w.step("end", shell("true"), { after: [big, other], join: "any" });
  w.step("read", shell("echo", { args: { said: big.stdout } }), { after: [end], join: "any" });
  w.foreach("each", { n: [1, 2] }, (w, { n }) => void w.step("inner", shell("echo", { args: { n, said: big.stdout } })), { after: [end], join: "any" });
});
