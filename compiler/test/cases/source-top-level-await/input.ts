import { shell, workflow } from "stave";
import { cities } from "./other.js";

const names = await Promise.resolve(cities);

export default workflow("top_level_await", (w) => {
  for (const city of names) w.step(`make_${city}`, shell("echo", { args: { city } }));
});
