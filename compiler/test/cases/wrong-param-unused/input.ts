import { p, shell, workflow } from "stave";

export default workflow("w", { params: { city: p.string("Oslo"), seed: p.int(7) } }, (w, { city }) => {
  w.step("use", shell("echo", { args: { city } }));
});
