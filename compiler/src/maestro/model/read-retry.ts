import { parseDuration, wholeOf } from "./duration.js";
import {
  capital,
  type Fields,
  keyPlace,
  parsableText,
  placeOf,
  type Reading,
  readObject,
  readWord,
  reportShape,
} from "./fields.js";

const CAUSES = ["error", "platform", "timeout"];
const LIMITS = CAUSES.map((cause) => `${cause}_retry_limit`);
const DELAYS = CAUSES.map((cause) => `${cause}_retry_backoff_in_secs`);
const EXPONENTS = CAUSES.map((cause) => `${cause}_retry_exponent`);
const MOST = CAUSES.map((cause) => `${cause}_retry_limit_in_secs`);
const BACKOFFS = ["EXPONENTIAL_BACKOFF", "FIXED_BACKOFF"];

/** Checks a retry policy. */
export function readRetry(reading: Reading | undefined): void {
  if (reading === undefined) return;
  const fields = readObject(reading, [...LIMITS, "backoff"], true);
  if (fields === undefined) return;
  for (const key of LIMITS) checkNumber(fields.get(key), 0, 99);
  const backoff = fields.get("backoff");
  if (backoff !== undefined) readBackoff(backoff);
}

function readBackoff(reading: Reading): void {
  const open = readObject(reading, ["type", ...DELAYS, ...EXPONENTS, ...MOST], true);
  if (open === undefined) return;
  const type = readWord(open.get("type"), BACKOFFS)?.value;
  if (open.get("type") === undefined) {
    reading.reporter.report("missingKey", placeOf(reading), { where: "The backoff", key: "type" });
  }
  if (type === "FIXED_BACKOFF") checkFixed(open);
  for (const key of [...DELAYS, ...MOST]) checkSeconds(open.get(key));
  for (const key of EXPONENTS) checkNumber(open.get(key), 0, 2 ** 31 - 1);
}

function checkFixed(fields: Fields): void {
  const { reading } = fields;
  for (const key of [...EXPONENTS, ...MOST]) {
    const entry = fields.raw(key);
    if (entry === undefined) continue;
    const advice = "Only EXPONENTIAL_BACKOFF has it.";
    reading.reporter.report("unknownKey", keyPlace(reading, entry), { where: "A FIXED_BACKOFF", key, advice });
  }
  const dropped = fields.raw("timeout_retry_backoff_in_secs");
  if (dropped !== undefined) reading.reporter.report("fixedTimeout", keyPlace(reading, dropped), {});
}

function checkNumber(reading: Reading | undefined, least: number, most: number): void {
  if (reading === undefined) return;
  const text = parsableText(reading.node);
  if (text === undefined) return reportShape(reading, "a number");
  if (text.includes("$")) return undefined;
  const value = wholeOf(text);
  if (value === undefined && reading.node.kind === "text") return reportShape(reading, "a number");
  if (value === undefined || value < least || value > most) {
    const details = { where: capital(reading.what), found: text, expected: `${least} to ${most}` };
    reading.reporter.report("outOfRange", placeOf(reading), details);
  }
  return undefined;
}

function checkSeconds(reading: Reading | undefined): void {
  if (reading === undefined) return;
  const text = parsableText(reading.node);
  if (text === undefined) return reportShape(reading, "a number of seconds or a duration");
  if (text.includes("$")) return undefined;
  const { milliseconds, isPartly } = parseDuration(text);
  const seconds = Math.floor(milliseconds / 1_000);
  const where = capital(reading.what);
  if (seconds < 1 || seconds > 86_400) {
    reading.reporter.report("durationRange", placeOf(reading), { where, found: text, limit: "1 day" });
  } else if (isPartly) {
    reading.reporter.report("partlyRead", placeOf(reading), { where, found: text, seconds });
  }
  return undefined;
}
