/*
 * # Workflows that tell each other
 *
 * `land_flights` runs by the clock and announces each day that has landed. `report_delays` is started by that signal,
 * reads the day and the path out of it, waits for the planners to have closed the same quarter, and announces its report.
 * Neither knows the other: they share the signal, with the types of its fields.
 *
 * Data: 2,000 flights of January to March 2001, `flights-2k.json` of the npm package `vega-datasets` 3.2.1, from the
 * U.S. Bureau of Transportation Statistics, which publishes what airlines must report (14 CFR Part 234).
 */
import { cron, emit, fromTrigger, noop, p, run, signal, text, workflow } from "stave";
import { land, report } from "./flights.py";

const landed = signal("flights_landed", { match: { rows: { ">": 0 } }, fields: { day: p.string(), path: p.string() } });
const closed = signal("quarter_closed", { match: { quarter: "2001-Q1" } });

const landFlights = workflow(
  "land_flights",
  {
    params: {
      day: p.string({ default: run.ds, pattern: /\d{4}-\d\d-\d\d/ }),
      data: p.string("../node_modules/vega-datasets/data"),
    },
    triggers: [cron("30 2 * * *", { timezone: "America/New_York" })],
    runStrategy: "sequential",
  },
  (w, { day, data }) => {
    const flights = w.step(
      "land",
      land({ json_file: text`${data}/flights-2k.json`, day, folder: text`out/flights/${day}` }),
    );
    w.step("tell", noop(), { after: [flights], emits: [emit("flights_landed", { day, ...flights })] });
    return flights;
  },
);

const reportDelays = workflow("report_delays", { triggers: [landed] }, (w) => {
  const { day, path } = fromTrigger(landed);
  const delays = w.step("report", report({ flights: path }), {
    waits: [closed],
    emits: [emit("delays_reported", { day })],
  });
  return { day, worst: delays.worst, mean_delay: delays.mean_delay };
});

export default [landFlights, reportDelays];
