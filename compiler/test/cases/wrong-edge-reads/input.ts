import { expr, noop, shell, workflow } from "stave";

export default workflow("w", (w) => {
  const a = w.step("a", shell("ls"));
  const b = w.step("b", noop({ n: 1 }));
  w.step("later", noop(), { after: [{ step: a, when: b.n.gt(0) }] });
  w.step("both", noop(), { after: [{ step: a, when: expr([a.stdout, b.n], (out, n) => out === "" && n > 0) }] });
  w.step("after_both", noop(), { after: [b, { step: a, when: a.stdout.eq("") }] });
});
