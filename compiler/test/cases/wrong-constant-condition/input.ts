import { expr, p, shell, workflow } from "stave";

export default workflow("w", { params: { n: p.int({ default: 3, mode: "constant" }), m: p.int(2) } }, (w, { n, m }) => {
  w.when("always", expr([m, 3], (m, k) => k > 2 || m > 5), (w) => void w.step("one", shell("echo", { args: { n } })));
});
