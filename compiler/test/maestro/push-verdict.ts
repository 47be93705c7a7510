import { readFileSync } from "node:fs";

/** A change of one of the bases, and what a server said to the definition it makes. */
export interface PushVerdict {
  readonly base: string;
  /** A pointer into the base, or to where something is added. */
  readonly at: string;
  /** JSON text to put there; without it and without `key`, what stands there is dropped. */
  readonly put?: string;
  /** Another key for what stands there. */
  readonly key?: string;
  readonly accepted: boolean;
  /** What the check has against the shape of a definition that is accepted and fails in every run. */
  readonly errors?: readonly string[];
}

function textOf(name: string): string {
  return readFileSync(new URL(`recorded/${name}`, import.meta.url), "utf8");
}

/** Where the verdicts are kept, one a line. */
export const verdictsUrl: URL = new URL("recorded/push-verdicts.jsonl", import.meta.url);

/** Definitions that a server accepts, by name. */
export const pushBases: Readonly<Record<string, unknown>> = JSON.parse(textOf("push-bases.json"));

/** Every recorded verdict. */
export function readPushVerdicts(): readonly PushVerdict[] {
  return textOf("push-verdicts.jsonl")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

/** The definition of a verdict; what is put is kept as it is written, so that 1.0 stays 1.0. */
export function definitionOf(verdict: PushVerdict): string {
  return edited(pushBases[verdict.base], verdict.at.split("/").slice(1), verdict) ?? "";
}

type Edit = Pick<PushVerdict, "put" | "key">;

function edited(value: unknown, path: readonly string[], edit: Edit): string | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return edit.key === undefined ? edit.put : JSON.stringify(value);
  if (Array.isArray(value)) {
    const items = value.map((item, at) => (String(at) === first ? edited(item, rest, edit) : JSON.stringify(item)));
    const added = Number(first) === value.length ? [edit.put] : [];
    return `[${[...items, ...added].filter((item) => item !== undefined).join()}]`;
  }
  const fields = value as Readonly<Record<string, unknown>>;
  const entries = Object.entries(fields).flatMap(([key, item]) => {
    const text = key === first ? edited(item, rest, edit) : JSON.stringify(item);
    const name = key === first && rest.length === 0 ? (edit.key ?? key) : key;
    return text === undefined ? [] : [`${JSON.stringify(name)}:${text}`];
  });
  const added = first in fields || edit.put === undefined ? [] : [`${JSON.stringify(first)}:${edit.put}`];
  return `{${[...entries, ...added].join()}}`;
}
