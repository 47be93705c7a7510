import { shell, workflow } from "stave";
import { fit } from "./model.py";

export default workflow(
  "environments",
  {
    environments: {
      tools: { kind: "image", image: "registry.example.org/tools:1" },
      packages: { kind: "python", requirements: ["numpy>=2", "polars"], requiresPython: ">=3.11" },
    },
  },
  (w) => {
    w.step("fit", fit({ n: 1 }), { environment: "packages" });
    w.step("count", shell("wc -l data.csv", { env: { LC_ALL: "C" } }), { environment: "tools" });
  },
);
