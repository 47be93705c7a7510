import { expect, it } from "vitest";
import { AdaptiveLimit } from "../src/bulk/adaptive-limit.js";

function limited(initial: number, max: number) {
  const time = { now: 0, slept: [] as number[] };
  const clock = {
    now: () => time.now,
    random: () => 0,
    sleep: async (ms: number) => {
      time.slept.push(ms);
      time.now += ms;
    },
  };
  return { time, limit: new AdaptiveLimit({ initial, max, clock }) };
}

it("grows with each success, but not beyond what is allowed", () => {
  const { limit } = limited(4, 10);
  for (let success = 0; success < 3; success++) limit.succeeded();
  expect(limit.current).toBe(7);
  for (let success = 0; success < 30; success++) limit.succeeded();
  expect(limit.current).toBe(10);
});

it("halves once for a burst of refusals, and then grows by one a round", () => {
  const { time, limit } = limited(16, 64);
  for (let refusal = 0; refusal < 10; refusal++) limit.slowDown(0);
  expect(limit.current).toBe(8);
  time.now += 200;
  limit.slowDown(0);
  expect(limit.current).toBe(4);
  for (let success = 0; success < 4; success++) limit.succeeded();
  expect(limit.current).toBe(5);
  for (let refusal = 0; refusal < 10; refusal++) {
    time.now += 200;
    limit.slowDown(0);
  }
  expect(limit.current).toBe(1);
});

it("lets nothing in before the time the server asked for is over", async () => {
  const { time, limit } = limited(4, 4);
  limit.slowDown(3000);
  await limit.enter();
  expect(time.slept).toEqual([3000]);
});

it("lets in no more than it allows", async () => {
  const { limit } = limited(2, 2);
  await limit.enter();
  await limit.enter();
  let third = false;
  const waiting = limit.enter().then(() => {
    third = true;
  });
  await Promise.resolve();
  expect(third).toBe(false);
  limit.leave();
  await waiting;
  expect(third).toBe(true);
});
