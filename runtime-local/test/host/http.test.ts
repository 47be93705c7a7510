import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Expr, Step, Type } from "@stave/ir-schema";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bundle, dur, lit, str } from "../build.js";
import { createProject, failuresOf } from "./project.js";

let base = "";
let closedPort = 0;
let asked = 0;
const server = createServer((request, response) => {
  asked++;
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const path = request.url ?? "";
    if (path === "/slow") return;
    if (path === "/flaky" && asked < 2) response.writeHead(503);
    else if (path === "/missing") response.writeHead(404);
    const { method, headers } = request;
    const told = {
      method,
      type: headers["content-type"],
      extra: headers["x-extra"],
      body: Buffer.concat(chunks).toString(),
    };
    response.end(path === "/text" ? "not json" : JSON.stringify(told));
  });
});

async function listen(listener: Server): Promise<number> {
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  return (listener.address() as AddressInfo).port;
}

beforeAll(async () => {
  base = `http://127.0.0.1:${await listen(server)}`;
  const other = createServer();
  closedPort = await listen(other);
  await new Promise((resolve) => other.close(resolve));
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const http = (
  path: string,
  more: Partial<Step> & { inputs?: Record<string, { type: Type; value: Expr }> } = {},
): Step =>
  ({
    kind: "http",
    id: "call",
    outputs: { status_code: "int", body: "json" },
    ...more,
    inputs: { url: { type: "string", value: str(`${base}${path}`) }, ...more.inputs },
  }) as Step;

const play = async (step: Step) => {
  using project = createProject();
  asked = 0;
  return await project.run(bundle({ steps: [step] }));
};

it("sends the request and gives status and body", async () => {
  const inputs = {
    method: { type: "string" as const, value: str("post") },
    headers: {
      type: { kind: "map", of: "string" } as const,
      value: lit({ kind: "map", of: "string" }, { "x-extra": "1" }),
    },
    body: { type: "json" as const, value: lit("json", { a: 1 }) },
  };
  const { steps } = await play(http("/ok", { inputs }));
  const body = { method: "POST", type: "application/json", extra: "1", body: '{"a":1}' };
  expect(steps[0]?.outputs).toEqual({ status_code: 200, body });
});

it("retries what may pass and not what will be refused again", async () => {
  const retry = { limit: 3, backoff: { kind: "fixed" as const, delay: "PT0.01S" } };
  expect((await play(http("/flaky", { retry }))).steps[0]).toMatchObject({ status: "succeeded", attempts: 2 });
  const refused = await play(http("/missing", { retry }));
  expect(refused.steps[0]?.attempts).toBe(1);
  expect(failuresOf(refused)[0]).toMatch(
    /^STV7132 The step "call" got the status 404 from http:\/\/127\.0\.0\.1:\d+\/missing: /,
  );
});

it("says what is wrong with an address, a connection, a body", async () => {
  const to = (url: string) => http("", { inputs: { url: { type: "string", value: str(url) } } });
  expect(failuresOf(await play(to("nowhere")))).toEqual([
    'STV7134 The step "call" makes no valid HTTP request: "nowhere" is no URL.',
  ]);
  expect(failuresOf(await play(to("file:///etc/passwd")))[0]).toMatch(/neither http nor https/);
  expect(failuresOf(await play(to(`http://u:secret@127.0.0.1:${closedPort}/x`)))[0]).toMatch(
    /^STV7133 .* could not reach http:\/\/127.0.0.1:\d+\/x: .*ECONNREFUSED/,
  );
  expect(failuresOf(await play(http("/text")))[0]).toMatch(/^STV7128 .*the body is not JSON/);
});

it("ends a slow request at its timeout", async () => {
  expect(failuresOf(await play(http("/slow", { timeout: dur("PT0.1S") })))[0]).toMatch(/^STV7125/);
});
