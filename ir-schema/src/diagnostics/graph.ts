import { type DiagnosticEntry, entry } from "./diagnostic.js";

/** STV3xxx: ids, edges, scopes and what can run. */
export const graphDiagnostics: {
  "duplicate-step-id": DiagnosticEntry<{ step: string }>;
  "bad-id": DiagnosticEntry<{ what: string; id: string; problem: string }>;
  "reserved-id": DiagnosticEntry<{ what: string; id: string }>;
  "long-id": DiagnosticEntry<{ what: string; id: string; length: number; limit: number }>;
  "duplicate-workflow-id": DiagnosticEntry<{ workflow: string }>;
  "unknown-step": DiagnosticEntry<{ step: string; by: string }>;
  "unknown-output": DiagnosticEntry<{ step: string; output: string; known: string }>;
  "unknown-param": DiagnosticEntry<{ param: string }>;
  "unknown-loop": DiagnosticEntry<{ step: string; variable: string }>;
  "unreachable-step": DiagnosticEntry<{ step: string; by: string }>;
  cycle: DiagnosticEntry<{ steps: string }>;
  "never-runs": DiagnosticEntry<{ step: string; why: string }>;
  "maybe-skipped": DiagnosticEntry<{ by: string; step: string }>;
  "not-upstream": DiagnosticEntry<{ by: string; step: string }>;
  "no-steps": DiagnosticEntry<{ where: string }>;
  "unused-output": DiagnosticEntry<{ step: string; function: string }>;
  "condition-constant": DiagnosticEntry<{ step: string; value: string }>;
  "loop-never-ends": DiagnosticEntry<{ step: string }>;
  "empty-loop": DiagnosticEntry<{ step: string; variable: string }>;
  "unused-loop-variable": DiagnosticEntry<{ step: string; variable: string }>;
  "duplicate-need": DiagnosticEntry<{ step: string; need: string }>;
  "output-may-be-absent": DiagnosticEntry<{ what: string; step: string }>;
} = {
  "duplicate-step-id": entry(
    "STV3001",
    "error",
    ({ step }) => `The step id "${step}" is used twice.`,
    () => "Step ids are unique over the whole workflow, loops included; give one of them another id.",
  ),
  "bad-id": entry(
    "STV3002",
    "error",
    ({ what, id, problem }) => `The ${what} "${id}" ${problem}.`,
    ({ what }) =>
      what === "param" || what === "loop variable"
        ? "Use letters, digits and `_`; begin with a letter or `_`."
        : "Use letters, digits, `_`, `-` and `.`; begin with a letter or `_`.",
  ),
  "reserved-id": entry(
    "STV3003",
    "error",
    ({ what, id }) => `The ${what} "${id}" is reserved.`,
    () => "Choose a name that does not begin with `maestro_`, end with `_maestro`, or hold `__`.",
  ),
  "long-id": entry(
    "STV3004",
    "error",
    ({ what, id, length, limit }) => `The ${what} "${id.slice(0, 20)}…" has ${length} characters, more than ${limit}.`,
    () => "Shorten it and put the rest into `name` or `description`.",
  ),
  "duplicate-workflow-id": entry(
    "STV3005",
    "error",
    ({ workflow }) => `Two workflows have the id "${workflow}".`,
    () => "Workflow ids are unique in a module; the second would replace the first.",
  ),
  "unknown-step": entry("STV3006", "error", ({ step, by }) => `${by} refers to step "${step}", which does not exist.`),
  "unknown-output": entry(
    "STV3007",
    "error",
    ({ step, output }) => `Step "${step}" has no output "${output}".`,
    ({ known }) => (known ? `It has ${known}.` : "It has no outputs."),
  ),
  "unknown-param": entry(
    "STV3008",
    "error",
    ({ param }) => `The workflow has no param "${param}".`,
    () => "Declare it under `params`.",
  ),
  "unknown-loop": entry(
    "STV3009",
    "error",
    ({ step, variable }) => `"${variable}" is not a variable of an enclosing loop "${step}".`,
    () => "Loop variables exist only in the body of their loop.",
  ),
  "unreachable-step": entry(
    "STV3010",
    "error",
    ({ step, by }) => `${by} refers to step "${step}", which is inside a loop it is not part of.`,
    () => "Return the value from the loop's body and use the loop's output.",
  ),
  cycle: entry(
    "STV3011",
    "error",
    ({ steps }) => `The steps ${steps} wait for each other.`,
    () => "Remove one of the edges.",
  ),
  "never-runs": entry(
    "STV3012",
    "error",
    ({ step, why }) => `Step "${step}" can never run: ${why}.`,
    () => 'Merge the arms with firstOf(…), or give it { join: "any" }.',
  ),
  "maybe-skipped": entry(
    "STV3013",
    "error",
    ({ by, step }) => `${by} reads step "${step}", which may have been skipped when it runs.`,
    () => "Use firstOf(…) with a value that is there in the other case.",
  ),
  "not-upstream": entry(
    "STV3014",
    "error",
    ({ by, step }) => `${by} reads step "${step}" without waiting for it.`,
    ({ step }) => `Add "${step}" to its \`needs\`.`,
  ),
  "no-steps": entry(
    "STV3015",
    "error",
    ({ where }) => `${where} has no steps.`,
    () => "Place at least one with w.step(…).",
  ),
  "unused-output": entry(
    "STV3016",
    "warning",
    ({ step, function: name }) => `Nothing uses what step "${step}" gives, and ${name} has no other use by its name.`,
    () => "Use an output, return it from the workflow, or say that order is meant with `after`.",
  ),
  "condition-constant": entry(
    "STV3017",
    "warning",
    ({ step, value }) => `The condition of "${step}" is always ${value}.`,
    () => "Remove the branch, or make the condition depend on something.",
  ),
  "loop-never-ends": entry(
    "STV3018",
    "warning",
    ({ step }) => `The condition of loop "${step}" does not change between iterations and there is no limit.`,
    () => "Return the next value of a variable the condition reads, or give { limit }.",
  ),
  "empty-loop": entry(
    "STV3019",
    "warning",
    ({ step, variable }) => `Loop "${step}" never runs: the list of "${variable}" is empty.`,
    () => "Give it items, or remove the loop.",
  ),
  "unused-loop-variable": entry(
    "STV3020",
    "warning",
    ({ step, variable }) => `The body of loop "${step}" never uses "${variable}", so every iteration does the same.`,
    ({ variable }) => `Pass ${variable} to a step of the body.`,
  ),
  "duplicate-need": entry(
    "STV3021",
    "error",
    ({ step, need }) => `Step "${step}" needs "${need}" twice.`,
    () => "Keep one of the two edges.",
  ),
  "output-may-be-absent": entry(
    "STV3022",
    "warning",
    ({ what, step }) => `${what} is absent from the run's outputs whenever step "${step}" is skipped.`,
    () => "Return firstOf(…) with a value for the other case, or return it only where it is always there.",
  ),
};
