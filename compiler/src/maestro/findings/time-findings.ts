/** STV66xx: durations, retries, triggers and signals. */
export const timeFindings = {
  badDuration: {
    code: "STV6601",
    severity: "error",
    message: '{where} is "{found}", in which Maestro finds no duration.',
    hint: "Write for example 90, 30min or 2h 30min.",
  },
  partlyRead: {
    code: "STV6602",
    severity: "warning",
    message: '{where} is "{found}", which Maestro reads as {seconds} seconds.',
    hint: "Units are d, h, min, s and ms; m is none, and fractions are not read.",
  },
  durationRange: {
    code: "STV6603",
    severity: "error",
    message: "{where} is {found}, but it must be more than 0 and at most {limit}.",
  },
  retryExpression: {
    code: "STV6604",
    severity: "warning",
    message: "{where} refers to {name}, which is no param of the workflow: the whole policy is silently ignored.",
  },
  fixedTimeout: {
    code: "STV6605",
    severity: "warning",
    message: "timeout_retry_backoff_in_secs of a FIXED_BACKOFF is dropped: the delay is 60 seconds.",
    hint: "Use EXPONENTIAL_BACKOFF with timeout_retry_exponent 1.",
  },
  badCron: {
    code: "STV6607",
    severity: "error",
    message: 'The cron "{cron}" is refused: {problem}.',
    hint: "{advice}",
  },
  tooOften: {
    code: "STV6608",
    severity: "error",
    message: 'The cron "{cron}" fires every {seconds} seconds, but 120 is the least.',
  },
  unevenCron: {
    code: "STV6609",
    severity: "warning",
    message: 'The cron "{cron}" at times fires {seconds} seconds apart: a push passes or fails with the moment.',
  },
  neverFires: { code: "STV6627", severity: "warning", message: 'The cron "{cron}" never fires.' },
  badZone: { code: "STV6610", severity: "error", message: 'There is no time zone "{zone}".', hint: "{advice}" },
  oddZone: {
    code: "STV6611",
    severity: "error",
    message: 'The time zone "{zone}" is taken by the trigger, but not by the params made from it, so the push fails.',
    hint: "Use a zone such as Etc/GMT-2 or Europe/Berlin.",
  },
  intervalTrigger: {
    code: "STV6612",
    severity: "error",
    message: "INTERVAL triggers are always refused.",
    hint: "Use a CRON trigger.",
  },
  delayMillis: {
    code: "STV6613",
    severity: "warning",
    message: "fuzzy_max_delay is the number {found}, which is checked as seconds but used as milliseconds.",
    hint: 'Write "{found}s".',
  },
  delayNothing: {
    code: "STV6614",
    severity: "warning",
    message: 'fuzzy_max_delay is "{found}", which means no delay at all.',
    hint: 'Write "{found}s".',
  },
  delayTooSmall: {
    code: "STV6615",
    severity: "error",
    message: "fuzzy_max_delay is the number {found}; below 1000 it is less than a second and the trigger fails.",
    hint: 'Write "{found}s".',
  },
  tooManySignals: {
    code: "STV6616",
    severity: "error",
    message: "A trigger waits for {found} signals, but 8 are allowed.",
  },
  noSignals: { code: "STV6617", severity: "error", message: "{where} names no signal." },
  joinKeysDiffer: {
    code: "STV6618",
    severity: "error",
    message:
      'The signals of a trigger must have equally many join_keys, but "{signal}" has {found} and not {expected}.',
  },
  joinKeyMatched: {
    code: "STV6619",
    severity: "error",
    message: 'The join key "{key}" of "{signal}" is also one of its match_params.',
  },
  badOperator: {
    code: "STV6620",
    severity: "error",
    message: 'The operator is "{found}", but it must be one of = < <= > >=.',
  },
  twoRanges: {
    code: "STV6621",
    severity: "error",
    message: "A signal dependency may compare only one param with anything but =.",
  },
  signalType: {
    code: "STV6622",
    severity: "error",
    message: 'The signal param "{name}" is {found}, but only STRING and LONG are allowed.',
  },
  payloadDropped: {
    code: "STV6623",
    severity: "warning",
    message: 'The payload of the signal "{name}" is computed but never sent.',
    hint: "Use params.",
  },
  nameOverwritten: {
    code: "STV6624",
    severity: "warning",
    message: 'The key "name" of a signal output is replaced by the name of the signal.',
  },
  payloadHidden: {
    code: "STV6625",
    severity: "warning",
    message: 'The payload "{key}" is hidden by the param of that name.',
  },
  staticMatch: {
    code: "STV6626",
    severity: "warning",
    message: "{text} in the match value of a trigger is not replaced: match values are fixed.",
  },
  signalResult: {
    code: "STV6640",
    severity: "error",
    message: 'The signal param "{name}" gives {found}, but a signal carries only texts and whole numbers.',
    hint: "Turn it into text in the expression.",
  },
  signalKind: {
    code: "STV6641",
    severity: "warning",
    message: 'The signal param "{name}" is declared {declared}, but its expression gives {found} and {found} it stays.',
    hint: "Declare it as {found}: a number never matches a text.",
  },
} as const;
