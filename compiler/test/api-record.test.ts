import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { apiRecord, recordedPackages } from "../../scripts/api-record.js";

it.each(recordedPackages)("%s exports what its record says", (name) => {
  const file = `${name}/api.txt`;
  const text = apiRecord(name);
  if (process.env["RECORD"] === "1") writeFileSync(file, text);
  expect(text).toBe(existsSync(file) ? readFileSync(file, "utf8") : "");
});
