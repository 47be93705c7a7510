import type { Diagnostic } from "@stave/ir-schema";

/** What the process tells its caller: fine, the user's workflow is wrong, wrong usage or the outside failed. */
export const EXIT: { readonly ok: 0; readonly workflow: 1; readonly outside: 2 } = { ok: 0, workflow: 1, outside: 2 };

/** An exit code. */
export type ExitCode = 0 | 1 | 2;

const OUTSIDE = /^STV(?:7|402|170[12])/;

/** The exit code for findings that block: outside when all of them are about what was asked, not about a workflow. */
export function exitFor(diagnostics: readonly Diagnostic[]): ExitCode {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return errors.length > 0 && errors.every(({ code }) => OUTSIDE.test(code)) ? EXIT.outside : EXIT.workflow;
}
