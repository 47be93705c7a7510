import { emit, shell, signal, workflow } from "stave";

export default workflow("w", { triggers: [signal("")] }, (w) => {
  w.step("one", shell("true"), { emits: [emit("ok"), emit("")] });
  w.step("two", shell("true"), { waits: [signal("")] });
});
