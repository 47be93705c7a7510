/*
 * # Three hundred workflows from a table
 *
 * A default export may be a generator: it yields one workflow after the other, so that a hundred thousand of them never
 * sit in memory together. Here a CSV file of flights gives the 300 busiest airports of the United States, and each gets
 * a weekly workflow of its own, with its name, its tags and its slot in the schedule.
 *
 * Data: flights of 2008 by route, `flights-airport.csv` (U.S. Bureau of Transportation Statistics), and `airports.csv`
 * (Data.gov), both U.S. Government works in the public domain, from the npm package `vega-datasets` 3.2.1.
 */
import { cron, p, text, type WorkflowDefinition, workflow } from "stave";
import { readCsv } from "./csv.ts";
import { rank } from "./routes.py";

export default function* airports(): Generator<WorkflowDefinition> {
  const places = new Map(readCsv("airports.csv").map((airport) => [airport["iata"], airport]));
  for (const [index, [iata, flights]] of busiest(300).entries()) {
    const { name, city, state = "" } = places.get(iata) ?? {};
    yield workflow(
      `routes_${iata.toLowerCase()}`,
      {
        description: `The busiest routes out of ${name}, ${city}.`,
        owner: "network-planning",
        tags: ["routes", state],
        criticality: flights > 100_000 ? "high" : "low",
        params: {
          data: p.string("../node_modules/vega-datasets/data"),
          top: p.int({ default: 5, min: 1, max: 50 }),
        },
        triggers: [cron(`${index % 60} ${3 + Math.floor(index / 60)} * * 1`, { timezone: "America/Chicago" })],
      },
      (w, { data, top }) => w.step("rank", rank({ csv_file: text`${data}/flights-airport.csv`, airport: iata, top })),
    );
  }
}

function busiest(count: number): [iata: string, flights: number][] {
  const flights = new Map<string, number>();
  for (const { origin = "", count } of readCsv("flights-airport.csv")) {
    flights.set(origin, (flights.get(origin) ?? 0) + Number(count));
  }
  return [...flights].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, count);
}
