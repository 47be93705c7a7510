import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { createDiagnostic, type Diagnostic, StaveError } from "@stave/ir-schema";
import Database from "libsql";
import type { Bundle, RunEvent, RunStatus } from "../core/index.js";

/** One row of the list of runs. */
export interface RunRow {
  readonly id: string;
  readonly workflow: string;
  readonly status: RunStatus;
  readonly created: number;
  /** The process that plays it, `pid:start time`. */
  readonly owner: string | null;
}

/** The runs and their events in one SQLite file. */
export interface Store {
  readonly path: string;
  /** Adds a run with its first event. */
  createRun(row: Omit<RunRow, "status">, bundle: Bundle, first: RunEvent): void;
  /** Adds events in one transaction; once it returns, they outlive any crash of this process. */
  append(run: string, first: number, events: readonly RunEvent[]): void;
  events(run: string): IterableIterator<RunEvent>;
  run(id: string): RunRow | undefined;
  bundle(id: string): Bundle;
  runs(): readonly RunRow[];
  /** Makes a process the owner of a run, unless another was faster; true when it is. */
  claim(row: RunRow, owner: string): boolean;
  /** Takes the owner from a run, and notes how it ended if it did. */
  release(id: string, status?: RunStatus): void;
  close(): void;
}

/** `power` survives a power cut as well; `process` survives any crash of the process and is faster on slow disks. */
export type Durability = "power" | "process";

const schema = `
  create table if not exists runs(
    id text primary key, workflow text not null, status text not null, created integer not null,
    owner text, bundle text not null
  ) strict;
  create table if not exists events(
    run text not null, seq integer not null, event text not null, primary key(run, seq)
  ) strict, without rowid;
`;

/** Opens the store at a path, and creates it when it is not there. */
export function openStore(path: string, durability: Durability = "power"): Store {
  const db = guard(path, () => openDatabase(path, durability));
  const insertEvent = db.prepare("insert into events values(?, ?, ?)");
  const columns = "id, workflow, status, created, owner";
  return {
    path,
    createRun: ({ id, workflow, created, owner }, bundle, first) => {
      const values = [id, workflow, created, owner, JSON.stringify(bundle)];
      const insert = (): void => {
        db.prepare(
          "insert into runs(id, workflow, created, owner, bundle, status) values(?, ?, ?, ?, ?, 'running')",
        ).run(...values);
        insertEvent.run(id, 0, JSON.stringify(first));
      };
      guard(path, () => inTransaction(db, insert));
    },
    append: (run, first, events) => {
      const insert = (): void => {
        for (const [index, event] of events.entries()) insertEvent.run(run, first + index, JSON.stringify(event));
      };
      guard(path, () => inTransaction(db, insert));
    },
    *events(run) {
      const rows = guard(path, () => db.prepare("select event from events where run = ? order by seq").iterate(run));
      for (const row of rows) yield JSON.parse((row as { event: string }).event) as RunEvent;
    },
    run: (id) =>
      guard(path, () => db.prepare(`select ${columns} from runs where id = ?`).get(id)) as RunRow | undefined,
    bundle: (id) => {
      const row = guard(path, () => db.prepare("select bundle from runs where id = ?").get(id)) as { bundle: string };
      return JSON.parse(row.bundle) as Bundle;
    },
    runs: () =>
      guard(path, () => db.prepare(`select ${columns} from runs order by created desc, id`).all()) as RunRow[],
    claim: ({ id, owner: former }, owner) =>
      guard(path, () => db.prepare("update runs set owner = ? where id = ? and owner is ?").run(owner, id, former))
        .changes === 1,
    release: (id, status) => {
      const update = db.prepare("update runs set owner = null, status = coalesce(?, status) where id = ?");
      guard(path, () => update.run(status ?? null, id));
    },
    close: () => {
      db.close();
    },
  };
}

function openDatabase(path: string, durability: Durability): Database.Database {
  mkdirSync(dirname(path), { recursive: true });
  const db = new Database(path, { timeout: 10_000 });
  db.pragma("journal_mode = WAL");
  db.pragma(`synchronous = ${durability === "power" ? "FULL" : "NORMAL"}`);
  db.exec(schema);
  return db;
}

function inTransaction(db: Database.Database, action: () => void): void {
  db.exec("begin immediate");
  try {
    action();
    db.exec("commit");
  } catch (error) {
    if (db.inTransaction) db.exec("rollback");
    throw error;
  }
}

function guard<TResult>(path: string, action: () => TResult): TResult {
  try {
    return action();
  } catch (error) {
    const diagnostic = describe(path, error as Error & { code?: unknown });
    if (diagnostic === undefined) throw error;
    throw new StaveError([diagnostic]);
  }
}

const unwritable = /^(EACCES|EPERM|EROFS|ENOTDIR|EEXIST|SQLITE_CANTOPEN|SQLITE_READONLY|SQLITE_IOERR)/;
const corrupt = /^SQLITE_(CORRUPT|NOTADB|ERROR|SCHEMA)/;

/** The finding for trouble with the state on disk; undefined for a defect of ours. */
export function describe(path: string, error: Error & { code?: unknown }): Diagnostic | undefined {
  const code = String(error.code ?? "");
  if (/^(ENOSPC|EDQUOT|SQLITE_FULL)/.test(code)) return createDiagnostic("state-full", { path });
  // libsql gives a database it cannot open no code.
  if (error.message.startsWith("ConnectionFailed")) {
    return createDiagnostic("state-unwritable", { path, problem: "it cannot be opened" });
  }
  const problem = error.message;
  if (unwritable.test(code)) return createDiagnostic("state-unwritable", { path, problem });
  return corrupt.test(code) ? createDiagnostic("state-corrupt", { path, problem }) : undefined;
}
