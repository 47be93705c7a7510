import type { ConstantExpression, PythonExpression, Span } from "./expression.js";

/**
 * Moves an expression parsed out of a string literal to where it stands in the file. A literal with escapes or several
 * pieces has no exact places, so all of the expression then stands at the literal.
 */
export function relocate(expression: PythonExpression, literal: ConstantExpression): PythonExpression {
  const { textFrom } = literal;
  if (textFrom === undefined) return mapSpans(expression, () => ({ from: literal.from, to: literal.to }));
  const shift = textFrom - 1;
  return mapSpans(expression, ({ from, to }) => ({ from: from + shift, to: to + shift }));
}

function mapSpans(expression: PythonExpression, move: (span: Span) => Span): PythonExpression {
  const inner = (child: PythonExpression): PythonExpression => mapSpans(child, move);
  const span = move(expression);
  switch (expression.kind) {
    case "attribute":
    case "subscript":
      return {
        ...expression,
        ...span,
        value: inner(expression.value),
        ...("items" in expression && { items: expression.items.map(inner) }),
      } as PythonExpression;
    case "binary":
      return { ...expression, ...span, left: inner(expression.left), right: inner(expression.right) };
    case "unary":
      return { ...expression, ...span, operand: inner(expression.operand) };
    case "list":
    case "tuple":
    case "set":
      return { ...expression, ...span, items: expression.items.map(inner) };
    case "call":
      return {
        ...expression,
        ...span,
        callee: inner(expression.callee),
        positional: expression.positional.map(inner),
        keywords: expression.keywords.map(({ name, value }) => ({ name, value: inner(value) })),
      };
    case "constant": {
      const { textFrom, ...rest } = expression;
      const moved = textFrom === undefined ? undefined : move({ from: textFrom, to: textFrom });
      const exact = moved !== undefined && span.to - span.from === expression.to - expression.from;
      return { ...rest, ...span, ...(exact && { textFrom: moved.from }) };
    }
    default:
      return { ...expression, ...span };
  }
}
