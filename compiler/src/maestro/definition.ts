/** The types Maestro's params can have. */
export type MaestroType =
  | "STRING"
  | "LONG"
  | "DOUBLE"
  | "BOOLEAN"
  | "STRING_MAP"
  | "STRING_ARRAY"
  | "LONG_ARRAY"
  | "DOUBLE_ARRAY"
  | "BOOLEAN_ARRAY"
  | "MAP";

/** A param as a definition states it: a literal value or an SEL expression. */
export interface MaestroParam {
  readonly type: MaestroType;
  readonly value?: unknown;
  readonly expression?: string;
  readonly mode?: string;
  readonly [meta: string]: unknown;
}

/** Params in the order they are evaluated in. */
export type MaestroParams = Readonly<Record<string, MaestroParam>>;

/** What all steps share. */
export interface MaestroStepBody {
  readonly id: string;
  readonly transition?: { readonly successors?: Readonly<Record<string, string>> };
  readonly params?: MaestroParams;
  readonly steps?: readonly MaestroStep[];
  readonly [key: string]: unknown;
}

/** The one-key object around a step. */
export type MaestroStepKind = "step" | "foreach" | "while" | "subworkflow" | "template";

/** A step in its one-key wrapper. */
export type MaestroStep = { readonly [TKind in MaestroStepKind]?: MaestroStepBody };

/** The body of Maestro's create request. */
export interface MaestroDefinition {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly workflow: {
    readonly id: string;
    readonly params?: MaestroParams;
    readonly steps: readonly MaestroStep[];
    readonly [key: string]: unknown;
  };
  readonly [key: string]: unknown;
}
