// Start-up time of commands against `node -e 0`, and of `check --tsc` against `tsc --noEmit` alone.
// Alone, after `npm run build`: node bench/startup.mjs
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { median, printRows, seconds } from "./measure.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const stave = `${root}cli/dist/main.js`;

/** A project as `stave init` makes it. */
function project() {
  const folder = mkdtempSync(`${tmpdir()}/stave-bench-`);
  execFileSync(process.execPath, [stave, "init", folder], { stdio: "ignore" });
  symlinkSync(`${root}node_modules`, `${folder}/node_modules`);
  writeFileSync(
    `${folder}/plain.ts`,
    'import { p, shell, workflow } from "stave";\nexport default workflow("hello", { params: { name: p.string("world") } }, (w, { name }) => {\n  w.step("greet", shell("echo", { args: { name } }));\n});\n',
  );
  return folder;
}

function pairs(runs, ours, baseline) {
  const measured = Array.from({ length: runs }, () => [seconds(ours), seconds(baseline)]);
  return {
    unit: "s",
    ours: median(measured.map(([a]) => a)),
    baseline: median(measured.map(([, b]) => b)),
    ratio: median(measured.map(([a, b]) => a / b)),
  };
}

export async function run({ quick }) {
  const folder = project();
  const node = (...args) => spawnSync(process.execPath, args, { cwd: folder, stdio: "ignore" });
  const runs = quick ? 5 : 15;
  const empty = () => node("-e", "0");
  empty();
  const tsc = `${root}node_modules/typescript/bin/tsc`;
  const rows = [
    { name: "stave --help", ...pairs(runs, () => node(stave, "--help"), empty), goal: "< 0.15 s" },
    { name: "stave check plain.ts", ...pairs(runs, () => node(stave, "check", "plain.ts"), empty), goal: "≤ 4 ×" },
    {
      name: "stave check hello.ts (imports Python)",
      ...pairs(runs, () => node(stave, "check", "hello.ts"), empty),
      goal: "≤ 4 ×",
    },
    {
      name: "stave check hello.ts --tsc, against tsc --noEmit",
      ...pairs(
        quick ? 3 : 7,
        () => node(stave, "check", "hello.ts", "--tsc"),
        () => node(tsc, "--noEmit"),
      ),
      goal: "≤ 1.3 ×",
    },
  ];
  rmSync(folder, { recursive: true });
  return rows;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  printRows(await run({ quick: process.argv.includes("--quick") }));
