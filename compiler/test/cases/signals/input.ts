import { cron, emit, fromTrigger, fromWait, noop, p, shell, signal, workflow } from "stave";

const landed = signal("landed", {
  match: { table: "trips", rows: { ">": 0 }, quality: { "<=": 9 } },
  fields: { day: p.string(), rows: p.int() },
});
const closed = signal("closed", { fields: { quarter: p.string() } });

export default workflow("signals", { triggers: [landed, cron("0 0 * * *")], params: { city: p.string("Oslo") } }, (w, { city }) => {
  const { day, rows } = fromTrigger(landed);
  const work = w.step("work", shell("./work.sh", { args: { day, rows, quarter: fromWait(closed).quarter }, outputs: { path: p.string() } }), {
    waits: [closed],
  });
  w.step("tell", noop(), {
    after: [work],
    emits: [emit("done"), emit("made", { city, path: work.path, rows, level: 3 })],
  });
});
