import { noop, p, workflow } from "stave";

export default workflow(
  "params_every_type",
  {
    params: {
      text: p.string({ default: "eu", description: "A region", minLength: 2, maxLength: 9, pattern: /[a-z]+/, tags: ["geo"] }),
      whole: p.int({ default: 3, min: 1, max: 10, mode: "constant" }),
      big: p.int(9_007_199_254_740_993n),
      real: p.float({ default: 0.5, min: 0, max: 1, mode: "immutable" }),
      flag: p.bool(false),
      day: p.date({ default: "2026-01-31", min: "2026-01-01", mode: "start" }),
      at: p.timestamp("2026-01-31T06:00:00Z"),
      span: p.duration({ default: "PT1H", mode: "start-restart" }),
      names: p.list(p.string(), ["a", "b"], { minLength: 1, maxLength: 5, mode: "mutable" }),
      shares: p.map(p.float(), { a: 0.5, b: 1 }),
      box: p.struct({ lo: p.float(), hi: p.float(), note: p.nullable(p.string()) }, { lo: 0, hi: 1, note: null }),
      mode: p.enum(["fast", "exact"], "fast"),
      level: p.enum([1, 2, 3]),
      maybe: p.nullable(p.int()),
      any: p.json({ a: [1, null] }),
      deep: p.list(p.map(p.list(p.int())), [{ a: [1] }]),
    },
  },
  (w, params) => w.step("use", noop({ ...params })),
);
