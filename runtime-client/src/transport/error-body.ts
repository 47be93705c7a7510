import { isPlainObject } from "../json.js";

/** What the server says about a failure, whichever of its three error shapes it used. */
export interface ErrorBody {
  readonly shape: "maestro" | "problem" | "spring" | "unknown";
  readonly message: string | undefined;
  readonly errors: readonly string[];
}

/** Recognises Maestro's own body, RFC 7807 problems, and Spring Boot's last resort. */
export function readErrorBody(body: unknown): ErrorBody {
  if (!isPlainObject(body)) return { shape: "unknown", message: textOf(body), errors: [] };
  if (typeof body["status"] === "string") {
    return { shape: "maestro", message: textOf(body["message"]), errors: textsOf(body["errors"]) };
  }
  if (typeof body["title"] === "string") {
    return { shape: "problem", message: textOf(body["detail"]) ?? body["title"], errors: [] };
  }
  if ("timestamp" in body && "error" in body) {
    return { shape: "spring", message: textOf(body["message"]) ?? textOf(body["error"]), errors: [] };
  }
  return { shape: "unknown", message: textOf(body["message"]) ?? textOf(body["error"]), errors: [] };
}

const LONGEST = 300;

function textOf(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const line = value.trim().split("\n", 1)[0] as string;
  if (line === "") return undefined;
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

// Some of the reasons are lines of the server's stack.
function textsOf(value: unknown): string[] {
  const texts = Array.isArray(value) ? value.flatMap((item) => textOf(item) ?? []) : [];
  return texts.filter((text) => !text.startsWith("at "));
}
