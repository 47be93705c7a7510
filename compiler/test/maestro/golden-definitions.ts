import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { IrDocument } from "@stave/ir-schema";
import type { JsonObject } from "../../src/maestro/import/normalize.js";
import { lowerWorkflow } from "../../src/maestro/index.js";

const cases = new URL("../cases/", import.meta.url);
const examples = new URL("../../../examples/", import.meta.url);

/** A document, or the first of a fleet. */
type Recorded = IrDocument | { readonly first: IrDocument };

/** The recorded IR of examples and cases, lowered; those that Maestro cannot play are left out. */
export function goldenDefinitions(): readonly JsonObject[] {
  const files = [
    ...readdirSync(cases).map((name) => new URL(`${name}/ir.json`, cases)),
    ...readdirSync(examples, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ir.json") && !name.includes("node_modules"))
      .map((name) => new URL(name, examples)),
  ];
  return files.flatMap((file) => {
    if (!existsSync(file)) return [];
    const read = JSON.parse(readFileSync(file, "utf8")) as Recorded | readonly Recorded[];
    return [read].flat().flatMap((one: Recorded) => {
      const { definition } = lowerWorkflow("first" in one ? one.first : one, { defaultImage: "python:3.12" });
      return definition === undefined ? [] : [definition as unknown as JsonObject];
    });
  });
}
