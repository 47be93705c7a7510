import type { MaestroType } from "../definition.js";
import type { StepModel } from "../model/definition-model.js";
import { table } from "../table.js";
import { stepKindName } from "./default-params.js";

/** The entries of a MAP with their types. */
export type Entries = Readonly<Record<string, MaestroType>>;

const CONTAINER: Entries = table({
  image: "STRING",
  app_name: "STRING",
  cpu: "STRING",
  disk: "STRING",
  gpu: "STRING",
  memory: "STRING",
  job_deduplication_key: "STRING",
  owner_email: "STRING",
  entrypoint: "STRING",
  command: "STRING_ARRAY",
  args: "STRING_ARRAY",
  env: "STRING_MAP",
  pre_stop: "MAP",
});
const HTTP: Entries = table({ url: "STRING", method: "STRING", headers: "STRING_MAP", body: "STRING" });
const NOTEBOOK: Entries = table({
  input_path: "STRING",
  output_path: "STRING",
  run_id: "STRING",
  init_command: "STRING",
  git_repo: "STRING",
  git_branch: "STRING",
  git_commit: "STRING",
  git_submodules: "BOOLEAN",
  papermill_arguments: "STRING_ARRAY",
});

/** A MAP that a kind of step has of its own. */
export interface MapRule {
  readonly param: string;
  readonly entries: Entries;
  readonly required: readonly string[];
  /** Whether Maestro passes over what it does not know. */
  readonly isLenient?: true;
}

/** The MAPs of each kind of step. */
export const KIND_MAPS: Readonly<Record<string, readonly MapRule[]>> = {
  Http: [{ param: "http", entries: HTTP, required: ["url"] }],
  Kubernetes: [{ param: "kubernetes", entries: CONTAINER, required: ["image"] }],
  Notebook: [
    { param: "kubernetes", entries: CONTAINER, required: ["image"] },
    { param: "notebook", entries: NOTEBOOK, required: ["input_path"], isLenient: true },
  ],
};

/** The entries of `pre_stop`. */
export const PRE_STOP: Entries = table({ exec: "MAP" });
/** The entries of `exec` in `pre_stop`. */
export const EXEC: Entries = table({ command: "STRING_ARRAY" });

/** Entries that Maestro reads where they are given, yet has no default of. */
export const OWN_TYPED: ReadonlySet<string> = new Set(["git_submodules", "entrypoint"]);

/** Entries that Maestro leaves out when they have neither a value nor an expression. */
const OPTIONAL = new Set(
  (
    "cpu disk gpu memory command args job_deduplication_key owner_email pre_stop exec body " +
    "git_repo git_branch git_commit papermill_arguments"
  ).split(" "),
);

/** The type an entry of a step's own MAP keeps whatever it declares; `path` names the param and the entries. */
export function keptEntryType(step: StepModel, path: readonly string[]): MaestroType | undefined {
  const [name, entry = "", ...rest] = path;
  const rule = KIND_MAPS[stepKindName(step)]?.find(({ param }) => param === name);
  if (rule === undefined || OWN_TYPED.has(entry)) return undefined;
  if (rest.length === 0) return rule.entries[entry];
  const [hook, command] = rest;
  if (entry !== "pre_stop" || rule.entries[entry] === undefined || hook !== "exec") return undefined;
  return command === undefined ? "MAP" : EXEC[command];
}

/** Whether an entry of a step's own MAP may be empty. */
export function isOptionalEntry(step: StepModel, path: readonly string[]): boolean {
  return keptEntryType(step, path) !== undefined && OPTIONAL.has(path.at(-1) ?? "");
}
