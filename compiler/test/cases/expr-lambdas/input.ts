import { expr, noop, p, workflow } from "stave";

export default workflow(
  "expr_lambdas",
  { params: { day: p.date("2026-01-31"), xs: p.list(p.float(), [1, 2]), names: p.list(p.string(), ["b", "a"]), maybe: p.nullable(p.int()), box: p.struct({ lo: p.int(), hi: p.int() }, { lo: 1, hi: 2 }) } },
  (w, { day, xs, names, maybe, box }) =>
    w.step(
      "use",
      noop({
        mean: expr(xs, (xs) => xs.reduce((sum, x) => sum + x, 0) / xs.length),
        best: expr([xs, maybe], (xs, least) => Math.max(...xs) > (least ?? 0)),
        upper: expr(names, (names) => names.filter((name) => name !== "").map((name) => name.toUpperCase())),
        next: expr(day, (day) => day.add({ days: 1 })),
        chosen: expr(box, ({ lo, hi }) => (lo < hi ? `${lo} to ${hi}` : "none")),
        block: expr([box, xs], (box, xs) => {
          const width = box.hi - box.lo;
          if (width === 0) return 0;
          return xs.length / width;
        }),
        constant: expr([xs, 10], (xs, most) => xs.length < most),
      }),
    ),
);
