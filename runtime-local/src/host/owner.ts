import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/** A name for a process that no later process with the same number has. */
export function ownerName(pid: number = process.pid): string {
  return `${pid}:${startTimeOf(pid)}`;
}

/** The pid of an owner that still lives; undefined when it is gone. */
export function livingOwner(owner: string | null): number | undefined {
  const pid = Number(owner?.split(":")[0]);
  if (owner === null || !Number.isInteger(pid) || pid <= 0 || !exists(pid)) return undefined;
  return ownerName(pid) === owner ? pid : undefined;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function startTimeOf(pid: number): string {
  if (!existsSync("/proc/self/stat")) return startTimeByPs(pid);
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? "dead" : (fields[19] ?? "");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return "gone";
  }
}

function startTimeByPs(pid: number): string {
  const { stdout } = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" });
  return stdout?.trim() ?? "";
}
