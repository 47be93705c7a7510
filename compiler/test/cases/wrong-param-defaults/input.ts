import { noop, p, workflow } from "stave";

export default workflow(
  "w",
  {
    params: {
      low: p.int({ default: 0, min: 1, max: 10 }),
      inverted: p.int({ default: 5, min: 10, max: 1 }),
      // @ts-expect-error a text for an int
      text: p.int("three"),
      day: p.date("2026-02-30"),
      at: p.timestamp("yesterday"),
      span: p.duration("1 hour"),
      name: p.string({ default: "Oslo", pattern: /[a-z]+/ }),
      broken: p.string({ default: "x", pattern: "[a-" }),
      short: p.string({ default: "x", minLength: 2 }),
      // @ts-expect-error not among them
      mode: p.enum(["fast", "exact"], "fats"),
      half: p.int(1.5),
      // @ts-expect-error a number among texts
      names: p.list(p.string(), ["a", 3]),
      // @ts-expect-error a field is missing
      box: p.struct({ lo: p.int(), hi: p.int() }, { lo: 1 }),
    },
  },
  (w, params) => w.step("use", noop({ ...params })),
);
