import { expect, it } from "vitest";
import { durationMs } from "../src/duration.js";

it.each([
  [1500, 1500],
  ["500ms", 500],
  ["30s", 30_000],
  ["1h 30min", 5_400_000],
  ["1h30m", 5_400_000],
  ["1.5h", 5_400_000],
  ["2d", 172_800_000],
])("reads %j as %d ms", (duration, ms) => {
  expect(durationMs(duration, "timeout")).toBe(ms);
});

it.each(["", "soon", "30", "5 weeks", "1h and more", -5, Number.NaN])("refuses %j", (duration) => {
  expect(() => durationMs(duration, "timeout")).toThrow(/^timeout is .*, but a duration is expected\.$/);
});
