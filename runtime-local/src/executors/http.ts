import { createDiagnostic, type HttpStep, type Json } from "@stave/ir-schema";
import { type Executor, failed, type Job, type Outcome } from "./executor.js";

interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** Makes one HTTP request. */
export const http: Executor = async (job) => {
  const request = requestOf(job.command.inputs);
  if (typeof request === "string") {
    const details = { step: job.command.step.id, problem: request };
    return failed(createDiagnostic("step-http-request", details, job.command.at), "error", false);
  }
  job.started();
  try {
    return await send(job, request);
  } catch (error) {
    if (job.signal.aborted) return { status: "stopped" };
    const details = { step: job.command.step.id, url: hideSecrets(request.url), problem: reasonOf(error as Error) };
    return failed(createDiagnostic("step-http-failed", details, job.command.at), "platform");
  }
};

async function send(job: Job, request: HttpRequest): Promise<Outcome> {
  const { url, body, method, headers } = withoutCredentials(request);
  const response = await fetch(url, { method, headers, ...(body !== undefined && { body }), signal: job.signal });
  const text = await response.text();
  if (!response.ok) return refused(job, { url, status: response.status, text });
  const step = job.command.step as HttpStep;
  const outputs: Record<string, Json> = { status_code: response.status };
  if (step.outputs["body"] === undefined) return { status: "succeeded", outputs };
  if (step.outputs["body"] === "string") return { status: "succeeded", outputs: { ...outputs, body: text } };
  try {
    return { status: "succeeded", outputs: { ...outputs, body: JSON.parse(text) as Json } };
  } catch (error) {
    const details = {
      step: step.id,
      problem: `the body is not JSON: ${(error as Error).message}`,
      file: hideSecrets(url),
    };
    return failed(createDiagnostic("step-output-unreadable", details, job.command.at));
  }
}

const SHOWN_BODY = 300;

/** A server that is busy or broken may be asked again; a request it refuses will be refused again. */
function refused(job: Job, reply: { url: string; status: number; text: string }): Outcome {
  const { status, text } = reply;
  const body = text.trim() === "" ? "" : `: ${text.trim().slice(0, SHOWN_BODY)}`;
  const details = { step: job.command.step.id, status, url: hideSecrets(reply.url), body };
  const passing = status >= 500 || status === 429 || status === 408;
  return failed(createDiagnostic("step-http-status", details, job.command.at), passing ? "platform" : "error", passing);
}

function requestOf(inputs: Readonly<Record<string, Json>>): HttpRequest | string {
  const { method = "GET", url, headers = {}, body } = inputs as Record<string, unknown>;
  if (typeof url !== "string" || !URL.canParse(url)) return `${JSON.stringify(url)} is no URL`;
  if (!/^https?:$/.test(new URL(url).protocol)) return `${url} is neither http nor https`;
  const given = Object.entries((headers ?? {}) as Record<string, unknown>).map(([name, value]) => [
    name,
    String(value),
  ]);
  const isText = typeof body === "string" || body === undefined || body === null;
  const contentType = isText ? {} : { "content-type": "application/json" };
  return {
    method: String(method ?? "GET").toUpperCase(),
    url,
    headers: { ...contentType, ...(Object.fromEntries(given) as Record<string, string>) },
    body: isText ? ((body as string | null | undefined) ?? undefined) : JSON.stringify(body),
  };
}

function reasonOf(error: Error): string {
  const cause = error.cause instanceof Error ? error.cause.message : undefined;
  return cause ?? error.message;
}

/** A name and password in the address become a header, as in a browser. */
function withoutCredentials(request: HttpRequest): HttpRequest {
  const { username, password } = new URL(request.url);
  if (username === "" && password === "") return request;
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const authorization = `Basic ${Buffer.from(pair).toString("base64")}`;
  return { ...request, url: hideSecrets(request.url), headers: { authorization, ...request.headers } };
}

function hideSecrets(url: string): string {
  const shown = new URL(url);
  shown.username = "";
  shown.password = "";
  return shown.href;
}
