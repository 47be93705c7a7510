import { shell, workflow } from "stave";

export default workflow("hello", (w) => {
  w.step("greet", shell("echo hello"));
});
