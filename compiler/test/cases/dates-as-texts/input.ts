import { custom, noop, p, workflow } from "stave";

const load = custom("acme/load", {
  inputs: { days: p.list(p.date()), at: p.timestamp(), wait: p.duration(), span: p.struct({ from: p.date(), to: p.date() }) },
});
const child = workflow("child", { params: { day: p.date(), days: p.list(p.date()) } }, (w, { day, days }) => {
  w.step("use", noop({ day, days }));
});

export default workflow(
  "dates_as_texts",
  {
    params: {
      days: p.list(p.date(), ["2026-01-31", "2026-02-01"]),
      waits: p.map(p.duration(), { short: "PT1M", long: { hours: 2 } }),
      span: p.struct({ from: p.date(), to: p.nullable(p.timestamp()) }, { from: "2026-01-31", to: null }),
      until: p.nullable(p.date(), "2026-12-31"),
    },
  },
  (w, { days, waits, span, until }) => {
    const span_given = { from: "2026-01-31", to: "2026-02-01" };
    w.step("load", load({ days: ["2026-01-31"], at: "2026-01-31T06:00:00Z", wait: { minutes: 5 }, span: span_given }));
    w.step("load_days", load({ days, at: "2026-01-31T06:00:00+02:00", wait: "PT5M", span: { from: "2026-01-31", to: "2026-02-01" } }));
    w.subworkflow("child", child, { day: "2026-01-31", days: ["2026-01-31"] });
    return w.step("use", noop({ waits, span, until }));
  },
);
