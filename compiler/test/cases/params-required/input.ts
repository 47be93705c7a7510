import { noop, p, workflow } from "stave";

export default workflow(
  "params_required",
  { params: { day: p.date(), names: p.list(p.string()), limits: p.struct({ lo: p.int() }), mode: p.enum(["a", "b"]) } },
  (w, params) => w.step("use", noop({ ...params })),
);
