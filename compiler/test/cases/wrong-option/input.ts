import { shell, workflow } from "stave";

export default workflow("w", (w) => {
  // @ts-expect-error misspelt
  w.step("one", shell("true"), { retries: { limit: 3 } });
  // @ts-expect-error misspelt
  w.foreach("each", { n: [1] }, (w, { n }) => void w.step("two", shell("echo", { args: { n } })), { concurency: 3 });
});
