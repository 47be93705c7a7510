import type { Diagnostic } from "./diagnostic.js";

/** Thrown where a mistake must stop the caller at once: carries the diagnostics a person should see. */
export class StaveError extends Error {
  override readonly name = "StaveError";
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map((item) => `${item.code}: ${item.message}${item.hint ? ` ${item.hint}` : ""}`).join("\n"));
    this.diagnostics = diagnostics;
  }
}
