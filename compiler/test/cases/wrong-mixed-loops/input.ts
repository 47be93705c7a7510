import { expr, type Ref, shell, workflow } from "stave";

export default workflow("w", (w) => {
  let left: Ref<number> | undefined;
  w.foreach("one", { n: [1, 2] }, (w, { n }) => {
    left = n;
    w.step("make", shell("echo", { args: { n } }));
  });
  w.foreach("two", { m: [1, 2] }, (w, { m }) => {
    w.step("mix", shell("echo", { args: { sum: expr([left as Ref<number>, m], (n, m) => n + m) } }));
  });
});
