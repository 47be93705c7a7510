import { stringifyJson } from "../json.js";

/** An answer of the test server, ready to be written. */
export interface Answer {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly body: string;
}

/** A refusal in one of the server's three error shapes. */
export class HttpError extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(answer.body);
    this.answer = answer;
  }
}

const statusNames: Readonly<Record<number, string>> = {
  400: "BAD_REQUEST",
  404: "NOT_FOUND",
  408: "REQUEST_TIMEOUT",
  409: "CONFLICT",
  412: "PRECONDITION_FAILED",
  422: "UNPROCESSABLE_ENTITY",
  500: "INTERNAL_ERROR",
};

/** Maestro's own error body: a named status, a message, and a list of errors when there are some. */
export function maestroError(status: number, message: string, errors: readonly string[] = []): HttpError {
  const details = { status: statusNames[status] ?? "INTERNAL_ERROR", message, ...(errors.length > 0 && { errors }) };
  return new HttpError(json(details, status));
}

/** Spring's RFC 7807 body, for wrong methods, media types and path variables. */
export function problem(status: number, title: string, detail: string, instance: string): HttpError {
  const body = { type: "about:blank", title, status, detail, instance, properties: null };
  return new HttpError({ status, contentType: "application/problem+json", body: JSON.stringify(body) });
}

/** Spring Boot's last resort. */
export function springError(status: number, error: string, path: string): HttpError {
  return new HttpError(json({ timestamp: new Date(0).toISOString(), status, error, path }, status));
}

/** A JSON answer. */
export function json(value: unknown, status = 200): Answer {
  return { status, contentType: "application/json", body: stringifyJson(value) };
}

/** A path that leads nowhere. */
export function noRoute(path: string): HttpError {
  return problem(404, "Not Found", `No static resource ${path.replace(/^\//, "")}.`, path);
}

/** A sentence, which the server calls JSON. */
export function text(body: string): Answer {
  return { status: 200, contentType: "application/json", body };
}

/** A success without a body. */
export const nothing: Answer = { status: 200, contentType: undefined, body: "" };
