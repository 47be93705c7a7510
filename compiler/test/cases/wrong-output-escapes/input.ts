import { type Ref, shell, workflow } from "stave";

export default workflow("w", (w) => {
  let inner: Ref<string> | undefined;
  w.foreach("each", { n: [1, 2] }, (w, { n }) => {
    inner = w.step("make", shell("echo", { args: { n } })).stdout;
  });
  w.step("use", shell("echo", { args: { inner: inner as Ref<string> } }));
});
