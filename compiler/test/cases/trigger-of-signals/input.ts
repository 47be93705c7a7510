import { fromTrigger, noop, p, signal, workflow } from "stave";

const trips = signal("trips", { match: { day: { ">=": 20260101 } }, joinKeys: ["city"], fields: { day: p.int() } });
const weather = signal("weather", { joinKeys: ["place"] });

export default workflow("both", { triggers: [[trips, weather], trips] }, (w) => {
  w.step("tell", noop({ day: fromTrigger(trips).day }));
});
