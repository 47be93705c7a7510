import { workflow } from "stave";
import { fit } from "./model.py";

export default workflow("w", (w) => {
  w.step("misspelt", fit({ city: "Oslo", sed: 1 }));
  w.step("types", fit({ city: 3, seed: "x" }));
});
