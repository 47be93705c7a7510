import { shell, sleep, workflow } from "stave";

export default workflow("w", (w) => {
  // @ts-expect-error a number is no duration
  w.step("number", shell("true"), { timeout: 30 });
  // @ts-expect-error misspelt
  w.step("unit", shell("true"), { timeout: { minute: 5 } });
  w.step("nap", sleep("5m"));
  // @ts-expect-error misspelt
  w.step("delay", shell("true"), { retry: { limit: 1, delay: { min: 5 } } });
  w.step("most", shell("true"), { retry: { limit: 1, maxDelay: "soon" } });
});
