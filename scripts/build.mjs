// Builds every package: JavaScript by tsup, declarations by tsc, and what the `stave` package ships beside them.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const packages = ["ir-schema", "sdk", "compiler", "runtime-client", "runtime-local", "cli"];
const node = (...args) => execFileSync(process.execPath, args, { cwd: root, stdio: "inherit" });

for (const name of packages) {
  const dist = `${root}${name}/dist`;
  if (!existsSync(dist)) continue;
  for (const file of readdirSync(dist, { recursive: true }))
    if (file.endsWith(".js")) rmSync(`${dist}/${file}`, { force: true });
}
node("node_modules/tsup/dist/cli-default.js");
node("node_modules/typescript7/bin/tsc", "-b", ...packages);

const shipped = `${root}cli/dist`;
mkdirSync(`${shipped}/python`, { recursive: true });
cpSync(`${root}python/stave`, `${shipped}/python/stave`, {
  recursive: true,
  filter: (file) => !file.includes("__pycache__"),
});
cpSync(`${root}cli/templates`, `${shipped}/templates`, { recursive: true });
mkdirSync(`${shipped}/docs`, { recursive: true });
for (const page of ["diagnostics.md", "definition-findings.md", "sel-findings.md"])
  cpSync(`${root}docs/${page}`, `${shipped}/docs/${page}`);
