import { noop, p, sleep, workflow } from "stave";

export default workflow("kind_sleep_noop", { params: { pause: p.duration("PT10M"), n: p.int(2) } }, (w, { pause, n }) => {
  const units = w.step("units", sleep({ hours: 1, minutes: 30 }));
  const iso = w.step("iso", sleep("PT5S"));
  const given = w.step("given", sleep(pause));
  const gate = w.step("gate", noop(), { after: [units, iso, given] });
  const values = w.step("values", noop({ twice: n.mul(2), name: "x", list: [1, n, 3], whole: 1.5, none: null }), { after: [gate] });
  return { twice: values.twice, name: values.name, list: values.list };
});
