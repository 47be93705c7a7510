import { p, workflow } from "stave";
import { count_words, describe } from "./words.py";

export default workflow(
  "hello",
  { params: { text: p.string("the quick brown fox jumps over the lazy dog") } },
  (w, { text }) => {
    const words = w.step("count", count_words({ text }));
    w.when("long_enough", words.total.gt(5), (w) => {
      w.step("describe", describe({ total: words.total, longest: words.longest }));
    });
    return { total: words.total, longest: words.longest };
  },
);
