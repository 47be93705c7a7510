import { container, http, notebook, p, shell, sleep, workflow } from "stave";

export default workflow("w", { params: { n: p.int(3), list: p.list(p.int(), []) } }, (w, { n, list }) => {
  // @ts-expect-error an int is no url
  w.step("page", http({ url: n }));
  // @ts-expect-error a list is no image
  w.step("image", container({ image: list, args: [n] }));
  // @ts-expect-error an int is no duration
  w.step("pause", sleep(n));
  w.step("nap", sleep("5 minutes"));
  // @ts-expect-error environment variables are texts
  w.step("env", shell("env", { env: { N: n, M: 3 } }));
  w.step("book", notebook("a.ipynb", { params: { call: shell("true") } }));
  // @ts-expect-error a number is no duration
  w.step("slow", shell("true"), { timeout: 30 });
});
