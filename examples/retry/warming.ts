/*
 * # Try again, and go on until it is good
 *
 * The first step meets a server that is down twice and is tried again; the loop then improves a straight line through
 * the world's temperatures until a round gains almost nothing. The variables of a `while` are typed like params: its
 * condition reads them and its body gives their next values.
 *
 * Data: Land-Ocean Temperature Index 1880 to 2023, `global-temp.csv` of the npm package `vega-datasets` 3.2.1, from
 * NASA's Goddard Institute for Space Studies, a U.S. Government dataset in the public domain
 * (https://www.usa.gov/government-works).
 */
import { expr, p, text, workflow } from "stave";
import { download, improve } from "./warming.py";

export default workflow(
  "warming_trend",
  {
    params: {
      data: p.string("../node_modules/vega-datasets/data"),
      outages: p.int({ default: 2, min: 0, max: 3 }),
      tolerance: p.float({ default: 0.00001, min: 0 }),
    },
  },
  (w, { data, outages, tolerance }) => {
    const series = w.step(
      "download",
      download({ csv_file: text`${data}/global-temp.csv`, folder: "out/warming", outages }),
      {
        retry: { limit: 3, delay: { seconds: 1 }, backoff: "fixed" },
        timeout: { minutes: 1 },
      },
    );
    const line = w.while(
      "descend",
      { slope: p.float(0), intercept: p.float(0), error: p.float(1), gain: p.float(1), round: p.int(0) },
      ({ gain, round }) => expr([gain, round, tolerance], (gain, round, tolerance) => gain > tolerance && round < 20),
      (w, { slope, intercept, error, round }) => {
        const next = w.step("improve", improve({ series: series.path, slope, intercept }));
        return { ...next, gain: error.sub(next.error), round: round.add(1) };
      },
    );
    return { degrees_per_century: line.slope, rounds: line.round };
  },
);
