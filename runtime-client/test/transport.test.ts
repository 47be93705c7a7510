import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, connect } from "node:net";
import type { TLSSocket } from "node:tls";
import { createClient } from "@stave/runtime-client";
import { startTestServer } from "@stave/runtime-client/testing";
import { expect, it, vi } from "vitest";
import { request } from "./samples.js";

const pem = (name: string): Promise<string> => readFile(new URL(`./tls/${name}`, import.meta.url), "utf8");

async function listening(server: Server): Promise<{ port: number } & AsyncDisposable> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { port: (server.address() as AddressInfo).port, [Symbol.asyncDispose]: close };
}

const OVERVIEW = JSON.stringify({ workflow_id: "rain", latest_version_id: 1 });

it("shows its certificate where the server asks for one", async () => {
  const [ca, cert, key] = await Promise.all([pem("ca.crt"), pem("server.crt"), pem("server.key")]);
  const peers: string[] = [];
  const tlsServer = createTlsServer(
    { ca, cert, key, requestCert: true, rejectUnauthorized: true },
    (message, response) => {
      peers.push(String((message.socket as TLSSocket).getPeerCertificate().subject.CN));
      response.end(OVERVIEW);
    },
  );
  await using server = await listening(tlsServer);
  const baseUrl = `https://127.0.0.1:${server.port}`;
  const tls = { ca, cert: await pem("client.crt"), key: await pem("client.key") };
  await using known = createClient({ baseUrl, tls });
  expect(await known.workflows.overview("rain")).toMatchObject({ workflow_id: "rain" });
  expect(peers).toEqual(["client"]);
  await using stranger = createClient({ baseUrl, tls: { ca }, retry: false });
  await expect(stranger.workflows.overview("rain")).rejects.toMatchObject({ code: "connection-failed" });
  await using distrustful = createClient({ baseUrl, retry: false });
  await expect(distrustful.workflows.overview("rain")).rejects.toMatchObject({
    code: "connection-failed",
    effect: "none",
  });
});

/** A proxy that opens tunnels, and the tunnels it opened. */
async function tunnelling() {
  const tunnels: string[] = [];
  const proxyServer = createServer();
  proxyServer.on("connect", (message, socket) => {
    tunnels.push(message.url ?? "");
    const [host, port] = (message.url ?? "").split(":") as [string, string];
    const upstream = connect(Number(port), host, () => {
      socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on("error", () => socket.destroy());
    socket.on("error", () => upstream.destroy());
  });
  const { port, [Symbol.asyncDispose]: dispose } = await listening(proxyServer);
  return { url: `http://127.0.0.1:${port}`, tunnels, [Symbol.asyncDispose]: dispose };
}

it("goes through a proxy", async () => {
  await using target = await startTestServer();
  await using proxy = await tunnelling();
  await using client = createClient({ baseUrl: target.url, user: "ada", proxy: proxy.url });
  await client.workflows.create(request("rain"));
  expect(proxy.tunnels).toEqual([`127.0.0.1:${target.port}`]);
  expect(target.ledger).toHaveLength(1);
});

it("follows the environment's proxy when told to", async () => {
  await using target = await startTestServer();
  await using proxy = await tunnelling();
  vi.stubEnv("http_proxy", proxy.url);
  vi.stubEnv("no_proxy", "elsewhere");
  await using client = createClient({ baseUrl: target.url, user: "ada", proxy: "env" });
  vi.unstubAllEnvs();
  await client.workflows.create(request("rain"));
  expect(proxy.tunnels).toEqual([`127.0.0.1:${target.port}`]);
});

it("tells a proxy that is not there from a server that is not", async () => {
  await using client = createClient({ baseUrl: "http://127.0.0.1:9", proxy: "http://127.0.0.1:1", retry: false });
  await expect(client.workflows.overview("rain")).rejects.toMatchObject({ code: "connection-failed", effect: "none" });
});

it("asks a function for headers before each call and lets nothing replace the user", async () => {
  const seen: unknown[] = [];
  const plain = createServer((message, response) => {
    seen.push([message.headers["x-trace"], message.headers["user"], message.headers["accept"]]);
    response.end(OVERVIEW);
  });
  await using server = await listening(plain);
  let count = 0;
  const headers = async (): Promise<Record<string, string>> => ({ "x-trace": `t${++count}` });
  await using client = createClient({ baseUrl: `http://127.0.0.1:${server.port}`, user: "ada", headers });
  await client.workflows.overview("rain");
  await client.workflows.overview("rain");
  expect(seen).toEqual([
    ["t1", "ada", "application/json"],
    ["t2", "ada", "application/json"],
  ]);
});

it("says so when credentials cannot be had, and sends nothing", async () => {
  await using server = await startTestServer();
  const bearer = (): Promise<string> => Promise.reject(new Error("the vault is sealed"));
  await using client = createClient({ baseUrl: server.url, auth: { bearer } });
  await expect(client.workflows.overview("rain")).rejects.toMatchObject({
    code: "credentials-failed",
    effect: "none",
    message: "The bearer token of a call could not be had: the vault is sealed.",
  });
  expect(server.requests).toEqual([]);
});

it("refuses headers that cannot be sent, without showing them", async () => {
  await using server = await startTestServer();
  await using client = createClient({ baseUrl: server.url, user: "ada", auth: { bearer: "two\nlines" } });
  const call = client.workflows.overview("rain");
  await expect(call).rejects.toMatchObject({ code: "invalid-argument", effect: "none", attempts: 1 });
  await expect(call).rejects.not.toThrow(/lines/);
});

it("refuses an answer larger than it was told to take", async () => {
  const large = createServer((_message, response) => response.end(`{"workflow_id":"${"x".repeat(5000)}"}`));
  await using server = await listening(large);
  const baseUrl = `http://127.0.0.1:${server.port}`;
  await using client = createClient({ baseUrl, maxResponseBytes: 1000, retry: false });
  await expect(client.workflows.overview("rain")).rejects.toMatchObject({ code: "bad-response" });
});
