import type { Retry } from "@stave/ir-schema";
import { isObject, type Json } from "./normalize.js";

const CAUSES = ["error", "platform", "timeout"] as const;

/** A retry policy that gives one limit to some kinds of failures; any other is kept beside. */
export function importRetry(policy: Json | undefined): { readonly retry?: Retry } {
  if (!isObject(policy)) return {};
  const on = CAUSES.filter((cause) => `${cause}_retry_limit` in policy);
  const limits = new Set(on.map((cause) => policy[`${cause}_retry_limit`]));
  const [limit] = limits;
  const isPlain = limits.size === 1 && Object.keys(policy).length === on.length;
  if (!isPlain || typeof limit !== "number" || !Number.isInteger(limit) || limit < 0 || limit > 99) return {};
  return { retry: { limit, on } };
}
