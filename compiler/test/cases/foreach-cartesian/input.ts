import { expr, p, shell, workflow } from "stave";

export default workflow("foreach_cartesian", { params: { cities: p.list(p.string(), ["Seattle"]), n: p.int(3) } }, (w, { cities, n }) => {
  w.foreach(
    "each",
    { city: cities, seed: [1, n, 3], rate: expr(n, (n) => [0.1, 0.1 * n]) },
    (w, { city, seed, rate }) => w.step("fit", shell("./fit.sh", { args: { city, seed, rate } })),
    { concurrency: 4, strictOrder: true, timeout: "P1D", onFailure: "fail-now", tags: ["fits"] },
  );
});
