import { expr, type Ref, shell, text, workflow } from "stave";

export default workflow("w", (w) => {
  const made = w.step("make", shell("echo 1"));
  // @ts-expect-error misspelt
  const path = made.stdouts as Ref<string>;
  w.step("argument", shell("echo", { args: { path } }));
  w.step("text", shell("echo", { env: { PATH: text`a/${path}` } }));
  w.step("expr", shell("echo", { args: { length: expr([path], (path) => path.length) } }));
  // @ts-expect-error misspelt
  return { result: made.stdouts };
});
