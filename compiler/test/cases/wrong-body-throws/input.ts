import { shell, workflow } from "stave";

const table: Record<string, string[]> = {};

export default workflow("w", (w) => {
  w.step("one", shell("true"));
  for (const city of table["cities"] as string[]) w.step(city, shell("true"));
});
