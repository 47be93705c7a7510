import { p, shell, workflow } from "stave";

export default workflow("w", { params: { city: p.string("Oslo"), n: p.int(3), cities: p.list(p.string(), []) } }, (w, { city, n, cities }) => {
  w.step("text", shell(`echo ${city}`, { args: { n, cities } }));
});
