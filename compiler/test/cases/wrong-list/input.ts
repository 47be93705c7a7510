import { p, shell, workflow } from "stave";

export default workflow("w", { params: { city: p.string("Oslo"), shares: p.map(p.float(), {}) } }, (w, { city, shares }) => {
  // @ts-expect-error a text is no list
  w.foreach("letters", { letter: city }, (w, { letter }) => void w.step("one", shell("echo", { args: { letter } })));
  // @ts-expect-error a map is no list
  w.foreach("pairs", { pair: shares }, (w, { pair }) => void w.step("two", shell("echo", { args: { pair } })));
  w.foreach("empty", { n: [] as number[] }, (w, { n }) => void w.step("three", shell("echo", { args: { n } })));
  w.foreach("unused", { n: [1, 2] }, (w) => void w.step("four", shell("true")));
});
