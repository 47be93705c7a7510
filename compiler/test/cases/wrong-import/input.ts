// @ts-expect-error there is no such file
import { cities } from "./missing.js";
import { shell, workflow } from "stave";

export default workflow("w", (w) => {
  w.step("work", shell("echo", { args: { cities } }));
});
