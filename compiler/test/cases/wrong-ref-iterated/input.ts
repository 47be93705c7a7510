import { p, shell, workflow } from "stave";

export default workflow("w", { params: { cities: p.list(p.string(), ["Oslo"]) } }, (w, { cities }) => {
  // @ts-expect-error a ref is no list
  for (const city of cities) w.step(`make_${city}`, shell("true"));
});
