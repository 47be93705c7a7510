import { p, workflow } from "stave";
import { fit, score } from "./model.py";

export default workflow("kind_python", { params: { city: p.string("Seattle"), seeds: p.list(p.int(), [1, 2]) } }, (w, { city, seeds }) => {
  const model = w.step("fit", fit({ city, seeds }));
  const bounded = w.step("score", score({ model: model.path, limits: { lo: 0, hi: 1 }, mode: "fast" }));
  return { ...bounded, rows: model.rows };
});
