import { p, shell, workflow } from "stave";

export default workflow("foreach_one_list", { params: { cities: p.list(p.string(), ["Seattle"]) } }, (w, { cities }) => {
  const each = w.foreach("each", { city: cities }, (w, { city }) => {
    const made = w.step("make", shell("echo", { args: { city } }));
    return { said: made.stdout, city };
  });
  return { all: each.said, cities: each.city };
});
