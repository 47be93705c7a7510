/** Offsets of a piece of Python text, counted in UTF-16 units from the start of its file. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A Python literal as the reader keeps it: integers are exact, so they are `bigint`. */
export type PythonConstant = string | number | bigint | boolean | null;

export interface NameExpression extends Span {
  readonly kind: "name";
  readonly id: string;
}
export interface AttributeExpression extends Span {
  readonly kind: "attribute";
  readonly value: PythonExpression;
  readonly attribute: string;
}
export interface SubscriptExpression extends Span {
  readonly kind: "subscript";
  readonly value: PythonExpression;
  readonly items: readonly PythonExpression[];
}
export interface CallExpression extends Span {
  readonly kind: "call";
  readonly callee: PythonExpression;
  readonly positional: readonly PythonExpression[];
  readonly keywords: readonly { readonly name: string; readonly value: PythonExpression }[];
}
export interface ConstantExpression extends Span {
  readonly kind: "constant";
  readonly value: PythonConstant;
  /** Where the text of a plain one-piece string starts, so that a string annotation keeps its positions. */
  readonly textFrom?: number;
}
export interface SequenceExpression extends Span {
  readonly kind: "list" | "tuple" | "set";
  readonly items: readonly PythonExpression[];
}
export interface DictExpression extends Span {
  readonly kind: "dict";
  readonly entries: readonly { readonly key: PythonExpression; readonly value: PythonExpression }[];
}
export interface UnaryExpression extends Span {
  readonly kind: "unary";
  readonly operator: string;
  readonly operand: PythonExpression;
}
export interface BinaryExpression extends Span {
  readonly kind: "binary";
  readonly operator: string;
  readonly left: PythonExpression;
  readonly right: PythonExpression;
}
export interface EllipsisExpression extends Span {
  readonly kind: "ellipsis";
}
/** Anything the reader has no use for: comprehensions, lambdas, f-strings, bytes. */
export interface OpaqueExpression extends Span {
  readonly kind: "opaque";
}

export type PythonExpression =
  | NameExpression
  | AttributeExpression
  | SubscriptExpression
  | CallExpression
  | ConstantExpression
  | SequenceExpression
  | DictExpression
  | UnaryExpression
  | BinaryExpression
  | EllipsisExpression
  | OpaqueExpression;
