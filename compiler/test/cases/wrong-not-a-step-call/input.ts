import { shell, workflow } from "stave";

export default workflow("w", (w) => {
  // @ts-expect-error a function is not its call
  w.step("forgot_to_call", shell);
  // @ts-expect-error a text is no step call
  w.step("text", "echo hello");
  // @ts-expect-error nothing is given
  w.step("nothing");
});
