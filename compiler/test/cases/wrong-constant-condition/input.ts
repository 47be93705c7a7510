import { expr, p, shell, workflow } from "stave";

export default workflow("w", { params: { n: p.int(3) } }, (w, { n }) => {
  w.when("always", expr(n, (n) => 1 + 1 === 2 || n > 2), (w) => void w.step("one", shell("echo", { args: { n } })));
  w.when("never", expr(n, () => false), (w) => void w.step("two", shell("echo", { args: { n } })));
});
