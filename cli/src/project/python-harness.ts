import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { assertInvariant } from "@stave/ir-schema";

/** The Python harness that ships with this package. */
export function pythonHarness(): string {
  const places = ["./python/stave/harness.py", "../../python/stave/harness.py", "../../../python/stave/harness.py"];
  const found = places.map((place) => fileURLToPath(new URL(place, import.meta.url))).find((file) => existsSync(file));
  assertInvariant(found !== undefined, "the Python harness is missing from the package");
  return found;
}
