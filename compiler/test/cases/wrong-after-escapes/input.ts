import { type Placed, shell, workflow } from "stave";

export default workflow("w", (w) => {
  let inner: Placed | undefined;
  w.foreach("each", { n: [1, 2] }, (w, { n }) => {
    inner = w.step("make", shell("echo", { args: { n } }));
  });
  w.step("use", shell("true"), { after: [inner as Placed] });
});
