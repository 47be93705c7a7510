import { readFileSync } from "node:fs";

/** The rows of a CSV file of the `vega-datasets` package, by the names in its first line. */
export function readCsv(name: string): Record<string, string>[] {
  const file = new URL(`../../node_modules/vega-datasets/data/${name}`, import.meta.url);
  const [head = [], ...rows] = readFileSync(file, "utf8").trim().split(/\r?\n/).map(cells);
  return rows.map((row) => Object.fromEntries(head.map((column, index) => [column, row[index] ?? ""])));
}

function cells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}
