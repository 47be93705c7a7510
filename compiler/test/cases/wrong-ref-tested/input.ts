import { p, shell, workflow } from "stave";

export default workflow("w", { params: { city: p.string("Oslo"), dry: p.bool(true), maybe: p.nullable(p.string()) } }, (w, { city, dry, maybe }) => {
  w.step("fallback", shell("echo", { args: { city: maybe ?? "none", either: city || "none" } }));
  w.step("negated", shell("echo", { args: { real: !dry, kind: typeof city, same: (city as unknown) === "Oslo" } }));
});
