import type { Diagnostic, Json, SourceSpan, Type } from "@stave/ir-schema";

/** What `Annotated` and docstrings say besides the type. */
export interface Constraints {
  readonly doc?: string;
  readonly min?: number;
  readonly max?: number;
  readonly exclusiveMin?: number;
  readonly exclusiveMax?: number;
  readonly unit?: string;
}

/** One keyword of a Python function. */
export interface PythonParam extends Constraints {
  readonly name: string;
  readonly type: Type;
  /** The annotation as it is written, for messages in Python's words. */
  readonly pythonType: string;
  readonly line: number;
  readonly column: number;
  readonly hasDefault: boolean;
  /** The default as JSON, when it is a literal that fits the type. */
  readonly default?: Json;
  /** The default as it is written. */
  readonly defaultText?: string;
}

/** How the returned value becomes outputs: not at all, as the one output `result`, or field by field. */
export type ReturnForm = "none" | "result" | "fields";

/** The result side of a Python function. */
export interface PythonReturns {
  readonly form: ReturnForm;
  readonly outputs: Readonly<Record<string, Type>>;
  readonly pythonTypes: Readonly<Record<string, string>>;
  readonly docs: Readonly<Record<string, string>>;
}

/** A function that can be a step: every part of its signature is known. */
export interface PythonFunction {
  readonly name: string;
  /** The file that defines it; differs from the module's own for a re-export. */
  readonly fileName: string;
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
  readonly async: boolean;
  /** The docstring without its sections on parameters. */
  readonly doc?: string;
  readonly params: readonly PythonParam[];
  readonly kwargs?: Type;
  readonly returns: PythonReturns;
}

/** A function the module exports that cannot be a step, with the reasons. */
export interface RefusedFunction {
  readonly name: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** What the reader knows of one Python file. */
export interface PythonModule {
  readonly fileName: string;
  readonly doc?: string;
  readonly functions: readonly PythonFunction[];
  readonly refused: readonly RefusedFunction[];
  /** All findings, those of the refused functions included, in source order. */
  readonly diagnostics: readonly Diagnostic[];
  /** The first place the grammar could not read; only CPython can tell whether it is wrong, see `confirmSyntax`. */
  readonly doubt?: SourceSpan;
  /** Every file that was read, the module's own first. */
  readonly files: readonly string[];
}
