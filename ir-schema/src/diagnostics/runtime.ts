import { type DiagnosticEntry, entry } from "./diagnostic.js";

/** STV71xx: what can go wrong while a workflow is played on one machine. */
export const runtimeDiagnostics: {
  "run-param-unknown": DiagnosticEntry<{ param: string; workflow: string; known: string }>;
  "run-param-missing": DiagnosticEntry<{ param: string; workflow: string }>;
  "run-param-type": DiagnosticEntry<{ param: string; problem: string }>;
  "run-param-bound": DiagnosticEntry<{ param: string; found: string; expected: string }>;
  "run-param-constant": DiagnosticEntry<{ param: string }>;
  "run-param-cycle": DiagnosticEntry<{ params: string }>;
  "run-param-default": DiagnosticEntry<{ param: string; problem: string }>;
  "run-graph": DiagnosticEntry<{ workflow: string; problem: string }>;
  "run-workflow-missing": DiagnosticEntry<{ step: string; workflow: string }>;
  "run-output": DiagnosticEntry<{ output: string; problem: string }>;
  "run-timeout": DiagnosticEntry<{ workflow: string; after: string }>;
  "step-expression": DiagnosticEntry<{ step: string; what: string; problem: string }>;
  "step-value-absent": DiagnosticEntry<{ step: string; what: string }>;
  "step-input-type": DiagnosticEntry<{ step: string; input: string; problem: string }>;
  "step-exit": DiagnosticEntry<{ step: string; exitCode: number; lastLines: string; log: string }>;
  "step-killed": DiagnosticEntry<{ step: string; signal: string; lastLines: string; log: string }>;
  "step-timeout": DiagnosticEntry<{ step: string; after: string }>;
  "step-output-missing": DiagnosticEntry<{ step: string; output: string; type: string }>;
  "step-output-type": DiagnosticEntry<{ step: string; output: string; problem: string }>;
  "step-output-unreadable": DiagnosticEntry<{ step: string; problem: string; file: string }>;
  "step-unsupported": DiagnosticEntry<{ step: string; kind: string }>;
  "step-custom-unknown": DiagnosticEntry<{ step: string; type: string; known: string }>;
  "step-custom-failed": DiagnosticEntry<{ step: string; type: string; problem: string }>;
  "step-http-status": DiagnosticEntry<{ step: string; status: number; url: string; body: string }>;
  "step-http-failed": DiagnosticEntry<{ step: string; url: string; problem: string }>;
  "step-http-request": DiagnosticEntry<{ step: string; problem: string }>;
  "python-missing": DiagnosticEntry<{ step: string; python: string }>;
  "python-harness-missing": DiagnosticEntry<{ step: string; harness: string }>;
  "python-module-missing": DiagnosticEntry<{ step: string; module: string; directory: string }>;
  "step-python-error": DiagnosticEntry<{ step: string; error: string; traceback: string }>;
  "step-launch": DiagnosticEntry<{ step: string; problem: string }>;
  "foreach-collect-absent": DiagnosticEntry<{ step: string; output: string; iteration: number }>;
  "while-limit": DiagnosticEntry<{ step: string; limit: number }>;
  "nesting-depth": DiagnosticEntry<{ step: string; limit: number }>;
  "signal-never": DiagnosticEntry<{ step: string; signal: string }>;
  "state-unwritable": DiagnosticEntry<{ path: string; problem: string }>;
  "state-full": DiagnosticEntry<{ path: string }>;
  "state-corrupt": DiagnosticEntry<{ path: string; problem: string }>;
  "run-unknown": DiagnosticEntry<{ run: string; path: string }>;
  "run-locked": DiagnosticEntry<{ run: string; pid: number }>;
} = {
  "run-param-unknown": entry(
    "STV7101",
    "error",
    ({ param, workflow }) => `The workflow "${workflow}" has no param "${param}".`,
    ({ known }) => (known === "" ? "It takes no params." : `Its params are ${known}.`),
  ),
  "run-param-missing": entry(
    "STV7102",
    "error",
    ({ param, workflow }) => `The param "${param}" of "${workflow}" has no default and was given no value.`,
    ({ param }) => `Give it: --param ${param}=VALUE.`,
  ),
  "run-param-type": entry(
    "STV7103",
    "error",
    ({ param, problem }) => `The value of the param "${param}" does not fit its type: ${problem}.`,
  ),
  "run-param-bound": entry(
    "STV7104",
    "error",
    ({ param, found, expected }) => `The param "${param}" is ${found}, but ${expected} is expected.`,
  ),
  "run-param-constant": entry(
    "STV7105",
    "error",
    ({ param }) => `The param "${param}" is constant and was given a value.`,
    () => "Leave it out, or change its mode in the workflow.",
  ),
  "run-param-cycle": entry(
    "STV7106",
    "error",
    ({ params }) => `The defaults of the params ${params} need each other.`,
    () => "Give one of them a value, or a default that does not refer to the others.",
  ),
  "run-param-default": entry(
    "STV7107",
    "error",
    ({ param, problem }) => `The default of the param "${param}" has no value: ${problem}.`,
  ),
  "run-graph": entry(
    "STV7108",
    "error",
    ({ workflow, problem }) => `The steps of "${workflow}" cannot be played: ${problem}.`,
    () => "Compile the workflow again; `stave check` finds this before a run.",
  ),
  "run-workflow-missing": entry(
    "STV7109",
    "error",
    ({ step, workflow }) => `The step "${step}" runs the workflow "${workflow}", which is not here.`,
    () => "Export that workflow from the same file, or pass its file as well.",
  ),
  "run-output": entry(
    "STV7110",
    "error",
    ({ output, problem }) => `The output "${output}" of the workflow has no value: ${problem}.`,
  ),
  "run-timeout": entry(
    "STV7111",
    "error",
    ({ workflow, after }) => `The workflow "${workflow}" did not end within ${after}.`,
  ),
  "step-expression": entry(
    "STV7120",
    "error",
    ({ step, what, problem }) => `${what} of the step "${step}" has no value: ${problem}.`,
  ),
  "step-value-absent": entry(
    "STV7121",
    "error",
    ({ step, what }) => `${what} of the step "${step}" reads an output of a step that gave none.`,
    () => "That step was skipped, or failed and was ignored; give another choice with firstOf(...).",
  ),
  "step-input-type": entry(
    "STV7122",
    "error",
    ({ step, input, problem }) => `The input "${input}" of the step "${step}" does not fit its type: ${problem}.`,
  ),
  "step-exit": entry(
    "STV7123",
    "error",
    ({ step, exitCode, lastLines }) => `The step "${step}" ended with exit code ${exitCode}${lastLines}.`,
    ({ log }) => `Its full log is in ${log}.`,
  ),
  "step-killed": entry(
    "STV7124",
    "error",
    ({ step, signal, lastLines }) => `The step "${step}" was killed by ${signal}${lastLines}.`,
    ({ signal, log }) =>
      `${signal === "SIGKILL" ? "Something outside killed it, often because memory ran out. " : ""}Its log is in ${log}.`,
  ),
  "step-timeout": entry(
    "STV7125",
    "error",
    ({ step, after }) => `The step "${step}" did not end within its timeout of ${after}.`,
    () => "Raise its timeout, or retry timeouts with retry.on.",
  ),
  "step-output-missing": entry(
    "STV7126",
    "error",
    ({ step, output, type }) => `The step "${step}" ended without its output "${output}" (${type}).`,
    ({ output }) => `Return it, or write it to $STAVE_OUTPUT as {"${output}": ...}.`,
  ),
  "step-output-type": entry(
    "STV7127",
    "error",
    ({ step, output, problem }) => `The output "${output}" of the step "${step}" does not fit its type: ${problem}.`,
  ),
  "step-output-unreadable": entry(
    "STV7128",
    "error",
    ({ step, problem }) => `The outputs of the step "${step}" cannot be read: ${problem}.`,
    ({ file }) => `Write one JSON object to $STAVE_OUTPUT (${file}).`,
  ),
  "step-unsupported": entry(
    "STV7129",
    "error",
    ({ step, kind }) => `The local runtime does not play ${kind} steps, and "${step}" is one.`,
    () => "Push the workflow to Maestro, or use a python, shell or http step.",
  ),
  "step-custom-unknown": entry(
    "STV7130",
    "error",
    ({ step, type }) => `The step "${step}" has the type "${type}", for which no handler is registered.`,
    ({ known }) => `Pass one in the option custom${known === "" ? "" : `; registered are ${known}`}.`,
  ),
  "step-custom-failed": entry(
    "STV7131",
    "error",
    ({ step, type, problem }) => `The handler of "${type}" failed in the step "${step}": ${problem}.`,
  ),
  "step-http-status": entry(
    "STV7132",
    "error",
    ({ step, status, url, body }) => `The step "${step}" got the status ${status} from ${url}${body}.`,
  ),
  "step-http-failed": entry(
    "STV7133",
    "error",
    ({ step, url, problem }) => `The step "${step}" could not reach ${url}: ${problem}.`,
  ),
  "step-http-request": entry(
    "STV7134",
    "error",
    ({ step, problem }) => `The step "${step}" makes no valid HTTP request: ${problem}.`,
  ),
  "python-missing": entry(
    "STV7135",
    "error",
    ({ step, python }) => `The step "${step}" needs Python, but "${python}" was not found.`,
    () => "Install Python 3.9 or later, or name it in STAVE_PYTHON.",
  ),
  "python-harness-missing": entry(
    "STV7136",
    "error",
    ({ step, harness }) => `The step "${step}" needs the Python harness, which is not at ${harness}.`,
    () => "Install stave again, or pass the option pythonHarness.",
  ),
  "python-module-missing": entry(
    "STV7137",
    "error",
    ({ step, module, directory }) => `The step "${step}" calls a function of ${module}, which is not in ${directory}.`,
    () => "Run from the project's root, or compile again if the file moved.",
  ),
  "step-python-error": entry(
    "STV7138",
    "error",
    ({ step, error, traceback }) => `The step "${step}" failed: ${error}${traceback}`,
  ),
  "step-launch": entry(
    "STV7139",
    "error",
    ({ step, problem }) => `The step "${step}" could not be started: ${problem}.`,
  ),
  "foreach-collect-absent": entry(
    "STV7140",
    "error",
    ({ step, output, iteration }) =>
      `The loop "${step}" collects "${output}", but iteration ${iteration} gave no value for it.`,
    () => "Its step was skipped there; collect firstOf(...) or a nullable value.",
  ),
  "while-limit": entry(
    "STV7141",
    "error",
    ({ step, limit }) => `The loop "${step}" ran ${limit} times and its condition still holds.`,
    () => "Raise its limit, or change what its condition waits for.",
  ),
  "nesting-depth": entry(
    "STV7142",
    "error",
    ({ step, limit }) => `The step "${step}" nests workflows and loops deeper than ${limit}.`,
    () => "Does a workflow run itself?",
  ),
  "signal-never": entry(
    "STV7143",
    "error",
    ({ step, signal }) =>
      `The step "${step}" waits for the signal "${signal}", but nothing is left that could announce it.`,
    () => "Give the signal when the run starts, or let another step announce it.",
  ),
  "state-unwritable": entry(
    "STV7150",
    "error",
    ({ path, problem }) => `The state of the run cannot be written to ${path}: ${problem}.`,
    () => "Make the folder writable, or choose another state folder.",
  ),
  "state-full": entry(
    "STV7151",
    "error",
    ({ path }) => `The disk that holds ${path} is full.`,
    () => "Free some space, then resume the run; nothing that finished is lost.",
  ),
  "state-corrupt": entry(
    "STV7152",
    "error",
    ({ path, problem }) => `The run store ${path} cannot be read: ${problem}.`,
    () => "Move the file away to start with an empty store, or restore a copy.",
  ),
  "run-unknown": entry("STV7153", "error", ({ run, path }) => `There is no run "${run}" in ${path}.`),
  "run-locked": entry(
    "STV7154",
    "error",
    ({ run, pid }) => `The run "${run}" is being played by the process ${pid}.`,
    () => "Wait for it, or end that process before you resume.",
  ),
};
