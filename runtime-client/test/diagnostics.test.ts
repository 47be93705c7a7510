import { createDiagnostic, type DiagnosticName, diagnosticTable } from "@stave/ir-schema";
import { expect, it } from "vitest";
import { errorNumbers } from "../src/errors.js";

it("has every error of the client in the table of diagnostics, under the same number", () => {
  const rows = Object.entries(diagnosticTable).filter(([name]) => name.startsWith("client-"));
  const listed = Object.fromEntries(rows.map(([name, { code }]) => [name.slice("client-".length), code]));
  expect(listed).toEqual(errorNumbers);
  for (const [name] of rows) {
    expect(createDiagnostic(name as DiagnosticName, { problem: "it failed" } as never).message).toBe("it failed");
  }
});
