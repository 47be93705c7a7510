import { type DiagnosticEntry, entry } from "./diagnostic.js";

const written: Readonly<Record<string, string>> = {
  date: 'Write a day of the calendar such as "2026-01-31".',
  timestamp: 'Write a point in time with its zone such as "2026-01-31T06:00:00Z".',
  duration: 'Write "PT1H30M" or { hours: 1, minutes: 30 }.',
};

/** STV40xx: params, literals, limits; STV41xx: triggers and settings. */
export const paramDiagnostics: {
  "literal-type": DiagnosticEntry<{ what: string; found: string; expected: string }>;
  "input-type": DiagnosticEntry<{ step: string; input: string; found: string; expected: string; of: string }>;
  "default-type": DiagnosticEntry<{ param: string; found: string; expected: string }>;
  "default-out-of-bounds": DiagnosticEntry<{ param: string; value: string; bound: string }>;
  "bounds-inverted": DiagnosticEntry<{ param: string; min: string; max: string }>;
  "bound-not-applicable": DiagnosticEntry<{ param: string; bound: string; type: string }>;
  "bad-pattern": DiagnosticEntry<{ param: string; pattern: string; problem: string }>;
  "param-cycle": DiagnosticEntry<{ params: string }>;
  "default-reads-step": DiagnosticEntry<{ param: string; ref: string }>;
  "condition-type": DiagnosticEntry<{ where: string; found: string }>;
  "loop-over-type": DiagnosticEntry<{ step: string; variable: string; found: string }>;
  "next-type": DiagnosticEntry<{ step: string; variable: string; found: string; expected: string }>;
  "timeout-type": DiagnosticEntry<{ where: string; found: string }>;
  "env-type": DiagnosticEntry<{ step: string; variable: string; found: string }>;
  "signal-field-type": DiagnosticEntry<{ step: string; field: string; found: string }>;
  "unused-param": DiagnosticEntry<{ param: string }>;
  "missing-init": DiagnosticEntry<{ step: string; variable: string }>;
  "unknown-workflow-param": DiagnosticEntry<{ workflow: string; param: string; known: string }>;
  "given-param-type": DiagnosticEntry<{ param: string; found: string; expected: string }>;
  "bad-cron": DiagnosticEntry<{ cron: string; problem: string }>;
  "cron-never": DiagnosticEntry<{ cron: string }>;
  "unknown-timezone": DiagnosticEntry<{ timezone: string; suggestion: string | undefined }>;
  "bad-duration": DiagnosticEntry<{ what: string; text: string }>;
  "retry-limit": DiagnosticEntry<{ step: string; limit: string }>;
  "concurrency-range": DiagnosticEntry<{ what: string; value: string; problem: string }>;
  "strategy-concurrency": DiagnosticEntry<{ rule: string; concurrency: number }>;
  "unknown-environment": DiagnosticEntry<{ step: string; environment: string; known: string }>;
  "duplicate-tag": DiagnosticEntry<{ where: string; tag: string }>;
  "bad-signal-name": DiagnosticEntry<{ where: string }>;
  "signal-not-listed": DiagnosticEntry<{ signal: string; where: string }>;
  "unknown-signal-field": DiagnosticEntry<{ signal: string; field: string; known: string }>;
  "duplicate-trigger": DiagnosticEntry<{ trigger: string }>;
  "wait-timeout": DiagnosticEntry<{ step: string }>;
} = {
  "literal-type": entry(
    "STV4001",
    "error",
    ({ what, found, expected }) => `${what} is ${found}, but ${expected} is expected.`,
    ({ expected }) => written[expected],
  ),
  "input-type": entry(
    "STV4002",
    "error",
    ({ step, input, found, expected, of }) =>
      `Argument "${input}" of step "${step}" is ${found}${of}, but ${expected} is expected.`,
  ),
  "default-type": entry(
    "STV4003",
    "error",
    ({ param, found, expected }) => `The default of param "${param}" is ${found}, but its type is ${expected}.`,
    ({ expected }) => written[expected],
  ),
  "default-out-of-bounds": entry(
    "STV4004",
    "error",
    ({ param, value, bound }) => `The default of param "${param}", ${value}, breaks its own limit ${bound}.`,
    () => "Change the default or the limit.",
  ),
  "bounds-inverted": entry(
    "STV4005",
    "error",
    ({ param, min, max }) => `Param "${param}" has min ${min} above max ${max}.`,
    () => "Swap them.",
  ),
  "bound-not-applicable": entry(
    "STV4006",
    "error",
    ({ param, bound, type }) => `Param "${param}" is ${type}, which has no ${bound}.`,
    () => "Remove the limit.",
  ),
  "bad-pattern": entry(
    "STV4007",
    "error",
    ({ param, pattern, problem }) =>
      `The pattern /${pattern}/ of param "${param}" is not a regular expression: ${problem}.`,
  ),
  "param-cycle": entry(
    "STV4008",
    "error",
    ({ params }) => `The defaults of the params ${params} need each other.`,
    () => "Give one of them a plain value.",
  ),
  "default-reads-step": entry(
    "STV4009",
    "error",
    ({ param, ref }) =>
      `The default of param "${param}" reads the ${ref}, but params are computed before any step runs.`,
    () => "Use other params and run.*.",
  ),
  "condition-type": entry(
    "STV4010",
    "error",
    ({ where, found }) => `The condition of ${where} is ${found}, but a bool is expected.`,
    () => "Compare it: expr(x, (x) => x > 0).",
  ),
  "loop-over-type": entry(
    "STV4011",
    "error",
    ({ step, variable, found }) => `Loop "${step}" goes over ${found} for "${variable}", but a list is expected.`,
  ),
  "next-type": entry(
    "STV4012",
    "error",
    ({ step, variable, found, expected }) => `Loop "${step}" sets "${variable}" to ${found}, but it is ${expected}.`,
  ),
  "timeout-type": entry(
    "STV4013",
    "error",
    ({ where, found }) => `The timeout of ${where} is ${found}, but a duration is expected.`,
    () => 'Write "PT1H" or { hours: 1 }.',
  ),
  "env-type": entry(
    "STV4014",
    "error",
    ({ step, variable, found }) =>
      `Environment variable "${variable}" of step "${step}" is ${found}, but a string is expected.`,
    () => "Use text`${value}`.",
  ),
  "signal-field-type": entry(
    "STV4015",
    "error",
    ({ step, field, found }) =>
      `Field "${field}" of a signal of step "${step}" is ${found}, but signals carry strings and ints.`,
  ),
  "unused-param": entry(
    "STV4016",
    "warning",
    ({ param }) => `Nothing uses param "${param}".`,
    () => "Use it or remove it.",
  ),
  "missing-init": entry(
    "STV4017",
    "error",
    ({ step, variable }) => `Variable "${variable}" of loop "${step}" has no first value.`,
    ({ variable }) => `Write { ${variable}: p.int(0) }.`,
  ),
  "unknown-workflow-param": entry(
    "STV4018",
    "error",
    ({ workflow, param }) => `Workflow "${workflow}" has no param "${param}".`,
    ({ known }) => (known ? `It has ${known}.` : "It has no params."),
  ),
  "given-param-type": entry(
    "STV4020",
    "error",
    ({ param, found, expected }) => `Param "${param}" is given ${found}, but it is ${expected}.`,
  ),
  "bad-cron": entry(
    "STV4101",
    "error",
    ({ cron, problem }) => `The schedule "${cron}" is not valid: ${problem}.`,
    () => 'Five fields: minute hour day-of-month month day-of-week, for example "0 6 * * 1-5".',
  ),
  "cron-never": entry(
    "STV4102",
    "error",
    ({ cron }) => `The schedule "${cron}" never comes.`,
    () => "Check day and month, for example February 30.",
  ),
  "unknown-timezone": entry(
    "STV4104",
    "error",
    ({ timezone }) => `"${timezone}" is not a time zone.`,
    ({ suggestion }) => (suggestion ? `Did you mean "${suggestion}"?` : 'Use an IANA name such as "Europe/Berlin".'),
  ),
  "bad-duration": entry(
    "STV4105",
    "error",
    ({ what, text }) => `${what} is "${text}", which is not a duration.`,
    () => 'Write ISO-8601 such as "PT1H30M", or { hours: 1, minutes: 30 }.',
  ),
  "retry-limit": entry(
    "STV4106",
    "error",
    ({ step, limit }) => `Step "${step}" retries ${limit} times; 0 to 99 are possible.`,
  ),
  "concurrency-range": entry("STV4107", "error", ({ what, value, problem }) => `${what} is ${value}, but ${problem}.`),
  "strategy-concurrency": entry(
    "STV4108",
    "error",
    ({ rule, concurrency }) =>
      `Run strategy "${rule}" runs one at a time, but a concurrency of ${concurrency} is given.`,
    () => 'Use { rule: "parallel", concurrency }.',
  ),
  "unknown-environment": entry(
    "STV4109",
    "error",
    ({ step, environment }) => `Step "${step}" runs in environment "${environment}", which is not declared.`,
    ({ known }) => (known ? `Declared: ${known}.` : "Declare it under `environments` of the workflow."),
  ),
  "duplicate-tag": entry(
    "STV4110",
    "error",
    ({ where, tag }) => `${where} has the tag "${tag}" twice.`,
    () => "Keep one.",
  ),
  "bad-signal-name": entry("STV4111", "error", ({ where }) => `A signal of ${where} has an empty name.`),
  "signal-not-listed": entry(
    "STV4112",
    "error",
    ({ signal, where }) => `An expression reads signal "${signal}", which ${where} does not list.`,
    () => "Add it to `triggers` of the workflow, or to `waits` of the step.",
  ),
  "unknown-signal-field": entry(
    "STV4113",
    "error",
    ({ signal, field }) => `Signal "${signal}" has no field "${field}".`,
    ({ known }) => (known ? `It has ${known}.` : "Declare it: signal(name, { fields: { … } })."),
  ),
  "duplicate-trigger": entry(
    "STV4114",
    "warning",
    ({ trigger }) => `The trigger ${trigger} is given twice, so every start happens twice.`,
    () => "Keep one.",
  ),
  "wait-timeout": entry(
    "STV4115",
    "info",
    ({ step }) => `The timeout of step "${step}" does not count while it waits for signals.`,
  ),
};
