import { shell, workflow } from "stave";

export default workflow("w", (w) => {
  w.foreach("empty", { n: [] as number[] }, (w, { n }) => void w.step("three", shell("echo", { args: { n } })));
  w.foreach("unused", { n: [1, 2] }, (w) => void w.step("four", shell("true")));
});
