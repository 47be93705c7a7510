import { shell, workflow } from "stave";

const build = (id: string) =>
  workflow(id, (w) => {
    w.step("work", shell("true"));
  });

export default [build("same"), build("other"), build("same")];
