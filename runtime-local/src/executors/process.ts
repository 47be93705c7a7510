import { execFileSync, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/**
 * Runs in a process group of its own, which outlives the host. The claim is taken by exactly one wrapper, so an
 * attempt never runs twice even if the host dies between starting it and noting that; the exit file says that the
 * work has ended even if no host was there to see it.
 */
const wrapper = `
dir=$1
shift
set -C
{ echo "$$" >"$dir/claim"; } 2>/dev/null || exit 75
set +C
trap : TERM INT HUP
"$@" >"$dir/stdout.log" 2>"$dir/stderr.log" </dev/null
code=$?
echo "$code" >"$dir/exit"
exit "$code"
`;

/** A process to be run in an attempt's folder. */
export interface ProcessSpec {
  readonly dir: string;
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  readonly graceMillis: number;
  started(): void;
}

/** How a process ended; `lost` when it vanished while no host watched. */
export type ProcessEnd = { readonly exitCode: number } | { readonly killedBy: string } | { readonly lost: true };

/** Runs a process to its end, or takes up one that an earlier host started for the same attempt. */
export async function runProcess(spec: ProcessSpec): Promise<ProcessEnd> {
  const ended = exitOf(spec.dir);
  if (ended !== undefined) return unwatched(ended);
  if (!existsSync(join(spec.dir, "claim"))) {
    const own = await runOwn(spec);
    if (own !== undefined) return own;
  }
  return await adopt(spec);
}

async function runOwn(spec: ProcessSpec): Promise<ProcessEnd | undefined> {
  const child = spawn("/bin/sh", ["-c", wrapper, "stave-attempt", spec.dir, ...spec.argv], {
    cwd: spec.cwd,
    env: spec.env as NodeJS.ProcessEnv,
    detached: true,
    stdio: "ignore",
  });
  const end = new Promise<ProcessEnd>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(signal === null ? { exitCode: code ?? 0 } : { killedBy: signal }));
  });
  child.once("spawn", () => spec.started());
  const unwatch = watchStop(spec, () => child.pid);
  try {
    const found = await end;
    const mine = (await claimant(spec.dir)) === child.pid;
    return mine || !existsSync(join(spec.dir, "claim")) ? fromExitCode(found) : undefined;
  } finally {
    unwatch();
  }
}

/** Waits for a process that another host started. */
async function adopt(spec: ProcessSpec): Promise<ProcessEnd> {
  const pid = await claimant(spec.dir);
  spec.started();
  const unwatch = watchStop(spec, () => (pid !== undefined && lives(pid, spec.dir) ? pid : undefined));
  try {
    for (let pause = 5; ; pause = Math.min(pause * 2, 200)) {
      const alive = pid !== undefined && lives(pid, spec.dir);
      const end = exitOf(spec.dir);
      if (end !== undefined) return spec.signal.aborted ? end : unwatched(end);
      if (!alive) return { lost: true };
      await delay(pause);
    }
  } finally {
    unwatch();
  }
}

/** The pid in the claim; its writer may be between creating and filling it. */
async function claimant(dir: string): Promise<number | undefined> {
  for (let round = 0; round < 50; round++) {
    const text = readIfThere(join(dir, "claim"));
    if (text === undefined) return undefined;
    if (text.endsWith("\n")) return Number(text);
    await delay(10);
  }
  return undefined;
}

function exitOf(dir: string): ProcessEnd | undefined {
  const text = readIfThere(join(dir, "exit"));
  return text?.endsWith("\n") ? fromExitCode({ exitCode: Number(text) }) : undefined;
}

const signalNames: Readonly<Record<number, string>> = {
  1: "SIGHUP",
  2: "SIGINT",
  3: "SIGQUIT",
  4: "SIGILL",
  6: "SIGABRT",
  7: "SIGBUS",
  8: "SIGFPE",
  9: "SIGKILL",
  11: "SIGSEGV",
  13: "SIGPIPE",
  15: "SIGTERM",
};

/** A shell reports a signal as 128 and its number. */
function fromExitCode(end: ProcessEnd): ProcessEnd {
  const killedBy = "exitCode" in end ? signalNames[end.exitCode - 128] : undefined;
  return killedBy === undefined ? end : { killedBy };
}

/** What SIGTERM ended while its host was away went down with the machine or the host; it gets a new attempt. */
function unwatched(end: ProcessEnd): ProcessEnd {
  return "killedBy" in end && end.killedBy === "SIGTERM" ? { lost: true } : end;
}

/** The wrapper's arguments name the attempt's folder, so a reused pid is not mistaken for it. */
function lives(pid: number, dir: string): boolean {
  if (existsSync("/proc/self/cmdline")) return readIfThere(`/proc/${pid}/cmdline`)?.includes(dir) ?? false;
  try {
    return execFileSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8", stdio: "pipe" }).includes(dir);
  } catch (error) {
    if (typeof (error as { status?: unknown }).status === "number") return false;
    throw error;
  }
}

/** Ends the whole process group on abort: first politely, then for good. */
function watchStop(spec: ProcessSpec, pidOf: () => number | undefined): () => void {
  let killer: NodeJS.Timeout | undefined;
  const stop = (): void => {
    signalGroup(pidOf(), "SIGTERM");
    killer = setTimeout(() => signalGroup(pidOf(), "SIGKILL"), spec.graceMillis);
  };
  if (spec.signal.aborted) stop();
  else spec.signal.addEventListener("abort", stop, { once: true });
  return () => {
    spec.signal.removeEventListener("abort", stop);
    clearTimeout(killer);
    // The wrapper waits for its command alone; what that left behind in the group ends with a stopped attempt.
    if (spec.signal.aborted) signalGroup(pidOf(), "SIGKILL");
  };
}

function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // A group of zombies alone is refused on macOS, where Linux says there is none.
    if (!/^(ESRCH|EPERM)$/.test((error as NodeJS.ErrnoException).code ?? "")) throw error;
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ESRCH") return undefined;
    throw error;
  }
}
