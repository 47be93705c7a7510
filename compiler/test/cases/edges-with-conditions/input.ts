import { expr, noop, p, shell, workflow } from "stave";

export default workflow("edges_with_conditions", { params: { most: p.int(10) } }, (w, { most }) => {
  const count = w.step("count", shell("wc -l data", { outputs: { rows: p.int() } }));
  const check = w.step("check", noop({ rows: count.rows, ok: count.rows.gt(0) }));
  const load = w.step("load", shell("./load.sh", { args: { rows: count.rows } }), {
    after: [{ step: check, when: check.ok }],
  });
  const skip = w.step("skip", noop(), {
    after: [{ step: check, when: expr([check.rows, most], (rows, most) => rows === 0 || rows > most) }],
  });
  w.step("tell", noop({ rows: count.rows, found: check.rows }), {
    after: [load, { step: skip, when: count.rows.lt(most) }],
    join: "any",
  });
  w.foreach("each", { n: [1, 2] }, (w, { n }) => w.step("one", noop({ n })), {
    after: [{ step: check, when: check.ok }],
  });
});
