import { emit, p, shell, text, workflow } from "stave";

export default workflow("signal_own_output", { params: { city: p.string("Oslo") } }, (w, { city }) => {
  w.foreach("each", { n: [1, 2] }, (w, { n }) => {
    const made = w.step("make", shell("./make.sh", { args: { n }, outputs: { path: p.string() } }));
    w.step("tell", shell("true"), { emits: [emit(text`made_${city}`, { path: made.path, n })] });
  });
});
