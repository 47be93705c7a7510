import { existsSync, readFileSync } from "node:fs";
import { defineConfig } from "tsup";

const packages = ["ir-schema", "sdk", "compiler", "runtime-client", "runtime-local", "cli"];

/** One bundle per exported sub-path, found from the `source` conditions in package.json. */
function entriesOf(dir: string): Record<string, string> {
  const manifest = JSON.parse(readFileSync(`${dir}/package.json`, "utf8"));
  const sources = Object.values(manifest.exports)
    .map((target) => (target as { source?: string }).source)
    .filter((source): source is string => source !== undefined);
  const extra = ["./src/main.ts", "./src/hooks.ts"].filter((file) => existsSync(`${dir}/${file}`));
  return Object.fromEntries(
    [...new Set([...sources, ...extra])]
      .filter((source) => existsSync(`${dir}/${source}`))
      .map((source) => [source.slice("./src/".length, -".ts".length), `${dir}/${source}`]),
  );
}

// Declarations come from `tsc -b` (native, incremental); tsup bundles the JavaScript.
export default defineConfig(
  packages.map((dir) => ({
    name: dir,
    entry: entriesOf(dir),
    outDir: `${dir}/dist`,
    tsconfig: `${dir}/tsconfig.json`,
    format: "esm" as const,
    target: "node20",
    splitting: true,
    sourcemap: false,
    dts: false,
    clean: false,
    silent: true,
    skipNodeModulesBundle: true,
  })),
);
