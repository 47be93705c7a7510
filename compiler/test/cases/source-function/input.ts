import { shell, workflow } from "stave";

export default async function* every() {
  yield workflow("first", (w) => {
    w.step("work", shell("true"));
  });
  yield workflow("second", (w) => {
    w.step("work", shell("true"));
  });
}
