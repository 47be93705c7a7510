import { p, shell, workflow } from "stave";

export default workflow("w", { params: { n: p.int(3), name: p.nullable(p.string()) } }, (w, { n, name }) => {
  // @ts-expect-error an int is no condition
  w.when("number", n, (w) => void w.step("one", shell("true")));
  // @ts-expect-error a text is no condition
  w.when("text", "yes", (w) => void w.step("two", shell("true")));
  // @ts-expect-error a nullable text is no condition
  w.when("maybe", name, (w) => void w.step("three", shell("true")));
});
