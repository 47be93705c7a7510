import { firstOf, noop, p, shell, workflow } from "stave";

export default workflow("when_otherwise", { params: { n: p.int(3) } }, (w, { n }) => {
  const many = w.when("many", n.gt(2), (w) => w.step("big", shell("echo big")), { description: "Is it much?" });
  const few = many.otherwise((w) => {
    const small = w.step("small", shell("echo small"));
    return w.step("smaller", shell("echo smaller", { args: { small: small.stdout } }));
  });
  return w.step("chosen", noop({ said: firstOf(many.stdout, few.stdout) }));
});
