import { noop, p, shell, workflow } from "stave";

export default workflow("w", { params: { full: p.bool(false) } }, (w, { full }) => {
  const a = w.step("a", shell("ls"));
  const b = w.step("b", noop({ n: 1 }));
  w.step("twice", noop(), { after: [{ step: a, when: full }, { step: a, when: full.not() }] });
  w.step("number", noop(), { after: [{ step: b, when: b.n as never }] });
  w.step("nothing", noop(), { after: [{ step: b } as never] });
  w.step("no_step", noop(), { after: [{ step: "b" as never, when: full }] });
  w.foreach("each", { n: [1, 2] }, (w, { n }) => {
    w.step("inside", noop({ n }), { after: [{ step: a, when: full }] });
  });
});
