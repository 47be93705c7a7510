/** A half-open range of UTF-16 offsets into the text as the user wrote it. */
export interface SelSpan {
  readonly start: number;
  readonly end: number;
}

/** A name with the place it stands at. */
export interface SelName extends SelSpan {
  readonly kind: "name";
  readonly name: string;
}

/** A type as written in a declaration or after `new`; `name` is not checked by the grammar. */
export interface SelTypeName extends SelSpan {
  readonly name: string;
  readonly array: boolean;
}

/** `42`, always without a sign. */
export interface SelLongLiteral extends SelSpan {
  readonly kind: "long";
  /** A number while it is a safe integer, a bigint beyond. */
  readonly value: number | bigint;
}

/** `1.5`, `2d` or `1e3`. */
export interface SelDoubleLiteral extends SelSpan {
  readonly kind: "double";
  readonly value: number;
}

/** `'text'`, with its escapes read. */
export interface SelStringLiteral extends SelSpan {
  readonly kind: "string";
  readonly value: string;
}

/** `true` or `false`. */
export interface SelBooleanLiteral extends SelSpan {
  readonly kind: "boolean";
  readonly value: boolean;
}

/** `null`. */
export interface SelNullLiteral extends SelSpan {
  readonly kind: "null";
}

/** The operators before one operand. */
export type SelUnaryOperator = "-" | "+" | "!";

/** `-x`, `+x` or `!x`. */
export interface SelUnary extends SelSpan {
  readonly kind: "unary";
  readonly operator: SelUnaryOperator;
  readonly operand: SelExpression;
}

/** The operators between two operands. */
export type SelBinaryOperator = "||" | "&&" | "==" | "!=" | "<" | ">" | "<=" | ">=" | "+" | "-" | "*" | "/" | "%";

/** `operatorStart` is the offset of the operator itself. Chains lean left and can be thousands of nodes deep. */
export interface SelBinary extends SelSpan {
  readonly kind: "binary";
  readonly operator: SelBinaryOperator;
  readonly operatorStart: number;
  readonly left: SelExpression;
  readonly right: SelExpression;
}

/** `condition ? then : otherwise`. */
export interface SelTernary extends SelSpan {
  readonly kind: "ternary";
  readonly condition: SelExpression;
  readonly then: SelExpression;
  readonly otherwise: SelExpression;
}

/** The operators of assignments. */
export type SelAssignOperator = "=" | "*=" | "/=" | "%=" | "+=" | "-=";

/** `name = value` or `name[index] = value`; nothing else can be assigned to. */
export interface SelAssign extends SelSpan {
  readonly kind: "assign";
  readonly target: SelName;
  readonly index?: SelExpression;
  readonly operator: SelAssignOperator;
  readonly value: SelExpression;
}

/** `object[index]`. */
export interface SelIndex extends SelSpan {
  readonly kind: "index";
  readonly object: SelExpression;
  readonly index: SelExpression;
}

/** `object.field`. */
export interface SelField extends SelSpan {
  readonly kind: "field";
  readonly object: SelExpression;
  readonly field: SelName;
}

/** `object.method(args)`. */
export interface SelCall extends SelSpan {
  readonly kind: "call";
  readonly object: SelExpression;
  readonly method: SelName;
  readonly args: readonly SelExpression[];
}

/** `new T(args)`. */
export interface SelNew extends SelSpan {
  readonly kind: "new";
  readonly type: SelTypeName;
  readonly args: readonly SelExpression[];
}

/** `new T[size]`. */
export interface SelNewArray extends SelSpan {
  readonly kind: "newArray";
  readonly type: SelTypeName;
  readonly size: SelExpression;
}

/** `new T[]{elements}`. */
export interface SelArrayLiteral extends SelSpan {
  readonly kind: "arrayLiteral";
  readonly type: SelTypeName;
  readonly elements: readonly SelExpression[];
}

/** Every expression; brackets leave no trace. */
export type SelExpression =
  | SelName
  | SelLongLiteral
  | SelDoubleLiteral
  | SelStringLiteral
  | SelBooleanLiteral
  | SelNullLiteral
  | SelUnary
  | SelBinary
  | SelTernary
  | SelAssign
  | SelIndex
  | SelField
  | SelCall
  | SelNew
  | SelNewArray
  | SelArrayLiteral;

/** `name` or `name = init` of a declaration. */
export interface SelDeclarator extends SelSpan {
  readonly name: SelName;
  readonly init?: SelExpression;
}

/** `T a = 1, b;`. */
export interface SelDeclaration extends SelSpan {
  readonly kind: "declaration";
  readonly type: SelTypeName;
  readonly declarators: readonly SelDeclarator[];
}

/** `{ … }`. */
export interface SelBlock extends SelSpan {
  readonly kind: "block";
  readonly body: readonly SelStatement[];
}

/** An expression as a statement; the last one is the value of the program. */
export interface SelExpressionStatement extends SelSpan {
  readonly kind: "expression";
  readonly expression: SelExpression;
}

/** `if (condition) then else otherwise`. */
export interface SelIf extends SelSpan {
  readonly kind: "if";
  readonly condition: SelExpression;
  readonly then: SelStatement;
  readonly otherwise?: SelStatement;
}

/** `while (condition) body`. */
export interface SelWhile extends SelSpan {
  readonly kind: "while";
  readonly condition: SelExpression;
  readonly body: SelStatement;
}

/** `for (init; condition; step) body`. */
export interface SelFor extends SelSpan {
  readonly kind: "for";
  readonly init?: SelDeclaration | SelExpression;
  readonly condition?: SelExpression;
  readonly step?: SelExpression;
  readonly body: SelStatement;
}

/** `break;`. */
export interface SelBreak extends SelSpan {
  readonly kind: "break";
}

/** `continue;`. */
export interface SelContinue extends SelSpan {
  readonly kind: "continue";
}

/** `return value;`. */
export interface SelReturn extends SelSpan {
  readonly kind: "return";
  readonly value: SelExpression;
}

/** `throw value;`. */
export interface SelThrow extends SelSpan {
  readonly kind: "throw";
  readonly value: SelExpression;
}

/** Only blocks and programs may hold declarations; the grammar guarantees it. */
export type SelStatement =
  | SelDeclaration
  | SelBlock
  | SelExpressionStatement
  | SelIf
  | SelWhile
  | SelFor
  | SelBreak
  | SelContinue
  | SelReturn
  | SelThrow;

/** `import a.b.*;`, which has no effect. */
export interface SelImport extends SelSpan {
  readonly kind: "import";
  readonly static: boolean;
  readonly path: readonly string[];
  readonly wildcard: boolean;
}

/** A whole SEL text: what Maestro evaluates for one expression. */
export interface SelProgram extends SelSpan {
  readonly kind: "program";
  readonly imports: readonly SelImport[];
  readonly body: readonly SelStatement[];
}

/** Every node of a program. */
export type SelNode = SelExpression | SelStatement | SelImport | SelProgram;
