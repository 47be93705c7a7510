// Prints the table of measurements: `npm run bench`, or `npm run bench -- --quick`.
import { printRows } from "./measure.mjs";

const quick = process.argv.includes("--quick");
const rows = [];
for (const name of ["build", "startup", "types", "bulk-push", "sel", "local-runtime"]) {
  process.stderr.write(`${name} …\n`);
  try {
    rows.push(...(await (await import(`./${name}.mjs`)).run({ quick })));
  } catch (error) {
    rows.push({ name: `${name}: failed, ${error.message}` });
    process.exitCode = 1;
  }
}
printRows(rows);
process.exit();
