import { readdirSync, readFileSync } from "node:fs";
import { digestIr } from "@stave/ir-schema";
import { readIr } from "@stave/ir-schema/read";
import { expect, it } from "vitest";

const corpus = new URL("../corpus/", import.meta.url);

// What a release wrote is never written again: a later release that cannot read it, or reads something else, is wrong.
for (const version of readdirSync(corpus)) {
  const folder = new URL(`${version}/`, corpus);
  const read = (name: string): string => readFileSync(new URL(name, folder), "utf8");
  const digests = Object.entries(JSON.parse(read("digests.json")) as Record<string, string>);

  it(`reads all ${digests.length} documents that IR ${version} wrote, to the same digest`, () => {
    expect(digests.length).toBeGreaterThan(40);
    for (const [name, digest] of digests) {
      const { document, diagnostics } = readIr(read(`${name}.json`));
      expect(diagnostics, name).toEqual([]);
      expect(document && digestIr(document), name).toBe(digest);
    }
  });
}
