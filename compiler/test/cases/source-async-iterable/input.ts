import { setImmediate } from "node:timers/promises";
import { shell, workflow } from "stave";

export default {
  async *[Symbol.asyncIterator]() {
    for (const city of ["seattle", "oslo"]) {
      await setImmediate();
      yield workflow(`report_${city}`, (w) => {
        w.step("make", shell("echo", { args: { city } }));
      });
    }
  },
};
