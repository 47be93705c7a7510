import { p, shell, workflow } from "stave";

export default workflow("when_only_effects", { params: { dry: p.bool(false) } }, (w, { dry }) => {
  w.when("for_real", dry.not(), (w) => {
    const first = w.step("first", shell("true"));
    w.step("second", shell("true"), { after: [first] });
    w.step("aside", shell("true"));
  }).otherwise((w) => {
    w.step("tell", shell("echo dry"));
  });
});
