/** The seconds that an action takes. */
export function seconds(action) {
  const start = process.hrtime.bigint();
  action();
  return Number(process.hrtime.bigint() - start) / 1e9;
}

/** The middle of a list of numbers. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

const shown = (value, unit) => {
  if (value === undefined) return "";
  const text = Math.abs(value) >= 100 ? Math.round(value).toString() : value.toPrecision(3);
  return unit ? `${text} ${unit}` : text;
};

/** Prints rows of figures as a Markdown table. */
export function printRows(rows) {
  console.log("| what | ours | baseline | ratio | goal |\n|---|---|---|---|---|");
  for (const { name, ours, baseline, ratio, goal = "", unit } of rows) {
    console.log(
      `| ${name} | ${shown(ours, unit)} | ${shown(baseline, unit)} | ${ratio === undefined ? "" : `${shown(ratio)} ×`} | ${goal} |`,
    );
  }
}
