import { p, shell, workflow } from "stave";

export default workflow("condition_reads_arm", { params: { n: p.int(3) } }, (w, { n }) => {
  const big = w.when("big", n.gt(2), (w) => w.step("much", shell("./much.sh", { outputs: { ok: p.bool() } })));
  w.when("fine", big.ok, (w) => void w.step("publish", shell("true"))).otherwise((w) => {
    w.step("complain", shell("true"));
  });
});
