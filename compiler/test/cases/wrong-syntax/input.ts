import { shell, workflow } from "stave";

// @ts-nocheck
export default workflow("w", (w) => {
  w.step("work", shell("true");
});
