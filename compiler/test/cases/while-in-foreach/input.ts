import { p, shell, workflow } from "stave";

export default workflow("while_in_foreach", { params: { cities: p.list(p.string(), ["Seattle"]) } }, (w, { cities }) => {
  const each = w.foreach("each", { city: cities }, (w, { city }) => {
    const last = w.while(
      "retry_until_good",
      { tries: p.int(0) },
      ({ tries }) => tries.lt(3),
      (w, { tries }) => {
        w.step("attempt", shell("./attempt.sh", { args: { city, tries } }));
        return { tries: tries.add(1) };
      },
    );
    return { tries: last.tries };
  });
  return { tries: each.tries };
});
