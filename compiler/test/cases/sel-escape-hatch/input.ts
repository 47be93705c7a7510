import { noop, p, sel, workflow } from "stave";

export default workflow("sel_escape_hatch", { params: { n: p.int(2) } }, (w, { n }) =>
  w.step("use", noop({ twice: sel(p.int(), "n * 2"), n })),
);
