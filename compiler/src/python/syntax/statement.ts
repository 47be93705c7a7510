import type { PythonExpression, Span } from "./expression.js";

export type ParameterKind = "positional-only" | "normal" | "keyword-only" | "rest" | "keywords";

export interface ParameterNode extends Span {
  readonly name: string;
  readonly nameSpan: Span;
  readonly kind: ParameterKind;
  readonly annotation?: PythonExpression;
  readonly default?: PythonExpression;
}

export interface FunctionStatement extends Span {
  readonly kind: "function";
  readonly name: string;
  readonly nameSpan: Span;
  readonly async: boolean;
  readonly decorators: readonly PythonExpression[];
  readonly typeParameters: readonly string[];
  readonly parameters: readonly ParameterNode[];
  readonly returns?: PythonExpression;
  readonly doc?: string;
  /** The parameter list could not be read as Python. */
  readonly broken?: Span;
}

export interface ClassStatement extends Span {
  readonly kind: "class";
  readonly name: string;
  readonly nameSpan: Span;
  readonly decorators: readonly PythonExpression[];
  readonly typeParameters: readonly string[];
  readonly bases: readonly PythonExpression[];
  readonly keywords: readonly { readonly name: string; readonly value: PythonExpression }[];
  readonly doc?: string;
  readonly body: readonly PythonStatement[];
}

export interface AssignStatement extends Span {
  readonly kind: "assign";
  readonly target: string;
  readonly annotation?: PythonExpression;
  readonly value?: PythonExpression;
  /** `+=` on the name. */
  readonly augmented?: true;
}

export interface TypeAliasStatement extends Span {
  readonly kind: "type-alias";
  readonly name: string;
  readonly typeParameters: readonly string[];
  readonly value: PythonExpression;
}

/** `import a.b` and `import a.b as c`. */
export interface ImportStatement extends Span {
  readonly kind: "import";
  readonly module: string;
  readonly alias?: string;
}

/** One name of `from …module import name as alias`; `name` is `*` for a star import. */
export interface ImportFromStatement extends Span {
  readonly kind: "import-from";
  readonly level: number;
  readonly module: string;
  readonly name: string;
  readonly alias?: string;
}

/** The first way through an `if` or `try`, then the others: the first to bind a name wins. */
export interface ChoiceStatement extends Span {
  readonly kind: "choice";
  readonly bodies: readonly (readonly PythonStatement[])[];
}

export interface DocStatement extends Span {
  readonly kind: "doc";
  readonly text: string;
}

export type PythonStatement =
  | FunctionStatement
  | ClassStatement
  | AssignStatement
  | TypeAliasStatement
  | ImportStatement
  | ImportFromStatement
  | ChoiceStatement
  | DocStatement;
