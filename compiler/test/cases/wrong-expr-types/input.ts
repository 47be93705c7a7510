import { expr, noop, p, workflow } from "stave";

export default workflow("w", { params: { city: p.string("Oslo"), maybe: p.nullable(p.int()), xs: p.list(p.int(), []), box: p.struct({ lo: p.int() }, { lo: 1 }) } }, (w, { city, maybe, xs, box }) => {
  w.step(
    "use",
    noop({
      // @ts-expect-error a text is not divided
      divided: expr(city, (city) => city / 2),
      // @ts-expect-error it may be null
      added: expr(maybe, (maybe) => maybe + 1),
      // @ts-expect-error misspelt
      field: expr(box, (box) => box.low),
      // @ts-expect-error misspelt
      method: expr(city, (city) => city.toUppercase()),
      // @ts-expect-error a text among ints
      included: expr(xs, (xs) => xs.includes("a")),
      condition: expr(xs, (xs) => (xs.length ? "some" : "none")),
      mixed: expr(city, (city) => (city === "" ? 1 : "one")),
    }),
  );
});
