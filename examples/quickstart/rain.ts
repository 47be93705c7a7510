/*
 * # Will it rain tomorrow?
 *
 * Trains one small model a city on real weather, in plain Python, and publishes them only if every one of them is good
 * enough. The Python functions live in `model.py`; their parameters and results are types here.
 *
 * Data: daily weather of Seattle and New York, 2012 to 2015, `weather.csv` of the npm package `vega-datasets` 3.2.1,
 * made from NOAA Climate Data Online, a U.S. Government dataset in the public domain
 * (https://www.usa.gov/government-works).
 */
import { cron, expr, p, text, workflow } from "stave";
import { clean, fit, publish } from "./model.py";

export default workflow(
  "rain_model",
  {
    owner: "ds-weather",
    params: {
      run_date: p.date("2015-12-31"),
      cities: p.list(p.string(), ["Seattle", "New York"]),
      min_auc: p.float({ default: 0.65, min: 0, max: 1 }),
      data: p.string("../node_modules/vega-datasets/data"),
    },
    triggers: [cron("0 6 * * *", { timezone: "America/Los_Angeles" })],
  },
  (w, { run_date, cities, min_auc, data }) => {
    const folder = text`out/rain/${run_date}`;
    const days = w.step("clean", clean({ csv_file: text`${data}/weather.csv`, until: run_date, folder }));
    const models = w.foreach("fit_city", { city: cities }, (w, { city }) =>
      w.step("fit", fit({ days: days.path, city, seed: 7 })),
    );
    const good = expr([models.auc, min_auc], (aucs, min) => Math.min(...aucs) >= min);
    w.when("good_enough", good, (w) => {
      w.step("publish", publish({ models: models.path, folder }), { retry: { limit: 3 } });
    });
    return { auc: models.auc, rain_tomorrow: models.rain_tomorrow };
  },
);
