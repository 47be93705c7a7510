import { shell, workflow } from "stave";

export default (function* () {
  yield workflow("first", (w) => {
    w.step("work", shell("true"));
  });
  throw new RangeError("row 7 has no city");
})();
