import { checkSel, parseSel, type SelType, type SelVariable } from "../../src/sel/index.js";
import type { RecordedCase } from "./recorded-cases.js";

/** What the parser and the checker say about a recorded case. */
export interface Verdict {
  readonly item: RecordedCase;
  readonly errors: readonly { readonly code: string; readonly kind?: string; readonly message: string }[];
  readonly type: SelType | undefined;
}

/** Checks a case from its text and the types of its variables alone. */
export function verdictOf(item: RecordedCase): Verdict {
  const { program, errors } = parseSel(item.expr ?? "", { param: item.entry === "param" });
  if (program === undefined || errors.length > 0) return { item, errors, type: undefined };
  const vars = Object.fromEntries(
    Object.entries(item.vars).map(([name, { type }]): [string, SelVariable] => [name, { type: type as SelType }]),
  );
  const { diagnostics, type } = checkSel(program, { vars, paramFunctions: item.ext !== undefined });
  return { item, errors: diagnostics.filter(({ severity }) => severity === "error"), type };
}
