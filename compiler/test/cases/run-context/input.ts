import { noop, run, workflow } from "stave";

export default workflow("run_context", (w) => w.step("use", noop({ ...run })));
