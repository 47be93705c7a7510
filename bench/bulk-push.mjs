// Bulk push against raw undici with the same bodies, and plans of unchanged workflows.
// By itself, on the built packages:  npx tsup && node bench/bulk-push.mjs [--quick]
import { fork } from "node:child_process";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";

const self = fileURLToPath(import.meta.url);
const IN_FLIGHT = 64;

/** A workflow of ten steps and five params. */
function requestOf(index) {
  const params = Object.fromEntries(
    Array.from({ length: 5 }, (_, n) => [`param_${n}`, { type: "STRING", value: `value ${n} of ${index}` }]),
  );
  const steps = Array.from({ length: 10 }, (_, n) => ({
    step: {
      id: `step_${n}`,
      type: "NoOp",
      transition: n < 9 ? { successors: { [`step_${n + 1}`]: "true" } } : {},
      params: {
        x: { type: "LONG", expression: `params.getFromInstance('workflow_instance_id') + ${n};` },
        y: { type: "STRING", value: `\${param_${n % 5}}` },
      },
    },
  }));
  return { properties: { owner: "bench" }, workflow: { id: `bench-${index}`, params, steps } };
}

function* requests(count) {
  for (let index = 0; index < count; index++) yield requestOf(index);
}

/** The least a server can do: keep the workflow's text and give it back. */
function serve() {
  const stored = new Map();
  const definition = (id, workflow) =>
    `{"properties_snapshot":{"workflow_id":"${id}","create_time":1,"owner":"bench"},"metadata":{"workflow_id":"${id}","workflow_version_id":1,"create_time":1},"workflow":${workflow},"is_active":true}`;
  const server = createServer((message, response) => {
    const chunks = [];
    message.on("data", (chunk) => chunks.push(chunk));
    message.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      if (message.method === "POST") {
        const { workflow } = JSON.parse(body);
        stored.set(workflow.id, JSON.stringify(workflow));
        response.end(`{"workflow_definition":${definition(workflow.id, stored.get(workflow.id))}}`);
      } else {
        const id = message.url.split("/")[4];
        response.end(definition(id, stored.get(id)));
      }
    });
  });
  server.listen(0, "127.0.0.1", () => process.send(server.address().port));
  process.on("disconnect", () => process.exit());
}

async function withServer(use) {
  const child = fork(self, ["--serve"]);
  const port = await new Promise((resolve) => child.once("message", resolve));
  try {
    return await use(`http://127.0.0.1:${port}`);
  } finally {
    child.disconnect();
  }
}

/** Works on items with a fixed number in flight. */
async function inLanes(items, work) {
  const iterator = items[Symbol.iterator]();
  const lane = async () => {
    for (let next = iterator.next(); !next.done; next = iterator.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
}

async function seconds(work) {
  const begin = performance.now();
  await work();
  return (performance.now() - begin) / 1000;
}

function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

async function rawPush(pool, count) {
  await inLanes(requests(count), async (request) => {
    const headers = { "content-type": "application/json", user: "bench", accept: "application/json" };
    const answer = await pool.request({
      method: "POST",
      path: "/api/v3/workflows",
      headers,
      body: JSON.stringify(request),
    });
    if (answer.statusCode !== 200) throw new Error(`answered ${answer.statusCode}`);
    await answer.body.json();
  });
}

async function rawRead(pool, count) {
  await inLanes(requests(count), async ({ workflow }) => {
    const answer = await pool.request({ method: "GET", path: `/api/v3/workflows/${workflow.id}/versions/latest` });
    if (answer.statusCode !== 200) throw new Error(`answered ${answer.statusCode}`);
    await answer.body.json();
  });
}

async function bulk(bulkPush, client, count) {
  let pushed = 0;
  for await (const result of bulkPush(client, requests(count), { always: true, concurrency: IN_FLIGHT })) {
    if (result.outcome !== "created") throw new Error(`${result.id} was ${result.outcome}`);
    pushed++;
  }
  if (pushed !== count) throw new Error(`${pushed} of ${count} were pushed`);
}

async function planAll(plan, client, count) {
  const { unchanged } = await plan(client, requests(count), { concurrency: IN_FLIGHT });
  if (unchanged !== count) throw new Error(`${unchanged} of ${count} were unchanged`);
}

/** Alternates the two in short rounds, so that both see the same machine; the ratio is the median of the rounds' own. */
async function compare(rounds, raw, ours) {
  const times = [];
  await raw();
  await ours();
  for (let round = 0; round < rounds; round++) times.push({ raw: await seconds(raw), ours: await seconds(ours) });
  return {
    ours: median(times.map((time) => time.ours)),
    baseline: median(times.map((time) => time.raw)),
    slowdown: median(times.map((time) => time.ours / time.raw)),
  };
}

/** The rows of this bench: seconds, and the ratio the goal speaks of. */
export async function run({ quick = false } = {}) {
  const { bulkPush, createClient, plan } = await import("@stave/runtime-client");
  const { Pool } = await import("undici");
  const count = quick ? 1_000 : 2_000;
  const fleet = quick ? 2_000 : 10_000;
  const rounds = quick ? 7 : 15;
  return withServer(async (baseUrl) => {
    const pool = new Pool(baseUrl, { connections: IN_FLIGHT });
    const client = createClient({ baseUrl, user: "bench", connections: IN_FLIGHT });
    const push = await compare(
      rounds,
      () => rawPush(pool, count),
      () => bulk(bulkPush, client, count),
    );
    await rawPush(pool, fleet);
    const planned = await compare(
      3,
      () => rawRead(pool, fleet),
      () => planAll(plan, client, fleet),
    );
    await Promise.all([pool.close(), client.close()]);
    const [{ slowdown: pushing, ...pushTimes }, { slowdown: planning, ...planTimes }] = [push, planned];
    return [
      {
        name: `bulk push of ${count} workflows, share of raw undici's speed`,
        ...pushTimes,
        ratio: 1 / pushing,
        goal: "≥ 0.8",
      },
      {
        name: `plan of ${fleet} unchanged workflows, times raw undici reading them`,
        ...planTimes,
        ratio: planning,
        goal: "none set",
      },
    ];
  });
}

if (process.argv[1] === self) {
  if (process.argv.includes("--serve")) serve();
  else for (const row of await run({ quick: process.argv.includes("--quick") })) console.log(JSON.stringify(row));
}
