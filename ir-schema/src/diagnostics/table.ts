import { builderDiagnostics } from "./builder.js";
import { clientDiagnostics } from "./client.js";
import { commandDiagnostics } from "./command.js";
import type { Diagnostic, DiagnosticEntry, Fix, Place, Related } from "./diagnostic.js";
import { evaluationDiagnostics } from "./evaluation.js";
import { expressionDiagnostics } from "./expression.js";
import { graphDiagnostics } from "./graph.js";
import { irDiagnostics } from "./ir.js";
import { lambdaDiagnostics } from "./lambda.js";
import { loadDiagnostics } from "./load.js";
import { paramDiagnostics } from "./params.js";
import { pythonDiagnostics } from "./python.js";
import { runtimeDiagnostics } from "./runtime.js";
import { targetDiagnostics } from "./target.js";

type Table = typeof loadDiagnostics &
  typeof clientDiagnostics &
  typeof builderDiagnostics &
  typeof commandDiagnostics &
  typeof graphDiagnostics &
  typeof paramDiagnostics &
  typeof irDiagnostics &
  typeof expressionDiagnostics &
  typeof evaluationDiagnostics &
  typeof lambdaDiagnostics &
  typeof pythonDiagnostics &
  typeof runtimeDiagnostics &
  typeof targetDiagnostics;

const table: Table = {
  ...loadDiagnostics,
  ...clientDiagnostics,
  ...builderDiagnostics,
  ...commandDiagnostics,
  ...graphDiagnostics,
  ...paramDiagnostics,
  ...irDiagnostics,
  ...expressionDiagnostics,
  ...evaluationDiagnostics,
  ...lambdaDiagnostics,
  ...pythonDiagnostics,
  ...runtimeDiagnostics,
  ...targetDiagnostics,
};

/** Every diagnostic by its readable name. */
export const diagnosticTable: Table = table;

/** The readable name of a diagnostic, for example `duplicate-step-id`. */
export type DiagnosticName = keyof Table;

/** What the texts of one diagnostic need to know. */
export type DiagnosticDetails<TName extends DiagnosticName> =
  Table[TName] extends DiagnosticEntry<infer TDetails> ? TDetails : never;

/** What may be known besides the place. */
export interface DiagnosticExtras {
  readonly related?: readonly Related[];
  readonly fix?: Fix;
  readonly hint?: string;
}

/** Makes a diagnostic from its row of the table. */
export function createDiagnostic<TName extends DiagnosticName>(
  name: TName,
  details: DiagnosticDetails<TName>,
  at: Place = {},
  extras: DiagnosticExtras = {},
): Diagnostic {
  const row = diagnosticTable[name] as DiagnosticEntry<DiagnosticDetails<TName>>;
  const hint = extras.hint ?? row.hint?.(details);
  return {
    code: row.code,
    name,
    severity: row.severity,
    message: row.message(details),
    ...(hint !== undefined && { hint }),
    at,
    ...(extras.related !== undefined && { related: extras.related }),
    ...(extras.fix !== undefined && { fix: extras.fix }),
  };
}
