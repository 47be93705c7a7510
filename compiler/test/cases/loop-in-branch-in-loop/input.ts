import { p, shell, workflow } from "stave";

export default workflow("loop_in_branch_in_loop", { params: { cities: p.list(p.string(), ["Seattle"]), years: p.list(p.int(), [2025]) } }, (w, { cities, years }) => {
  const root = w.step("root", shell("pwd"));
  w.foreach("city", { city: cities }, (w, { city }) => {
    const size = w.step("size", shell("./size.sh", { args: { city }, outputs: { rows: p.int() } }));
    w.when("enough", size.rows.gt(10), (w) => {
      w.foreach("year", { year: years }, (w, { year }) => {
        w.when("recent", year.gte(2000), (w) => {
          w.step("fit", shell("./fit.sh", { args: { city, year, rows: size.rows, root: root.stdout } }));
        });
      });
    }).otherwise((w) => {
      w.step("skip", shell("echo", { args: { city } }));
    });
  });
});
