import type { IncomingMessage } from "node:http";
import { parseJson } from "../json.js";
import { type Answer, HttpError, maestroError, noRoute, problem } from "./http-error.js";
import type { Store } from "./store.js";

/** One request as a handler sees it. */
export interface Incoming {
  readonly store: Store;
  readonly method: string;
  readonly url: URL;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly user: string | undefined;
  readonly contentType: string;
  readonly body: string;
}

/** Answers one kind of request. */
export type Handler = (incoming: Incoming) => Answer;

/** A method, a path with `:variables`, what bodies it takes, and the handler. */
export interface Route {
  readonly method: string;
  readonly segments: readonly string[];
  readonly consumes: "json" | "yaml" | "any";
  readonly handler: Handler;
}

/** Writes a route, for example `route("GET /workflows/:wf/overview", overview)`. */
export function route(line: string, handler: Handler, consumes: Route["consumes"] = "any"): Route {
  const [method, path] = line.split(" ") as [string, string];
  return { method, segments: path.slice(1).split("/"), consumes, handler };
}

/** Finds the route of a request and lets it answer; literal segments win over variables. */
export function answer(routes: readonly Route[], base: string, store: Store, request: Request): Answer {
  const path = request.url.pathname;
  if (!path.startsWith(`${base}/`)) throw noRoute(path);
  // The servlet container below the server refuses an encoded slash by itself.
  if (/%2f/i.test(path)) throw new HttpError({ status: 400, contentType: "text/html", body: "<!doctype html>" });
  const segments = path
    .slice(base.length + 1)
    .split("/")
    .map(decodeURIComponent);
  const fitting = routes.filter((candidate) => fits(candidate.segments, segments));
  if (fitting.length === 0) throw noRoute(path);
  const found = fitting.filter((candidate) => candidate.method === request.method).sort(byLiterals)[0];
  if (found === undefined) {
    throw problem(405, "Method Not Allowed", `Method '${request.method}' is not supported.`, path);
  }
  checkMediaType(found, request.contentType, path);
  const params = Object.fromEntries(
    found.segments.flatMap((name, index) => (name.startsWith(":") ? [[name.slice(1), segments[index] as string]] : [])),
  );
  return found.handler({ ...request, path, store, params });
}

/** What arrived, before routing. */
export interface Request {
  readonly method: string;
  readonly url: URL;
  readonly user: string | undefined;
  readonly contentType: string;
  readonly body: string;
}

/** Reads a request off the wire. */
export async function readRequest(message: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const user = message.headers["user"];
  return {
    method: message.method ?? "GET",
    url: new URL(message.url ?? "/", "http://server"),
    user: typeof user === "string" && user !== "" ? user : undefined,
    contentType: message.headers["content-type"] ?? "",
    body: Buffer.concat(chunks).toString("utf8"),
  };
}

function fits(pattern: readonly string[], segments: readonly string[]): boolean {
  if (pattern.length !== segments.length) return false;
  return pattern.every((part, index) => part.startsWith(":") || part === segments[index]);
}

function byLiterals(a: Route, b: Route): number {
  for (let index = 0; index < a.segments.length; index++) {
    const [left, right] = [a.segments[index]?.startsWith(":"), b.segments[index]?.startsWith(":")];
    if (left !== right) return left ? 1 : -1;
  }
  return 0;
}

function checkMediaType(found: Route, contentType: string, path: string): void {
  const wanted = { json: "application/json", yaml: "application/yaml", any: "" }[found.consumes];
  if (contentType.startsWith(wanted)) return;
  throw problem(415, "Unsupported Media Type", `Content-Type '${contentType}' is not supported.`, path);
}

/** The caller, without whom the server answers 400. */
export function callerOf(incoming: Incoming): string {
  if (incoming.user === undefined) throw maestroError(400, "BAD_REQUEST - user name cannot be null");
  return incoming.user;
}

/** The parsed body; unreadable JSON is a 400 as the server gives it. */
export function bodyOf(incoming: Incoming): Record<string, unknown> {
  const value = readBody(incoming.body);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw maestroError(400, "BAD_REQUEST - cannot deserialize the request body");
}

function readBody(body: string): unknown {
  try {
    return parseJson(body);
  } catch (error) {
    if (error instanceof SyntaxError) throw maestroError(400, `BAD_REQUEST - JSON parse error: ${error.message}`);
    throw error;
  }
}

/** A path variable that the server declares as a long. */
export function longParam(incoming: Incoming, name: string): bigint {
  const text = incoming.params[name] ?? "";
  if (/^-?\d+$/.test(text)) return BigInt(text);
  throw problem(400, "Bad Request", `Failed to convert '${name}' with value: '${text}'`, incoming.path);
}

/** A number in the query, as the server declares it. */
export function intQuery(incoming: Incoming, name: string): number | undefined {
  const text = incoming.url.searchParams.get(name);
  if (text === null || text === "") return undefined;
  if (/^[+-]?\d+$/.test(text)) return Number(text);
  throw problem(400, "Bad Request", `Failed to convert '${name}' with value: '${text}'`, incoming.path);
}

/** A query parameter that must be there. */
export function requiredQuery(incoming: Incoming, name: string): string {
  const value = incoming.url.searchParams.get(name);
  if (value !== null) return value;
  throw problem(400, "Bad Request", `Required parameter '${name}' is not present.`, incoming.path);
}

/** A flag as Spring reads it. */
export function flagQuery(incoming: Incoming, name: string, absent: boolean): boolean {
  const value = incoming.url.searchParams.get(name);
  if (value === null) return absent;
  if (/^(true|on|yes|1)$/i.test(value)) return true;
  if (/^(false|off|no|0)$/i.test(value)) return false;
  throw problem(400, "Bad Request", `Failed to convert '${name}' with value: '${value}'`, incoming.path);
}
