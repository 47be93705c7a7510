import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, it } from "vitest";

it("needs nothing of Node, so that other hosts can carry the core", async () => {
  const { metafile } = await build({
    entryPoints: [fileURLToPath(new URL("../../src/core/index.ts", import.meta.url))],
    bundle: true,
    write: false,
    metafile: true,
    platform: "neutral",
    external: ["@stave/ir-schema"],
  });
  const imports = Object.values(metafile.inputs).flatMap((input) => input.imports.filter(({ external }) => external));
  expect([...new Set(imports.map(({ path }) => path))]).toEqual(["@stave/ir-schema"]);
});
