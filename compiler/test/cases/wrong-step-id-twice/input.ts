import { shell, workflow } from "stave";

export default workflow("w", (w) => {
  w.step("make", shell("true"));
  w.foreach("each", { n: [1, 2] }, (w, { n }) => {
    w.step("make", shell("echo", { args: { n } }));
  });
});
