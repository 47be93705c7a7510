import { p, shell, text, workflow } from "stave";

export default workflow("foreach_nested", { params: { cities: p.list(p.string(), ["Seattle"]), years: p.list(p.int(), [2025]) } }, (w, { cities, years }) => {
  const root = w.step("root", shell("pwd"));
  const outer = w.foreach("city", { city: cities }, (w, { city }) => {
    const prepared = w.step("prepare", shell("echo", { args: { city, root: root.stdout } }));
    const inner = w.foreach("year", { year: years }, (w, { year }) => {
      const model = w.step("fit", shell("echo", { args: { path: text`${root.stdout}/${prepared.stdout}/${city}/${year}` } }));
      return { model: model.stdout };
    });
    return { models: inner.model, city };
  });
  return { models: outer.models };
});
