import {
  createDiagnostic,
  type Diagnostic,
  type DiagnosticDetails,
  type DiagnosticName,
  type Related,
} from "@stave/ir-schema";

/** Collects the findings about one workflow. */
export interface Reporter {
  readonly workflow: string;
  readonly found: Diagnostic[];
  report<TName extends DiagnosticName>(
    name: TName,
    details: DiagnosticDetails<TName>,
    pointer: string,
    extras?: { readonly related?: readonly Related[]; readonly hint?: string },
  ): void;
}

/** A reporter that begins empty. */
export function createReporter(workflow: string): Reporter {
  const found: Diagnostic[] = [];
  return {
    workflow,
    found,
    report: (name, details, pointer, extras) => {
      found.push(createDiagnostic(name, details, { workflow, pointer }, extras));
    },
  };
}
