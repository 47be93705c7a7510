import { type DiagnosticEntry, entry } from "./diagnostic.js";

/** STV60xx: what a workflow asks for and Maestro cannot give. */
export const targetDiagnostics: {
  "target-name": DiagnosticEntry<{ what: string; problem: string }>;
  "target-type": DiagnosticEntry<{ what: string; type: string; instead?: string | undefined }>;
  "target-null": DiagnosticEntry<{ what: string }>;
  "target-expression": DiagnosticEntry<{ what: string; problem: string }>;
  "target-unsupported": DiagnosticEntry<{ what: string; problem: string; instead?: string | undefined }>;
  "target-image": DiagnosticEntry<{ step: string; environment: string }>;
  "target-limit": DiagnosticEntry<{ what: string; found: string; limit: string; cut?: string | undefined }>;
  "target-dollar": DiagnosticEntry<{ what: string; text: string }>;
  "target-not-visible": DiagnosticEntry<{ what: string; place: string }>;
  "target-constant": DiagnosticEntry<{ what: string }>;
  "target-ignored": DiagnosticEntry<{ what: string; problem: string }>;
  "dsl-cannot-say": DiagnosticEntry<{ what: string; where: string }>;
  "dsl-sets": DiagnosticEntry<{ workflow: string }>;
} = {
  "target-name": entry(
    "STV6001",
    "error",
    ({ what, problem }) => `Maestro does not take the name of ${what}: ${problem}.`,
    () => "Choose a name of letters, digits and single underscores that starts with a letter.",
  ),
  "target-type": entry(
    "STV6002",
    "error",
    ({ what, type }) => `Maestro has no type for ${what}, which is ${type}.`,
    ({ instead }) => instead ?? "Pass text, numbers, bools, lists of those, or maps and structs of those.",
  ),
  "target-null": entry(
    "STV6003",
    "error",
    ({ what }) => `${what} may be null, and Maestro cannot look into what may be null here.`,
    () => "Hand it on whole, or let an empty list or map stand for none.",
  ),
  "target-expression": entry(
    "STV6004",
    "error",
    ({ what, problem }) => `The expression of ${what} cannot be written in SEL: ${problem}.`,
    () => "Compute it in a step, or write it with `sel`.",
  ),
  "target-unsupported": entry(
    "STV6005",
    "error",
    ({ what, problem }) => `Maestro cannot play ${what}: ${problem}.`,
    ({ instead }) => instead,
  ),
  "target-image": entry(
    "STV6006",
    "error",
    ({ step, environment }) => `Step "${step}" runs in ${environment}, which names no container image for Maestro.`,
    () =>
      'Declare one, `environments: { tools: { kind: "image", image: "registry/name:tag" } }`, and give the step `environment: "tools"`, or pass --image.',
  ),
  "target-limit": entry(
    "STV6007",
    "error",
    ({ what, found, limit }) => `${what} has ${found}, but Maestro takes at most ${limit}.`,
    ({ cut }) => cut ?? "Split the workflow and join the parts with subworkflow steps.",
  ),
  "target-dollar": entry(
    "STV6009",
    "error",
    ({ what, text }) => `${what} holds ${text}, which Maestro replaces a second time inside loops and subworkflows.`,
    () => "Give the text to the inner step itself, or avoid the dollar sign.",
  ),
  "target-not-visible": entry(
    "STV6010",
    "error",
    ({ what, place }) => `Maestro cannot read ${what} in ${place}.`,
    () => "Compute it in an earlier step and pass that step's output.",
  ),
  "target-constant": entry(
    "STV6011",
    "error",
    ({ what }) => `${what} is computed, but Maestro takes only a constant there.`,
    () => "Write a constant.",
  ),
  "target-ignored": entry("STV6012", "warning", ({ what, problem }) => `${what} has no effect in Maestro: ${problem}.`),
  "dsl-cannot-say": entry(
    "STV6021",
    "error",
    ({ what, where }) => `Maestro's YAML language has no words for ${what} of ${where}.`,
    () => "Write it with --format yaml or --format json, which can say everything.",
  ),
  "dsl-sets": entry(
    "STV6022",
    "warning",
    ({ workflow }) =>
      `In the YAML language each push of "${workflow}" sets the run strategy and the step concurrency, which it leaves open.`,
    () => "Give the workflow a run strategy, or write it with --format yaml or --format json.",
  ),
};
