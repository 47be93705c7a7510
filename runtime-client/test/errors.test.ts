import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { createClient, isRuntimeClientError, RuntimeClientError } from "@stave/runtime-client";
import { startTestServer } from "@stave/runtime-client/testing";
import { expect, it } from "vitest";
import { quickClient, request } from "./samples.js";

/** A server that gives one answer to everything. */
async function oneAnswer(status: number, body: string, headers: Record<string, string> = {}) {
  const seen: { method: string; url: string; headers: Record<string, unknown> }[] = [];
  const server = createServer((message, response) => {
    seen.push({ method: message.method ?? "", url: message.url ?? "", headers: message.headers });
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url, seen, [Symbol.asyncDispose]: close };
}

async function failure(act: Promise<unknown>): Promise<RuntimeClientError> {
  const error = await act.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  expect(error).toBeInstanceOf(RuntimeClientError);
  return error as RuntimeClientError;
}

it.each([
  [
    "maestro",
    404,
    '{"status":"NOT_FOUND","message":"no such instance"}',
    "not-found",
    /answered 404: no such instance$/,
  ],
  [
    "maestro with errors",
    400,
    '{"status":"BAD_REQUEST","message":"m","errors":["a","b"]}',
    "bad-request",
    /: m; a; b$/,
  ],
  [
    "problem",
    405,
    '{"type":"about:blank","title":"Method Not Allowed","status":405,"detail":"no PUT"}',
    "unexpected-status",
    /405: no PUT$/,
  ],
  [
    "spring",
    500,
    '{"timestamp":"t","status":500,"error":"Internal Server Error","path":"/x"}',
    "server-error",
    /500: Internal Server Error/,
  ],
  ["page", 502, "<html>Bad gateway</html>", "unavailable", /502: <html>/],
  ["nothing", 412, "", "precondition-failed", /answered 412$/],
])("understands a body of the shape %s", async (_shape, status, body, code, message) => {
  await using server = await oneAnswer(status, body);
  await using client = quickClient(server.url, { retry: false });
  const error = await failure(client.workflows.overview("rain"));
  expect(error).toMatchObject({ code, status, method: "GET" });
  expect(error.message).toMatch(message);
  expect(error.diagnostic).toMatch(/^STV70\d\d$/);
});

it("keeps Java stack traces out of the message and in the body", async () => {
  await using server = await startTestServer();
  await using client = quickClient(server.url);
  const cyclic = request("rain");
  const [first, second] = cyclic.workflow.steps as [{ step: object }, { step: object }];
  const steps = [first, { step: { ...second.step, transition: { successors: { first: "true" } } } }] as never;
  const error = await failure(client.workflows.create({ ...cyclic, workflow: { ...cyclic.workflow, steps } }));
  expect(error.message.split("\n")).toHaveLength(1);
  expect(error.message).toContain("cycle");
  expect(error.message).not.toContain("at com.netflix");
  expect(inspect(error.body)).toContain("at com.netflix");
});

it("says what to do about a definition over the server's limit, whose 400 gives no reason", async () => {
  await using server = await startTestServer();
  await using client = quickClient(server.url);
  const large = request("rain");
  const error = await failure(
    client.workflows.create({ ...large, workflow: { ...large.workflow, description: "x".repeat(270_000) } }),
  );
  expect(error.code).toBe("bad-request");
  expect(error.hint).toMatch(/has 27\d{4} bytes and the server takes 262144/);
});

it.each([
  ["a page", "<html>Sign in</html>"],
  ["nothing", ""],
  ["a list", "[]"],
  ["another object", '{"ok":true}'],
  ["half an object", '{"workflow_id":"ra'],
])("does not take %s for a success", async (_what, body) => {
  await using server = await oneAnswer(200, body);
  await using client = quickClient(server.url, { retry: false });
  for (const call of [
    client.workflows.create(request("rain")),
    client.start("rain"),
    client.workflows.overview("rain"),
  ]) {
    expect((await failure(call)).code).toBe("bad-response");
  }
});

it("does not take an unknown run status for a success", async () => {
  await using server = await oneAnswer(200, '{"workflow_id":"rain","status":"MAYBE"}');
  await using client = quickClient(server.url, { retry: false });
  expect(await failure(client.start("rain"))).toMatchObject({ code: "bad-response", effect: "unknown" });
});

it("follows no redirect, and names it", async () => {
  await using server = await oneAnswer(302, "", { location: "http://elsewhere/" });
  await using client = quickClient(server.url);
  const error = await failure(client.workflows.create(request("rain")));
  expect(error).toMatchObject({ code: "unexpected-status", status: 302 });
  expect(error.hint).toContain("base URL");
});

it("never shows a secret, even one that the server echoes", async () => {
  const secret = "tok-9f8e7d6c";
  await using server = await oneAnswer(500, JSON.stringify({ status: "INTERNAL_ERROR", message: `bad ${secret}` }));
  await using client = quickClient(server.url, { retry: { attempts: 2 }, auth: { bearer: () => secret } });
  const error = await failure(client.start("rain"));
  expect(server.seen[0]?.headers["authorization"]).toBe(`Bearer ${secret}`);
  expect(error.message).toContain("bad ***");
  expect(inspect(error, { depth: 10 }) + JSON.stringify(error) + error.stack).not.toContain(secret);
});

it("never shows a password", async () => {
  const basic = { username: "ada", password: "pa55word!" };
  const echoed = Buffer.from(`${basic.username}:${basic.password}`).toString("base64");
  await using server = await oneAnswer(200, `<html>Authorization: Basic ${echoed}</html>`);
  await using client = quickClient(server.url, { retry: false, auth: { basic } });
  const error = await failure(client.workflows.overview("rain"));
  expect(server.seen[0]?.headers["authorization"]).toBe(`Basic ${echoed}`);
  expect(inspect(error, { depth: 10 }) + JSON.stringify(error)).not.toContain(echoed);
});

it("says that a refused connection changed nothing", async () => {
  const server = await oneAnswer(200, "");
  await server[Symbol.asyncDispose]();
  await using client = quickClient(server.url);
  const error = await failure(client.workflows.create(request("rain")));
  expect(error).toMatchObject({ code: "connection-failed", effect: "none", attempts: 4 });
  expect(error.cause).toBeInstanceOf(Error);
});

it("ends a call at its timeout and at its abort", async () => {
  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  await using client = quickClient(`http://127.0.0.1:${(silent.address() as AddressInfo).port}`);
  const create = failure(client.workflows.create(request("rain"), { timeout: "40ms" }));
  expect(await create).toMatchObject({ code: "timeout", effect: "unknown", attempts: 1 });
  const controller = new AbortController();
  const read = failure(client.workflows.overview("rain", { signal: controller.signal }));
  setTimeout(() => controller.abort(new Error("enough")), 20);
  expect(await read).toMatchObject({ code: "aborted", cause: new Error("enough") });
  expect(await failure(client.workflows.overview("rain", { signal: AbortSignal.abort() }))).toMatchObject({
    code: "aborted",
    effect: "none",
  });
  silent.closeAllConnections();
  silent.close();
});

it("waits long when told to, and not at all too short", async () => {
  await using server = await startTestServer();
  await using client = quickClient(server.url, { timeout: "60d" });
  await client.workflows.create(request("rain"));
  expect((await client.workflows.overview("rain")).workflow_id).toBe("rain");
});

it("refuses calls after it was closed", async () => {
  await using server = await startTestServer();
  const client = quickClient(server.url);
  await client.close();
  expect((await failure(client.workflows.overview("rain"))).code).toBe("closed");
});

it("tells a missing user as the server does", async () => {
  await using server = await startTestServer();
  await using client = createClient({ baseUrl: server.url });
  const error = await failure(client.workflows.create(request("rain")));
  expect(error).toMatchObject({ code: "bad-request", status: 400 });
  expect(server.ledger).toEqual([]);
});

it.each([
  ["ftp://host", /is not an address/],
  ["nonsense", /is not an address/],
  ["http://ada:pw@host", /holds credentials/],
  ["http://host/?x=1", /has a query/],
])("refuses the base URL %s without repeating it", (baseUrl, message) => {
  const made = (): unknown => createClient({ baseUrl });
  expect(made).toThrow(message);
  expect(made).not.toThrow(/pw/);
});

it.each(["", ".", ".."])("refuses %j as part of an address", async (id) => {
  await using client = quickClient("http://127.0.0.1:1");
  expect(() => client.workflows.overview(id)).toThrow(/cannot be part of an address/);
});

it("becomes JSON whatever the body holds, without its cause", () => {
  const error = new RuntimeClientError("conflict", "twice", { body: { id: 2n ** 60n }, cause: new Error("inner") });
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    name: "RuntimeClientError",
    code: "conflict",
    diagnostic: "STV7015",
    message: "twice",
    effect: "none",
    attempts: 1,
    body: { id: String(2n ** 60n) },
  });
});

it("knows its own errors", () => {
  expect(isRuntimeClientError(new RuntimeClientError("timeout", "late"))).toBe(true);
  expect(isRuntimeClientError(new Error("late"))).toBe(false);
});
