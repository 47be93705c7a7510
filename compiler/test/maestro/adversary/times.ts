import {
  type AdversaryCase,
  given,
  lit,
  long,
  map,
  own,
  refused,
  right,
  sel,
  str,
  trap,
  wf,
} from "./adversary-case.js";

type Cases = Readonly<Record<string, readonly AdversaryCase[]>>;
type Json = Record<string, unknown>;

const timeout = (value: unknown) => wf({ timeout: value });
const retry = (value: Json) => own({}, { retry_policy: value });
const backoff = (value: Json) => retry({ backoff: value });
const cron = (text: unknown, more: Json = {}) => wf({ time_triggers: [{ type: "CRON", cron: text, ...more }] });
const zone = (timezone: string) => cron("0 6 * * *", { timezone });
const second = (timezone: string) =>
  wf({
    time_triggers: [
      { type: "CRON", cron: "0 6 * * *" },
      { type: "CRON", cron: "0 7 * * *", timezone },
    ],
  });
const delay = (value: unknown) => cron("0 6 * * *", { fuzzy_max_delay: value });
const listen = (definitions: Json, more: Json = {}) => wf({ signal_triggers: [{ definitions, ...more }] });
const wait = (match: Json, more: Json = {}) =>
  own({}, { signal_dependencies: [{ name: "t", match_params: match, ...more }] });
const emit = (more: Json) => own({}, { signal_outputs: [{ name: "t", ...more }] });
const equals = (param: Json, operator = "=") => ({ k: { param, operator } });
const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`s${at}`, {}]));
const W = "W/timeout";
const C = "W/time_triggers/0/cron";
const causes = ["error", "platform", "timeout"];

