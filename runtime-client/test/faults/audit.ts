import type { LedgerEntry } from "@stave/runtime-client/testing";
import type { Operation } from "./operations.js";

/** What a comparison of the client's words with the server's ledger found. */
export interface Audit {
  readonly problems: readonly string[];
  readonly tally: Readonly<Record<string, number>>;
}

/** Compares what the client said of each operation with what the server did. */
export function audit(
  operations: readonly Operation[],
  ledger: readonly LedgerEntry[],
  settingOf: (workflow: string) => unknown,
): Audit {
  const done = new Map(grouped(ledger, (entry) => ("name" in entry ? entry.name : entry.workflow)));
  const marks = new Set(operations.map(({ mark }) => mark));
  const times = (operation: Operation): number =>
    (done.get(operation.subject) ?? []).filter((entry) => isEffect(entry, operation, marks)).length;
  const counted = operations.filter(({ kind }) => kind !== "settings");
  const problems = [
    ...counted.flatMap((operation) => {
      const count = times(operation);
      const wrong = count > 1 || ("did" in operation.outcome && count !== 1);
      return wrong ? [`${line(operation)}, done ${count} times`] : [];
    }),
    ...falseDenials(counted, times),
    ...lostSettings(operations, settingOf),
  ];
  return { problems, tally: tallyOf(operations) };
}

function isEffect(entry: LedgerEntry, { kind, mark }: Operation, marks: ReadonlySet<string>): boolean {
  if (kind === "push") return entry.did === "push" && entry.metadata["seconds"] === mark;
  if (kind === "signal") return entry.did === "signal" && entry.instanceId === mark;
  if (kind === "restart") return entry.did === "restart" && entry.requestId === mark;
  if (entry.did !== "start") return false;
  return kind === "start" ? entry.requestId === mark : !marks.has(entry.requestId);
}

/** Operations whose error says that the server did nothing although it did. */
function falseDenials(operations: readonly Operation[], times: (operation: Operation) => number): string[] {
  return grouped(operations, ({ kind, subject, mark }) => `${kind} ${subject} ${mark}`).flatMap(([, same]) => {
    const denied = same.every(({ outcome }) => "error" in outcome && outcome.error.effect === "none");
    const [first] = same;
    return denied && first !== undefined && times(first) > 0 ? [`${line(first)}, but it was done`] : [];
  });
}

/** Workflows whose setting is not the last one that was said to be made. */
function lostSettings(operations: readonly Operation[], settingOf: (workflow: string) => unknown): string[] {
  const settings = operations.filter(({ kind }) => kind === "settings");
  return grouped(settings, ({ subject }) => subject).flatMap(([workflow, made]) => {
    const possible = new Set<string>(["undefined"]);
    for (const { mark, outcome } of made) {
      if ("did" in outcome) possible.clear();
      if ("did" in outcome || outcome.error.effect === "unknown") possible.add(mark);
    }
    const found = String(settingOf(workflow));
    return possible.has(found) ? [] : [`${workflow} has ${found}, but ${[...possible].join(" or ")} was said`];
  });
}

function said({ outcome }: Operation): string {
  return "did" in outcome ? outcome.did : `${outcome.error.code}/${outcome.error.effect}`;
}

function line(operation: Operation): string {
  return `${operation.kind} ${operation.subject} ${operation.mark} said ${said(operation)}`;
}

function tallyOf(operations: readonly Operation[]): Record<string, number> {
  const groups = grouped(operations, (operation) => `${operation.kind} ${said(operation)}`);
  return Object.fromEntries(groups.map(([key, { length }]): [string, number] => [key, length]).sort());
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return [...groups];
}
