import { expr, noop, p, workflow } from "stave";

const LIMIT = 3;
const helper = (n: number) => n * 2;

export default workflow("w", { params: { n: p.int(3), xs: p.list(p.int(), []) } }, (w, { n, xs }) => {
  w.step(
    "use",
    noop({
      captured: expr(n, (n) => n > LIMIT),
      called: expr(n, (n) => helper(n)),
      named: expr(n, helper),
      looped: expr(xs, (xs) => {
        let sum = 0;
        for (const x of xs) sum += x;
        return sum;
      }),
      clock: expr(n, (n) => n + Date.now()),
      random: expr(n, (n) => n * Math.random()),
      awaited: expr(n, async (n) => n),
    }),
  );
});
