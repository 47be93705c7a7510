import { type DiagnosticEntry, entry } from "./diagnostic.js";

/** STV1xxx: the builder's calls. */
export const builderDiagnostics: {
  "ref-used-as-value": DiagnosticEntry<{ ref: string; use: string; instead: string }>;
  "foreign-ref": DiagnosticEntry<{ ref: string; workflow: string; other: string }>;
  "escaped-ref": DiagnosticEntry<{ ref: string; loop: string }>;
  "mixed-loops": DiagnosticEntry<{ one: string; other: string }>;
  "unknown-argument": DiagnosticEntry<{ argument: string; call: string; step: string }>;
  "missing-argument": DiagnosticEntry<{ argument: string; call: string; step: string }>;
  "not-a-step-call": DiagnosticEntry<{ step: string; found: string }>;
  "not-a-ref": DiagnosticEntry<{ what: string; found: string }>;
  "body-threw": DiagnosticEntry<{ workflow: string; problem: string }>;
  "compiler-missing": DiagnosticEntry<{ call: string }>;
  "any-join-in-arm": DiagnosticEntry<{ step: string; gate: string }>;
  "merge-with-other-inputs": DiagnosticEntry<{ step: string; other: string }>;
  "not-a-workflow": DiagnosticEntry<{ step: string; found: string }>;
  "recursive-subworkflow": DiagnosticEntry<{ workflow: string }>;
  "unknown-loop-variable": DiagnosticEntry<{ variable: string; step: string }>;
  "async-body": DiagnosticEntry<{ where: string }>;
  "unknown-option": DiagnosticEntry<{ option: string; where: string; meant: string | undefined }>;
  "ref-tested": DiagnosticEntry<{ ref: string; use: string; instead: string }>;
  "ref-compared": DiagnosticEntry<{ ref: string; operator: string; instead: string }>;
  "ref-typeof": DiagnosticEntry<{ ref: string }>;
  "ref-switch": DiagnosticEntry<{ ref: string }>;
  "only-in-lambdas": DiagnosticEntry<{ name: string }>;
  "edge-into-loop": DiagnosticEntry<{ step: string; from: string; loop: string }>;
} = {
  "ref-used-as-value": entry(
    "STV1001",
    "error",
    ({ ref, use }) => `The ${ref} is ${use}, but its value is not known before the workflow runs.`,
    ({ instead }) => `Write ${instead}.`,
  ),
  "foreign-ref": entry(
    "STV1002",
    "error",
    ({ ref, workflow, other }) => `The ${ref} belongs to workflow "${other}" and cannot be used in "${workflow}".`,
    () => "Pass the value as a param, or call the other workflow with w.subworkflow.",
  ),
  "escaped-ref": entry(
    "STV1003",
    "error",
    ({ ref, loop }) => `The ${ref} exists only inside the loop "${loop}", but it is used outside of it.`,
    ({ loop }) => `Return it from the body of "${loop}"; the loop's outputs then hold one value an iteration.`,
  ),
  "mixed-loops": entry(
    "STV1004",
    "error",
    ({ one, other }) => `An expression mixes values of the loops "${one}" and "${other}", which never run together.`,
    () => "Nest one loop in the other, or go over both lists in one foreach.",
  ),
  "unknown-argument": entry(
    "STV1005",
    "error",
    ({ argument, call, step }) => `Step "${step}" passes "${argument}", which ${call} does not take.`,
  ),
  "missing-argument": entry(
    "STV1006",
    "error",
    ({ argument, call, step }) => `Step "${step}" does not pass "${argument}", which ${call} needs.`,
    ({ argument }) => `Pass ${argument}.`,
  ),
  "not-a-step-call": entry(
    "STV1007",
    "error",
    ({ step, found }) => `Step "${step}" is given ${found} instead of a step call.`,
    () => "Call the step type: w.step(id, fit({ … })).",
  ),
  "not-a-ref": entry(
    "STV1008",
    "error",
    ({ what, found }) => `${what} is ${found}, but a ref is expected.`,
    () => "Use a param, an output of a step, or expr(…).",
  ),
  "body-threw": entry(
    "STV1009",
    "error",
    ({ workflow, problem }) => `The body of workflow "${workflow}" threw: ${problem}`,
  ),
  "compiler-missing": entry(
    "STV1010",
    "error",
    ({ call }) => `\`${call}\` needs the compiler, which is not loaded.`,
    () => 'Import from "stave" rather than from "@stave/sdk".',
  ),
  "any-join-in-arm": entry(
    "STV1011",
    "error",
    ({ step, gate }) => `Step "${step}" joins with "any" but reads only steps outside its branch "${gate}".`,
    () => "Place the merging step before the branch, and use its output inside.",
  ),
  "merge-with-other-inputs": entry(
    "STV1012",
    "error",
    ({ step, other }) =>
      `Step "${step}" uses firstOf together with step "${other}"; the two need different join rules.`,
    () => 'Merge first: const merged = w.step("merged", noop({ value: firstOf(a, b) })), then use merged.value.',
  ),
  "not-a-workflow": entry(
    "STV1013",
    "error",
    ({ step, found }) => `Subworkflow step "${step}" is given ${found} instead of a workflow.`,
    () => "Pass what workflow(…) returned.",
  ),
  "recursive-subworkflow": entry(
    "STV1014",
    "error",
    ({ workflow }) => `Workflow "${workflow}" calls itself, directly or through others.`,
    () => "Use w.while for repetition.",
  ),
  "unknown-loop-variable": entry(
    "STV1015",
    "error",
    ({ variable, step }) => `The body of "${step}" returns "${variable}", which is not a variable of the loop.`,
    ({ variable }) => `Declare it: { ${variable}: p.…(first value) }.`,
  ),
  "async-body": entry(
    "STV1016",
    "error",
    ({ where }) => `The body of ${where} is async, but steps must be placed before it returns.`,
    () => "Load data before: export default an async generator, or use top-level await.",
  ),
  "unknown-option": entry(
    "STV1017",
    "error",
    ({ option, where }) => `${where} has the unknown option "${option}".`,
    ({ meant }) => (meant === undefined ? "Remove it." : `Did you mean "${meant}"?`),
  ),
  "ref-tested": entry(
    "STV1018",
    "error",
    ({ ref, use }) =>
      `${use} asks whether the ref \`${ref}\` is there, not for its value: the answer is always the same.`,
    ({ instead }) => `Write ${instead}.`,
  ),
  "ref-compared": entry(
    "STV1019",
    "error",
    ({ ref, operator }) =>
      `\`${operator}\` compares the ref \`${ref}\` itself, not its value: the answer is always the same.`,
    ({ instead }) => `Write ${instead}, or compare inside expr(…).`,
  ),
  "ref-typeof": entry(
    "STV1020",
    "error",
    ({ ref }) => `\`typeof\` tells the type of the ref \`${ref}\` itself, not of its value.`,
    () => "A ref's type is known from where it comes from; look at its hover.",
  ),
  "ref-switch": entry(
    "STV1021",
    "error",
    ({ ref }) => `\`switch\` compares the ref \`${ref}\` itself with its cases: none will match.`,
    () => "Use w.when(…) for steps, or a conditional inside expr(…) for values.",
  ),
  "only-in-lambdas": entry(
    "STV1024",
    "error",
    ({ name }) => `\`${name}\` is used outside of a lambda, but only the lambdas of expr(…) know it.`,
    () => "Write expr(ref, (value) => …) around it; outside, give dates and times as ISO text.",
  ),
  "edge-into-loop": entry(
    "STV1025",
    "error",
    ({ step, from, loop }) =>
      `The edge from "${from}" to "${step}" has a condition, but "${step}" is inside the loop "${loop}", which waits for "${from}" as a whole.`,
    ({ from, loop }) => `Give it to the loop: { after: [{ step: ${from}, when: … }] } among the options of "${loop}".`,
  ),
};
