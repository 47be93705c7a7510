import { noop, p, workflow } from "stave";

export default workflow(
  "refs_methods",
  { params: { n: p.int(3), x: p.float(0.5), s: p.string("a"), b: p.bool(true), list: p.list(p.string(), ["a"]), shares: p.map(p.int(), {}), box: p.struct({ lo: p.int() }, { lo: 1 }), maybe: p.nullable(p.string()) } },
  (w, { n, x, s, b, list, shares, box, maybe }) =>
    w.step(
      "use",
      noop({
        arithmetic: n.add(1).sub(2).mul(n).mod(5),
        divided: x.div(2),
        compared: n.lt(3).and(n.lte(3)).or(x.gt(0)).and(x.gte(0.5)),
        equal: s.eq("a").and(s.ne("b")).not(),
        chosen: b.choose("yes", "no"),
        texts: s.upper(),
        small: s.lower(),
        length: s.length(),
        size: list.length(),
        first: list.at(0),
        last: list.at(-1),
        nth: list.at(n),
        share: shares.get("a"),
        field: box.field("lo"),
        fallback: maybe.orElse("none"),
      }),
    ),
);
