import { p, shell, workflow } from "stave";

export default workflow("joins", { params: { a: p.bool(true), b: p.bool(true) } }, (w, { a, b }) => {
  const start = w.step("start", shell("true"));
  w.when("left", a, (w) => {
    w.step("one", shell("true"), { after: [start] });
  });
  const arm = w.when("right", b, (w) => w.step("two", shell("echo 2")));
  const other = arm.otherwise((w) => w.step("three", shell("echo 3")));
  w.step("any_of_both", shell("true"), { after: [arm, other], join: "any" });
  w.step("always", shell("true"), { after: [start], join: "all" });
});
