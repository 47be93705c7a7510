import { shell, workflow } from "stave";

export const forgotten = workflow("w", (w) => {
  w.step("work", shell("true"));
});
