import { readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startTestServer } from "@stave/runtime-client/testing";
import { afterAll, expect, it } from "vitest";
import { runStave } from "./run-stave.js";

const certificates = fileURLToPath(new URL("../../runtime-client/test/tls/", import.meta.url));
const cwd = await mkdtemp(join(tmpdir(), "stave-access-"));
afterAll(() => rm(cwd, { recursive: true, force: true }));

async function stave(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ended> {
  const { code, out, err } = await runStave(cwd, args, env);
  return { code, out: out + err };
}

interface Ended {
  readonly code: number | null;
  readonly out: string;
}

function port(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

it("shows a certificate, a token and headers to the server, and the token to nobody else", async () => {
  const seen: IncomingHttpHeaders[] = [];
  const pem = (name: string): Buffer => readFileSync(join(certificates, name));
  const server = createTlsServer(
    { cert: pem("server.crt"), key: pem("server.key"), ca: pem("ca.crt"), requestCert: true, rejectUnauthorized: true },
    ({ headers }, response) => {
      seen.push(headers);
      response.writeHead(401, { "content-type": "application/json" });
      response.end(JSON.stringify({ status: "UNAUTHORIZED", message: `no ${headers.authorization}` }));
    },
  );
  const url = `https://localhost:${await port(server)}`;
  writeFileSync(join(cwd, "token"), "s3cret-of-file\n");
  const tls = ["--ca", "ca.crt", "--cert", "client.crt", "--key", "client.key"];
  const files = tls.map((part) => (part.endsWith(".crt") || part.endsWith(".key") ? join(certificates, part) : part));
  const common = ["status", "a", "--url", url, ...files, "--header", "x-team=data=eng", "--header", "x-trace: 1"];
  const { code, out } = await stave([...common, "--token-file", "token"], {});
  expect({ code, out }).toMatchObject({ code: 2, out: expect.stringContaining("401") });
  expect(out).not.toContain("s3cret");
  await stave(common, { STAVE_TOKEN: "s3cret-of-environment" });
  expect(seen[0]).toMatchObject({ authorization: "Bearer s3cret-of-file", "x-team": "data=eng", "x-trace": "1" });
  expect(seen[1]).toMatchObject({ authorization: "Bearer s3cret-of-environment" });
  expect((await stave(["status", "a", "--url", url, ...files.slice(0, 2)], {})).code).toBe(2);
  expect(seen).toHaveLength(2);
  server.close();
});

it("goes through the proxy of the environment, but not to its own machine", async () => {
  await using server = await startTestServer();
  const asked: unknown[] = [];
  const proxy = createServer().on("connect", ({ url }, socket) => {
    asked.push(url);
    const onward = connect(Number(new URL(server.url).port), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connected\r\n\r\n");
      onward.pipe(socket).pipe(onward);
    });
    socket.on("error", () => onward.destroy());
    onward.on("error", () => socket.destroy());
  });
  const environment = { HTTP_PROXY: `http://127.0.0.1:${await port(proxy)}`, NO_PROXY: "", no_proxy: "" };
  const through = await stave(["status", "a", "--url", "http://maestro.example"], environment);
  expect(through.out).toContain("answered 404");
  expect([...new Set(asked)]).toEqual(["maestro.example:80"]);
  await stave(["status", "a", "--url", server.url], environment);
  expect(new Set(asked).size).toBe(1);
  proxy.close();
});

it("refuses a header that is none, and a file that is not there", async () => {
  expect((await stave(["status", "a", "--header", "team"], {})).out).toContain("Write it as name=value.");
  const { code, out } = await stave(["status", "a", "--url", "https://localhost:9", "--ca", "no.pem"], {});
  expect({ code, out }).toMatchObject({ code: 2, out: expect.stringContaining("no.pem") });
});
