import { custom, p, shell, workflow } from "stave";

const train = custom("acme/train", { inputs: { data: p.string(), epochs: p.int(3), layers: p.list(p.int()) }, outputs: {} });

export default workflow("w", (w) => {
  // @ts-expect-error wrong types
  w.step("types", train({ data: 3, epochs: "many", layers: [1, "two", 2.5] }));
  // @ts-expect-error missing and misspelt
  w.step("names", train({ date: "x", layers: [] }));
  // @ts-expect-error functions and dates are no values
  w.step("values", shell("echo", { args: { when: new Date(0), how: () => 1, many: new Map() } }));
  w.step("nan", shell("echo", { args: { big: 2 ** 60, nan: Number.NaN } }));
});
