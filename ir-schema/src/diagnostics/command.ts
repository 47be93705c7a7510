import { type DiagnosticEntry, entry } from "./diagnostic.js";

/** STV79xx and STV90xx: the command line and what surrounds it. */
export const commandDiagnostics: {
  "file-system": DiagnosticEntry<{ action: string; path: string; problem: string }>;
  "bad-param-text": DiagnosticEntry<{ text: string }>;
  "bad-json-file": DiagnosticEntry<{ file: string; problem: string }>;
  "which-workflow": DiagnosticEntry<{ file: string; ids: string }>;
  "unknown-workflow": DiagnosticEntry<{ id: string; ids: string }>;
  "no-run-to-resume": DiagnosticEntry<{ folder: string }>;
  "no-server": DiagnosticEntry<{ what: string }>;
  "unknown-code": DiagnosticEntry<{ code: string }>;
  "file-exists": DiagnosticEntry<{ file: string }>;
  "unknown-file-kind": DiagnosticEntry<{ file: string }>;
  "no-typescript": DiagnosticEntry<{ folder: string }>;
  "missing-argument-of-command": DiagnosticEntry<{ what: string }>;
  "yaml-needs-maestro": DiagnosticEntry<object>;
  "nothing-found": DiagnosticEntry<{ what: string }>;
  "not-a-workflow-file": DiagnosticEntry<{ file: string; expected: string }>;
  "nothing-to-restart": DiagnosticEntry<{ run: string }>;
  "bad-installation-file": DiagnosticEntry<{ file: string; at: string; problem: string }>;
  defect: DiagnosticEntry<{ problem: string }>;
} = {
  "file-system": entry(
    "STV7902",
    "error",
    ({ action, path, problem }) => `Cannot ${action} ${path || "a file"}: ${problem}.`,
    () => "Nothing was half-written; mend it and run the command again.",
  ),
  "bad-param-text": entry(
    "STV7903",
    "error",
    ({ text }) => `"${text}" is not name=value.`,
    () => "Write --param name=value.",
  ),
  "bad-json-file": entry("STV7904", "error", ({ file, problem }) => `${file} is not JSON: ${problem}.`),
  "which-workflow": entry(
    "STV7905",
    "error",
    ({ file, ids }) => `${file} exports several workflows: ${ids}.`,
    () => "Choose one with --workflow <id>.",
  ),
  "unknown-workflow": entry(
    "STV7906",
    "error",
    ({ id, ids }) => `There is no workflow "${id}" here; there is ${ids || "none"}.`,
  ),
  "no-run-to-resume": entry(
    "STV7907",
    "error",
    ({ folder }) => `No run was cut off in ${folder}.`,
    () => "`stave runs` lists the runs of this project.",
  ),
  "no-server": entry(
    "STV7908",
    "error",
    ({ what }) => `${what} is not given.`,
    () => "Pass --url http://host:8080, or set STAVE_URL.",
  ),
  "unknown-code": entry(
    "STV7909",
    "error",
    ({ code }) => `There is no finding ${code}.`,
    () => "`stave explain` lists all of them.",
  ),
  "file-exists": entry(
    "STV7910",
    "error",
    ({ file }) => `${file} exists already.`,
    () => "Choose an empty folder, or pass --force to write over it.",
  ),
  "unknown-file-kind": entry(
    "STV7911",
    "error",
    ({ file }) => `${file} is neither a TypeScript module nor JSON nor YAML.`,
    () => "Name a .ts, .mts, .js, .json, .yaml or .yml file.",
  ),
  "no-typescript": entry(
    "STV7912",
    "error",
    ({ folder }) => `There is no TypeScript compiler in ${folder}.`,
    () => "Install one: npm install --save-dev typescript.",
  ),
  "missing-argument-of-command": entry(
    "STV7913",
    "error",
    ({ what }) => `${what} is missing.`,
    () => "The command's --help shows its arguments.",
  ),
  "yaml-needs-maestro": entry(
    "STV7914",
    "error",
    () => "The IR is written as JSON only.",
    () => "Pass --target maestro for YAML.",
  ),
  "not-a-workflow-file": entry(
    "STV7915",
    "error",
    ({ file, expected }) => `${file} is not ${expected}.`,
    () => "Maestro definitions are for `stave check`, `stave import` and `stave push`.",
  ),
  "nothing-found": entry(
    "STV7918",
    "error",
    ({ what }) => `Nothing in ${what} defines a workflow.`,
    () => "Name a folder or a pattern in quotes, such as 'flows/**/*.ts', that holds modules or definitions.",
  ),
  "bad-installation-file": entry(
    "STV7916",
    "error",
    ({ file, at, problem }) => `${file} does not describe an installation of Maestro${at && ` at ${at}`}: ${problem}.`,
    () => 'Write { "defaultImage": "registry/name:tag", "customTypes": { "acme/score": { "type": "Kubernetes" } } }.',
  ),
  "nothing-to-restart": entry(
    "STV7919",
    "error",
    ({ run }) => `${run} succeeded, so nothing of it is incomplete.`,
    () => "Pass --from beginning to play all of it again.",
  ),
  defect: entry(
    "STV9003",
    "error",
    ({ problem }) => `Stave has a defect: ${problem}`,
    () => "Please report it; --debug prints where it happened.",
  ),
};
