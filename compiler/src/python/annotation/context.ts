import type { Diagnostic, DiagnosticDetails, DiagnosticName, Type } from "@stave/ir-schema";
import { createDiagnostic } from "@stave/ir-schema/diagnostics";
import type { Scope } from "../scope/binding.js";
import type { ModuleLoader } from "../scope/module-loader.js";
import type { Constraints } from "../signature.js";
import type { PythonExpression, Span } from "../syntax/expression.js";
import { rangeOf, type SourceText } from "../syntax/source-text.js";
import type { ClassStatement } from "../syntax/statement.js";

/** A type read from an annotation, with what `Annotated` adds to it. */
export interface AnnotatedType extends Constraints {
  readonly type: Type;
  /** `NotRequired[…]` and `Required[…]` of a TypedDict's field. */
  readonly required?: boolean;
}

/** Where an annotation is read, and what its messages call it. */
export interface AnnotationContext {
  readonly scope: Scope;
  readonly loader: ModuleLoader;
  /** "Parameter `lr` of `fit`". */
  readonly subject: string;
  /** A dataclass default makes a key optional on the way in; on the way out every field is there. */
  readonly direction: "in" | "out";
  readonly typeArguments: ReadonlyMap<string, Type>;
  /** The function's own `[T]`, which no argument binds. */
  readonly typeVariables: ReadonlySet<string>;
  /** Classes and aliases being expanded, so that a recursive one ends. */
  readonly expanding: readonly (ClassStatement | PythonExpression)[];
  /** How many types enclose this one. */
  readonly depth: number;
  /** How many more types the function may have in all: aliases can double a type at each step. */
  readonly allowance: { left: number };
  /** Set when the annotation is in another file or was computed: findings point here instead. */
  readonly place?: { readonly source: SourceText; readonly span: Span };
  readonly report: (diagnostic: Diagnostic) => void;
}

/** The annotation as it is written, on one line. */
export function annotationText(expression: PythonExpression, context: AnnotationContext): string {
  const { text } = context.scope.module.source;
  return text.slice(expression.from, expression.to).replaceAll(/\s+/g, " ").trim();
}

/** Reports a finding at an expression, or at the place the user wrote that led there. */
export function reportAt<TName extends DiagnosticName>(
  context: Pick<AnnotationContext, "scope" | "place" | "report">,
  span: Span,
  name: TName,
  details: DiagnosticDetails<TName>,
): void {
  const at = context.place ?? { source: context.scope.module.source, span };
  const range = rangeOf(at.source, at.span);
  context.report(createDiagnostic(name, details, { span: { file: at.source.fileName, ...range } }));
}

/** The context for an expression that stands in another scope, reached from `from`. */
export function enterScope(
  context: AnnotationContext,
  scope: Scope,
  from: Span,
  expanding: ClassStatement | PythonExpression,
): AnnotationContext {
  const here = context.scope.module.source;
  const elsewhere = scope.module.source.fileName !== here.fileName;
  return {
    ...context,
    scope,
    expanding: [...context.expanding, expanding],
    ...(elsewhere && context.place === undefined && { place: { source: here, span: from } }),
  };
}
