import { type DiagnosticEntry, entry } from "./diagnostic.js";

/** STV25xx: an expression that has no value for its inputs. */
export const evaluationDiagnostics: {
  "int-overflow": DiagnosticEntry<{ operation: string }>;
  "int-remainder-by-zero": DiagnosticEntry<{ dividend: string }>;
  "index-out-of-range": DiagnosticEntry<{ index: string; length: number }>;
  "missing-key": DiagnosticEntry<{ key: string }>;
  "text-does-not-parse": DiagnosticEntry<{ text: string; expected: string }>;
  "empty-list-has-no": DiagnosticEntry<{ what: string }>;
  "date-out-of-range": DiagnosticEntry<{ problem: string }>;
  "unknown-time-zone": DiagnosticEntry<{ zone: string }>;
  "bad-argument": DiagnosticEntry<{ fn: string; problem: string }>;
  "value-of-wrong-kind": DiagnosticEntry<{ found: string; expected: string }>;
  "value-too-large": DiagnosticEntry<{ what: string; limit: number }>;
  "value-was-skipped": DiagnosticEntry<{ step: string; output: string }>;
  "unknown-value": DiagnosticEntry<{ what: string }>;
  "sel-not-portable": DiagnosticEntry<{ source: string }>;
} = {
  "int-overflow": entry(
    "STV2501",
    "error",
    ({ operation }) => `${operation} does not fit a 64-bit int.`,
    () => "Compute with floats: multiply by 1.0 or use `toFloat`.",
  ),
  "int-remainder-by-zero": entry(
    "STV2502",
    "error",
    ({ dividend }) => `${dividend} has no int remainder or whole quotient by 0.`,
    () => "Guard the division: `n === 0 ? 0 : x % n`.",
  ),
  "index-out-of-range": entry(
    "STV2503",
    "error",
    ({ index, length }) => `Position ${index} is outside a list of ${length} item${length === 1 ? "" : "s"}.`,
    () => "Check the length first, or use `.at(i) ?? fallback`.",
  ),
  "missing-key": entry(
    "STV2504",
    "error",
    ({ key }) => `The map has no key "${key}".`,
    () => "Give a fallback: `map[key] ?? fallback`.",
  ),
  "text-does-not-parse": entry("STV2505", "error", ({ text, expected }) => `"${text}" is not ${expected}.`),
  "empty-list-has-no": entry(
    "STV2506",
    "error",
    ({ what }) => `An empty list has no ${what}.`,
    () => "Check the length first.",
  ),
  "date-out-of-range": entry("STV2507", "error", ({ problem }) => `${problem}.`),
  "unknown-time-zone": entry(
    "STV2508",
    "error",
    ({ zone }) => `"${zone}" is not a time zone.`,
    () => 'Use an IANA name such as "America/Los_Angeles" or "UTC".',
  ),
  "bad-argument": entry("STV2509", "error", ({ fn, problem }) => `${fn}: ${problem}.`),
  "value-of-wrong-kind": entry(
    "STV2510",
    "error",
    ({ found, expected }) => `Found ${found}, but ${expected} is expected.`,
  ),
  "value-too-large": entry("STV2511", "error", ({ what, limit }) => `${what} would exceed ${limit}.`),
  "value-was-skipped": entry(
    "STV2512",
    "error",
    ({ step, output }) => `Output "${output}" of step "${step}" does not exist: the step was skipped.`,
    () => "Use `firstOf` where a step may be skipped.",
  ),
  "unknown-value": entry("STV2513", "error", ({ what }) => `There is no ${what}.`),
  "sel-not-portable": entry(
    "STV2514",
    "error",
    ({ source }) => `Raw SEL \`${source}\` can be evaluated by Netflix Maestro only.`,
    () => "Write it as a lambda.",
  ),
};
