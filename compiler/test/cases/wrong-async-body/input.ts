import { shell, workflow } from "stave";

// @ts-expect-error a body is not async
export default workflow("w", async (w) => {
  await Promise.resolve();
  w.step("late", shell("true"));
});
