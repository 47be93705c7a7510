import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["source"] },
  ssr: { resolve: { conditions: ["source"] } },
  test: {
    include: ["*/test/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    // Guards against hangs only: on a machine busy with other work a test of a second took over a minute.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    maxWorkers: 2,
    // The same programs on every run, so that a change is judged by itself; another seed hunts for new ones.
    env: { STAVE_SEED: process.env["STAVE_SEED"] ?? "20261120" },
    setupFiles: ["./scripts/test-setup.ts"],
  },
});
