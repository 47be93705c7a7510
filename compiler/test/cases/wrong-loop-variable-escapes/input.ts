import { type Ref, shell, workflow } from "stave";

export default workflow("w", (w) => {
  let last: Ref<number> | undefined;
  const each = w.foreach("each", { n: [1, 2] }, (w, { n }) => {
    last = n;
    return w.step("make", shell("echo", { args: { n } }));
  });
  w.step("use", shell("echo", { args: { last: last as Ref<number>, all: each.stdout } }));
});