/** definition.md §9: durations, retries, triggers and signals. */
export const timeCases: Cases = {
  "§9.1 durations": [
    ...[
      90,
      "90",
      "1h30min",
      "1h 30min",
      "2 days",
      "3 Hours",
      "1 minute",
      "10sec",
      "5000ms",
      "120d",
      "1d 2h 3min 4s",
      "10368000",
      "7 milliseconds 1s",
    ].map((text) => right(`timeout ${text}`, timeout(text))),
    ...["1h30m", "1.5h", "-5s", "PT1H", "6 Stunden", "1h, 2min", "about 5 min", "1 hr 20min"].map((text) =>
      trap(`timeout ${text}`, timeout(text), "66", W),
    ),
    ...["1m", "1w", "2  hours", "30m", "", "soon", "0", 0, -5, "121d", 10_368_001, "0h", "1:30"].map((text) =>
      refused(`timeout ${JSON.stringify(text)}`, timeout(text), "66", W),
    ),
    refused("a timeout of a list", timeout([1]), "62", W),
    trap("a step's timeout", own({}, { timeout: "1h30m" }), "66", "S/timeout"),
    refused("a step's timeout", own({}, { timeout: "5m" }), "66", "S/timeout"),
    right("a timeout by a param", given({ t: str("5min") })),
    refused("a timeout by a param that is none", wf({ params: { t: str("5m") }, timeout: "$t" }), "66", W),
    right("a timeout by a param that is one", wf({ params: { t: str("5min") }, timeout: "$t" })),
  ],
  "§9.2 retries": [
    ...causes.flatMap((cause) => [
      ...[0, 99, "3"].map((n) => right(`${cause} limit ${n}`, retry({ [`${cause}_retry_limit`]: n }))),
      ...[-1, 100, "many"].map((n) =>
        refused(
          `${cause} limit ${n}`,
          retry({ [`${cause}_retry_limit`]: n }),
          "62",
          `S/retry_policy/${cause}_retry_limit`,
        ),
      ),
      ...[1, 86_400, "1d", "5min"].map((n) =>
        right(`${cause} wait ${n}`, backoff({ type: "EXPONENTIAL_BACKOFF", [`${cause}_retry_backoff_in_secs`]: n })),
      ),
      ...[0, 86_401, "2d", "500ms", "x", "1m"].map((n) =>
        refused(
          `${cause} wait ${n}`,
          backoff({ type: "EXPONENTIAL_BACKOFF", [`${cause}_retry_backoff_in_secs`]: n }),
          "66",
          `S/retry_policy/backoff/${cause}_retry_backoff_in_secs`,
        ),
      ),
      ...[0, 2_147_483_647].map((n) =>
        right(`${cause} exponent ${n}`, backoff({ type: "EXPONENTIAL_BACKOFF", [`${cause}_retry_exponent`]: n })),
      ),
      ...[-1, 2_147_483_648].map((n) =>
        refused(
          `${cause} exponent ${n}`,
          backoff({ type: "EXPONENTIAL_BACKOFF", [`${cause}_retry_exponent`]: n }),
          "62",
        ),
      ),
      refused(`${cause} cap`, backoff({ type: "EXPONENTIAL_BACKOFF", [`${cause}_retry_limit_in_secs`]: 86_401 }), "66"),
      refused(
        `${cause} exponent of a fixed one`,
        backoff({ type: "FIXED_BACKOFF", [`${cause}_retry_exponent`]: 2 }),
        "62",
      ),
    ]),
    refused("no type", backoff({ error_retry_backoff_in_secs: 5 }), "62", "S/retry_policy/backoff"),
    refused("another type", backoff({ type: "LINEAR" }), "62", "S/retry_policy/backoff/type"),
    right(
      "fixed",
      backoff({ type: "FIXED_BACKOFF", error_retry_backoff_in_secs: 5, platform_retry_backoff_in_secs: 5 }),
    ),
    trap("fixed timeouts", backoff({ type: "FIXED_BACKOFF", timeout_retry_backoff_in_secs: 5 }), "66"),
    right("an empty policy", retry({})),
  ],
  "§9.3 time triggers": [
    ...[
      "0 6 * * *",
      "*/5 * * * *",
      "0 0 1 1 *",
      "0 9-17 * * MON-FRI",
      "30 4 1,15 * 5",
      "0 0 * * 7",
      "0 0 * * SUN",
      "0 0 12 * * ?",
      "0 0 12 ? * MON-FRI",
      "0 0/5 14 * * ?",
      "0 15 10 ? * 6L",
      "0 15 10 L * ?",
      "0 15 10 ? * 6#3",
      "0 0 12 1/5 * ?",
      "0 0 0 1 1 ? 2030-2035",
      "0 11 11 11 11 ?",
      "0 10,44 14 ? 3 WED",
      "0 15 10 LW * ?",
      "0 15 10 15W * ?",
      "5/15 * * * *",
      "0 0 31 1,3 *",
      "0 0 29 2 *",
    ].map((text) => right(`cron ${text}`, cron(text))),
    ...[
      "",
      "0 6 * *",
      "60 * * * *",
      "* 24 * * *",
      "0 0 32 * *",
      "0 0 * 13 *",
      "0 0 * * 8",
      "x * * * *",
      "0 6 * * * * * *",
      "0 6 ? * *",
      "0 0 12 ? * ?",
      "0 0 0 32 * ?",
      "@daily",
      "0 6 * * MONDAY",
      "*/0 * * * *",
      "0 17-9 * * * x",
    ].map((text) => refused(`cron ${text}`, cron(text), "66", C)),
    ...["* * * * *", "*/1 * * * *", "0 * * * * ?", "0/30 * * * * ?"].map((text) =>
      refused(`cron ${text}`, cron(text), "66", C),
    ),
    ...["0 0 6 * * *", "0 0 6 1 * 2", "0 0 6 ? * ?", "0 0 6 ? * 0", "0 9 * * SUN-TUE", "0 22-6 * * *"].map((text) =>
      refused(`cron ${text}`, cron(text), "66", C),
    ),
    ...["0 0 6 ? * FRI-MON", "0 0 22-6 * * ?", "/5 9 * * *", "0 9 * * FRI-SUN", "0 9 * jan-mar *"].map((text) =>
      right(`cron ${text}`, cron(text)),
    ),
    trap("cron 0 0 30 2 *", cron("0 0 30 2 *"), "66", C),
    trap("too often with a delay", cron("* * * * *", { fuzzy_max_delay: "10min" }), "66", C),
    trap("cron 0,1 * * * *", cron("0,1 * * * *"), "66", C),
    refused("no cron", wf({ time_triggers: [{ type: "CRON" }] }), "62", "W/time_triggers/0"),
    refused("no type", wf({ time_triggers: [{ cron: "0 6 * * *" }] }), "62", "W/time_triggers/0"),
    refused("another type", wf({ time_triggers: [{ type: "DAILY" }] }), "62", "W/time_triggers/0/type"),
    ...["hourly", "@daily", "WEEKLY", "@Monthly", "yearly"].map((expression) =>
      right(`schedule ${expression}`, wf({ time_triggers: [{ type: "PREDEFINED", expression }] })),
    ),
    ...["@annually", "@reboot", "minutely", "@@daily", ""].map((expression) =>
      refused(
        `schedule ${expression}`,
        wf({ time_triggers: [{ type: "PREDEFINED", expression }] }),
        "62",
        "W/time_triggers/0/expression",
      ),
    ),
    refused("no schedule", wf({ time_triggers: [{ type: "PREDEFINED" }] }), "62"),
    refused(
      "an interval",
      wf({ time_triggers: [{ type: "INTERVAL", interval: "1h", start: "x" }] }),
      "66",
      "W/time_triggers/0",
    ),
    ...[
      "UTC",
      "America/Los_Angeles",
      "US/Pacific",
      "Etc/GMT+8",
      "Europe/Berlin",
      "+02:00",
      "America/Argentina/Buenos_Aires",
      "GMT",
      "Asia/Kolkata",
      "Europe/Kiev",
      "+02",
      "",
    ].map((id) => right(`zone ${id}`, zone(id))),
    ...[
      "America/Los_Angelos",
      "Mars/Phobos",
      "PST8",
      "utc",
      "europe/berlin",
      "Berlin",
      "UTC+25",
      "US/PACIFIC",
      "EST",
      "+1:00",
    ].map((id) => refused(`zone ${id}`, zone(id), "66", "W/time_triggers/0/timezone")),
    ...["GMT+2", "UTC+2", "Z", "Europe/Kyiv", "+2"].map((id) =>
      refused(`first zone ${id}`, zone(id), "66", "W/time_triggers/0/timezone"),
    ),
    ...["GMT+2", "Z", "Europe/Kyiv", "+2"].map((id) => right(`second zone ${id}`, second(id))),
    right("delay 5min", delay("5min")),
    refused("delay 60", delay(60), "66", "W/time_triggers/0/fuzzy_max_delay"),
    trap("delay 5000", delay(5000), "66", "W/time_triggers/0/fuzzy_max_delay"),
    trap("delay '60'", delay("60"), "66", "W/time_triggers/0/fuzzy_max_delay"),
    trap("delay 1h30m", delay("1h30m"), "66"),
    refused("delay soon", delay("soon"), "66"),
  ],
  "§9.4 signal triggers": [
    right("8 signals", listen(many(8))),
    refused("9 signals", listen(many(9)), "66"),
    refused("none", listen({}), "66"),
    refused("no definitions", wf({ signal_triggers: [{}] }), "6", "W/signal_triggers/0"),
    right("join keys", listen({ a: { join_keys: ["x", "y"] }, b: { join_keys: ["u", "v"] } })),
    refused("uneven join keys", listen({ a: { join_keys: ["x", "y"] }, b: { join_keys: ["u"] } }), "66"),
    refused("uneven with none", listen({ a: { join_keys: ["x"] }, b: {} }), "66"),
    refused(
      "a join key matched",
      listen({ a: { join_keys: ["x"], match_params: { x: { value: "v", operator: "=" } } } }),
      "66",
    ),
    ...["=", ">", ">=", "<", "<="].map((operator) =>
      right(`operator ${operator}`, listen({ a: { match_params: { x: { value: 5, operator } } } })),
    ),
    ...["==", "!=", "eq", "EQUALS_TO", ""].map((operator) =>
      refused(`operator ${operator}`, listen({ a: { match_params: { x: { value: 5, operator } } } }), "66"),
    ),
    refused("no value", listen({ a: { match_params: { x: { operator: "=" } } } }), "62"),
    refused("a bool as value", listen({ a: { match_params: { x: { value: true, operator: "=" } } } }), "62"),
    trap(
      "a value of a param",
      wf({
        params: { d: str("x") },
        signal_triggers: [{ definitions: { a: { match_params: { x: { value: "$d", operator: "=" } } } } }],
      }),
      "66",
    ),
    right("a condition", listen({ a: {} }, { condition: "1 < 2", dedup_expr: "'x' + 1", params: { p: long(5) } })),
    refused("a condition of a number", listen({ a: {} }, { condition: "1" }), "61", "W/signal_triggers/0/condition"),
    refused(
      "a condition that reads its params",
      listen({ a: {} }, { condition: "p > 1", params: { p: long(5) } }),
      "65",
    ),
    refused("a param that refers", listen({ a: {} }, { params: { p: str("$RUN_DATE") } }), "65"),
    refused(
      "a dedup that is a map",
      listen({ a: {} }, { dedup_expr: "new Map();" }),
      "61",
      "W/signal_triggers/0/dedup_expr",
    ),
    refused("a param of nothing", listen({ a: {} }, { params: { p: { type: "LONG" } } }), "63"),
  ],
  "§9.5 signal dependencies": [
    right("one", wait({})),
    right("one with a match", wait(equals(long(1)))),
    refused("no list", own({}, { signal_dependencies: [] }), "66", "S/signal_dependencies"),
    refused("no name", own({}, { signal_dependencies: [{ match_params: {} }] }), "62", "S/signal_dependencies/0"),
    refused("no param", wait({ k: { operator: "=" } }), "62"),
    refused("no operator", wait({ k: { param: long(1) } }), "62"),
    refused("an operator", wait(equals(long(1), "==")), "66"),
    refused("a DOUBLE", wait(equals(lit("DOUBLE", 1.5))), "66"),
    refused("a MAP", wait(equals(map({}))), "66"),
    right("one range", wait({ a: { param: long(1), operator: ">" }, b: { param: long(1), operator: "=" } })),
    refused("two ranges", wait({ a: { param: long(1), operator: ">" }, b: { param: long(1), operator: "<=" } }), "66"),
    right(
      "the index",
      own({ p: sel("STRING", "params.getFromSignalDependency('0', 'k')") }, { signal_dependencies: [{ name: "t" }] }),
    ),
    refused(
      "an index too high",
      own({ p: sel("STRING", "params.getFromSignalDependency('1', 'k')") }, { signal_dependencies: [{ name: "t" }] }),
      "65",
    ),
    refused(
      "an index as a number",
      own({ p: sel("STRING", "params.getFromSignalDependency(0, 'k')") }, { signal_dependencies: [{ name: "t" }] }),
      "",
    ),
    refused("a value as in triggers", wait({ k: { value: 1, operator: "=" } }), "62"),
  ],
  "§9.6 signal outputs": [
    right("one", emit({ params: { a: long(1), b: str("x") } })),
    refused("none", own({}, { signal_outputs: [] }), "66"),
    refused("no name", own({}, { signal_outputs: [{ params: {} }] }), "62"),
    refused("a DOUBLE", emit({ params: { a: lit("DOUBLE", 1.5) } }), "66"),
    trap("a payload", emit({ payload: { a: lit("DOUBLE", 1.5) } }), "66"),
    trap("name as a param", emit({ params: { name: str("x") } }), "66"),
    trap("a hidden payload", emit({ params: { a: long(1) }, payload: { a: long(2) } }), "66"),
    refused("a bad reference", emit({ params: { a: str("$zz") } }), "63"),
  ],
};
