// @ts-expect-error there is no such name
import { shel, workflow } from "stave";

export default workflow("w", (w) => {
  w.step("work", shel("echo"));
});
