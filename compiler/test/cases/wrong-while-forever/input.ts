import { p, shell, workflow } from "stave";

export default workflow("w", (w) => {
  w.while(
    "forever",
    { tries: p.int(0) },
    ({ tries }) => tries.lt(3),
    (w, { tries }) => {
      w.step("fit", shell("echo", { args: { tries } }));
      return {};
    },
  );
});
