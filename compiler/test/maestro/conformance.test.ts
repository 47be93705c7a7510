import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { checkDefinitionFiles, type DefinitionFile, type Finding } from "../../src/maestro/index.js";

const root = new URL("../../conformance/maestro/", import.meta.url);

function read(folder: string): readonly DefinitionFile[] {
  return readdirSync(new URL(`${folder}/`, root)).map((name) => ({
    path: `${folder}/${name}`,
    text: readFileSync(new URL(`${folder}/${name}`, root), "utf8"),
  }));
}

function show({ file, line, column, code, severity, message }: Finding): string {
  return `${file}:${line}:${column} ${severity} ${code} ${message}`;
}

const findings = [...read("samples"), ...read("yaml"), ...read("requests")].flatMap((file) =>
  checkDefinitionFiles([file]),
);

it("says of Maestro's own definitions", async () => {
  const lines = findings.filter(({ severity }) => severity !== "info").map(show);
  await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("cases/conformance.txt");
});
