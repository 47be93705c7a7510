import type { FilePlace, Reporter } from "../findings/reporter.js";
import type { ParamModel } from "../model/definition-model.js";
import type { SourceNode } from "../model/source-node.js";

/** Checks what is written of a request: its URL, method and headers. */
export function checkRequest(reporter: Reporter, request: ParamModel | undefined): void {
  const entry = (name: string): ParamModel | undefined => request?.entries?.find((one) => one.name === name);
  const url = entry("url");
  if (url?.value?.kind === "text") checkUrl(reporter, url, url.value.value);
  const method = entry("method");
  if (method?.value?.kind === "text") checkMethod(reporter, method, method.value.value);
  checkHeaders(reporter, entry("headers"));
}

function valuePlace({ value, valuePointer }: ParamModel): FilePlace {
  return { start: value?.start ?? 0, end: value?.end ?? 0, pointer: valuePointer };
}

/** What stands for the value of a reference. */
const withoutReferences = (text: string): string => text.replace(/\$(\{[^}]*\}|[a-zA-Z][_a-zA-Z0-9]*)/g, "x");

function checkUrl(reporter: Reporter, param: ParamModel, url: string): void {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)/i.exec(url);
  const place = valuePlace(param);
  if (match === null) {
    if (!url.startsWith("$")) reporter.report("urlScheme", place, { url });
    return;
  }
  const [, scheme = "", authority = ""] = match;
  const host = authority.replace(/^.*@/, "").replace(/:\d*$/, "");
  if (!/^https?$/i.test(scheme)) reporter.report("urlScheme", place, { url });
  else if (host.includes("_") && !host.includes("$")) reporter.report("hostUnderscore", place, { url });
  else reportUrl(reporter, place, url, authority, host);
}

function reportUrl(reporter: Reporter, place: FilePlace, url: string, authority: string, host: string): void {
  const problem = host === "" ? "it names no host" : (portProblem(authority) ?? letterProblem(withoutReferences(url)));
  if (problem !== undefined) reporter.report("badUrl", place, { url, problem });
}

function portProblem(authority: string): string | undefined {
  const port = /:(\d+)$/.exec(authority)?.[1];
  return port !== undefined && Number(port) > 65_535 ? `there is no port ${port}` : undefined;
}

/** Letters that a URL cannot hold; brackets only where they hold an address. */
function letterProblem(url: string): string | undefined {
  const path = url.replace(/^[^/]*\/\/[^/?#]*/, "");
  const [letter] = /[\p{Cc} "<>\\^`{|}]|[[\]](?=[^?]*$)|%(?![0-9a-f]{2})/iu.exec(path) ?? [];
  return letter === undefined ? undefined : `"${letter}" must be written as %${code(letter)}`;
}

function code(letter: string): string {
  return letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0");
}

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

function checkMethod(reporter: Reporter, param: ParamModel, method: string): void {
  const isWritten = !method.includes("$");
  if (isWritten && (!TOKEN.test(method) || method === "CONNECT")) {
    reporter.report("badMethod", valuePlace(param), { method });
  } else if (isWritten && method !== method.toUpperCase()) {
    reporter.report("methodCase", valuePlace(param), { method, meant: method.toUpperCase() });
  }
}

/** Headers that the sender of a request sets itself. */
const OWN_HEADERS = new Set(["connection", "content-length", "expect", "host", "upgrade"]);

function checkHeaders(reporter: Reporter, headers: ParamModel | undefined): void {
  if (headers?.value?.kind !== "object") return;
  for (const { key, keyStart, keyEnd, value } of headers.value.entries) {
    const place = { start: keyStart, end: keyEnd, pointer: headers.valuePointer };
    const problem = nameProblem(key) ?? textProblem(value);
    if (problem !== undefined) reporter.report("badHeader", place, { name: key, problem });
  }
}

function nameProblem(name: string): string | undefined {
  if (name.includes("$")) return undefined;
  if (OWN_HEADERS.has(name.toLowerCase())) return "Maestro sets it itself";
  return TOKEN.test(name) ? undefined : "it is no name of a header";
}

function textProblem(value: SourceNode): string | undefined {
  const isBroken = value.kind === "text" && /\p{Cc}/u.test(value.value.replaceAll("\t", ""));
  return isBroken ? "its value has letters that end it" : undefined;
}
