import { shell, workflow } from "stave";

export default workflow("a.b-c_d.9", (w) => {
  w.step("A", shell("true"));
  w.step("_under", shell("true"));
  w.step("with-dash.and.dots_1", shell("true"));
  w.step("x".repeat(64), shell("true"));
});
