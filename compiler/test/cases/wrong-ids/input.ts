import { p, shell, workflow } from "stave";

export default workflow("has space", { params: { "the-day": p.string("x"), params: p.string("y") } }, (w, params) => {
  w.step("1st", shell("echo", { args: { ...params } }));
  w.step("maestro_step", shell("true"));
  w.step("two__lines", shell("true"));
  w.step("x".repeat(200), shell("true"));
  w.step("", shell("true"));
});
