import { p, shell, workflow } from "stave";

export default workflow("w", (w) => {
  w.while(
    "improve",
    { tries: p.int(), score: p.float(0) },
    ({ score }) => score.lt(1),
    // @ts-expect-error a variable of another type, and one that is none
    (w, { tries }) => {
      const model = w.step("fit", shell("echo", { args: { tries } }));
      return { score: model.stdout, trys: tries.add(1) };
    },
  );
});
