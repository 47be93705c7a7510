import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Job } from "./executor.js";

const MAX_SEGMENT = 120;

/** The folder of an attempt: its input, outputs and logs. */
export function attemptDir(runDir: string, key: string, attempt: number): string {
  return join(runDir, ...key.split("/").map(safeSegment), `attempt-${attempt}`);
}

/** Makes the folder of an attempt. */
export function makeAttemptDir(job: Job): string {
  const dir = attemptDir(job.workshop.runDir, job.command.key, job.command.attempt);
  mkdirSync(dir, { recursive: true });
  return dir;
}

function safeSegment(text: string): string {
  const safe = encodeURIComponent(text)
    .replaceAll("%5B", "[")
    .replaceAll("%5D", "]")
    .replace(/^\.+/, (dots) => "%2E".repeat(dots.length));
  if (safe.length <= MAX_SEGMENT) return safe;
  return `${safe.slice(0, MAX_SEGMENT)}~${createHash("sha256").update(text).digest("hex").slice(0, 16)}`;
}
