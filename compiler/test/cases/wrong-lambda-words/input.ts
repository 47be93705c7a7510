import { expr, noop, p, workflow } from "stave";

const params = { name: p.string("a"), size: p.int(1), tag: p.nullable(p.string()), days: p.list(p.date()) };

export default workflow("words", { params }, (w, { name, size, tag, days }) => {
  // @ts-expect-error a position is a number
  w.step("one", noop({ value: expr([name, size], (name, size) => Math.max(size, 3) + name.slice("1").length) }));
  // @ts-expect-error it may be null
  w.step("two", noop({ value: expr(tag, (t) => t.toUpperCase()) }));
  w.step("three", noop({ value: expr(days, (all) => all.toSorted()) }));
  // @ts-expect-error a text is no number
  w.step("four", noop({ value: name.trim().abs() }));
  w.step("five", noop({ value: expr(size, (n) => n || 1) }));
});
