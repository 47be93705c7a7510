import { p, shell, workflow } from "stave";
import { score } from "./model.py";

export default workflow("w", { params: { city: p.string("Oslo") } }, (w, { city }) => {
  w.step("score", score({ city }));
  w.step("beside", shell("true"), { timeout: "PT1H" });
});
