import { readFileSync, writeFileSync } from "node:fs";
import { functionDocs } from "@stave/ir-schema";

const file = "docs/functions.md";

/** Writes the page of the function library where it differs. */
export function writeFunctionDocs(): void {
  const text = functionDocs();
  const current = readFileSync(file, { encoding: "utf8", flag: "a+" });
  if (current !== text) writeFileSync(file, text);
}
