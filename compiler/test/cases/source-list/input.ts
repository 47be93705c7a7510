import { shell, workflow } from "stave";

export default [1, 2, 3].map((n) =>
  workflow(`numbered_${n}`, (w) => {
    w.step("work", shell("echo", { args: { n } }));
  }),
);
