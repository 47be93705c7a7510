import { firstOf, noop, p, shell, workflow } from "stave";

export default workflow("when_chain", { params: { n: p.int(3) } }, (w, { n }) => {
  const small = w.when("is_small", n.lt(10), (w) => w.step("small", shell("echo small")));
  const rest = small.otherwise((w) => {
    const middle = w.when("is_middle", n.lt(100), (w) => w.step("middle", shell("echo middle")));
    const large = middle.otherwise((w) => w.step("large", shell("echo large")));
    return w.step("rest", noop({ said: firstOf(middle.stdout, large.stdout) }));
  });
  return w.step("end", noop({ said: firstOf(small.stdout, rest.said) }));
});
