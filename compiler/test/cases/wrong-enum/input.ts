import { shell, workflow } from "stave";

// @ts-expect-error types only
enum Mode {
  Fast,
}

export default workflow("w", (w) => {
  w.step("work", shell("echo", { args: { mode: Mode.Fast } }));
});
