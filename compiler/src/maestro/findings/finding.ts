import type { Severity } from "@stave/ir-schema";
import { expressionFindings } from "./expression-findings.js";
import { fileFindings } from "./file-findings.js";
import { importFindings } from "./import-findings.js";
import { paramFindings } from "./param-findings.js";
import { shapeFindings } from "./shape-findings.js";
import { stepFindings } from "./step-findings.js";
import { timeFindings } from "./time-findings.js";

/** A change of one file's text that mends a finding. */
export interface DefinitionFix {
  readonly description: string;
  readonly edits: readonly { readonly start: number; readonly end: number; readonly text: string }[];
}

/** Something wrong with a definition; lines and columns count from 1. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly file: string;
  /** JSON pointer into the file. */
  readonly pointer: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly hint?: string;
  readonly fix?: DefinitionFix;
}

interface FindingText {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string;
}

type Texts = typeof shapeFindings &
  typeof paramFindings &
  typeof stepFindings &
  typeof expressionFindings &
  typeof timeFindings &
  typeof fileFindings &
  typeof importFindings;

/** Every finding about definitions by its readable name. */
export const definitionFindings: Texts = {
  ...shapeFindings,
  ...paramFindings,
  ...stepFindings,
  ...expressionFindings,
  ...timeFindings,
  ...fileFindings,
  ...importFindings,
};

/** The readable name of a finding. */
export type FindingName = keyof Texts;

type PartsOf<TText> = TText extends `${string}{${infer TName}}${infer TRest}` ? TName | PartsOf<TRest> : never;

/** What the texts of a finding need to know. */
export type FindingDetails<TName extends FindingName> = Readonly<
  Record<PartsOf<Texts[TName][keyof Texts[TName]]>, string | number>
>;

/** Fills the parts of a finding's texts in; a hint without text is left out. */
export function findingText<TName extends FindingName>(
  name: TName,
  details: FindingDetails<TName>,
): { readonly code: string; readonly severity: Severity; readonly message: string; readonly hint?: string } {
  const { code, severity, message, hint }: FindingText = definitionFindings[name];
  const values = details as Readonly<Record<string, string | number>>;
  const filled = hint === undefined ? "" : fill(hint, values);
  return { code, severity, message: fill(message, values), ...(filled !== "" && { hint: filled }) };
}

function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (_whole, name: string) => String(values[name] ?? ""));
}
