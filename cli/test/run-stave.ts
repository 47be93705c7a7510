import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What a command printed, and how it ended. */
export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const bin = fileURLToPath(new URL("../dist/main.js", import.meta.url));

/**
 * Runs the built command without blocking this process, where the servers it asks may live; Ctrl-C is pressed once it
 * has said a certain text, or a promise is kept.
 */
export function runStave(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  interruptAt?: string | Promise<void>,
): Promise<Outcome> {
  const child = spawn(process.execPath, [bin, "--no-color", ...args], { cwd, env: { ...process.env, ...env } });
  if (interruptAt instanceof Promise) void interruptAt.then(() => child.kill("SIGINT"));
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    out += part;
  });
  child.stderr.setEncoding("utf8").on("data", (part: string) => {
    err += part;
    if (typeof interruptAt === "string" && err.includes(interruptAt) && !child.killed) child.kill("SIGINT");
  });
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, out, err })));
}
