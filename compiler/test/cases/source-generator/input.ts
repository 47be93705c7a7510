import { shell, workflow } from "stave";

export default (function* () {
  for (const city of ["seattle", "oslo"]) {
    yield workflow(`report_${city}`, (w) => {
      w.step("make", shell("echo", { args: { city } }));
    });
  }
})();
