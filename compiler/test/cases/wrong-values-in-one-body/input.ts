import { expr, noop, p, text, workflow } from "stave";

export default workflow("many_slips", { params: { n: p.int(3) } }, (w, { n }) => {
  const a = w.step("a", noop({ rows: n }));
  // @ts-expect-error a has no output of that name
  const condition = expr(a.row, (rows: number) => rows > 3);
  w.step("b", noop(), { after: [{ step: a, when: condition }] });
  // @ts-expect-error neither an output nor an edge
  w.step("c", noop({ x: text`a${a.row}` }), { after: [{ stp: a }] });
  // @ts-expect-error not a list
  w.step("d", noop(), { after: a });
});
