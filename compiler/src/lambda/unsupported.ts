import type { Expression, Node, Statement } from "acorn";
import type { LambdaContext } from "./context.js";

const rewrites: Readonly<Record<string, readonly [what: string, rewrite: string]>> = {
  AssignmentExpression: [
    "an assignment",
    "Give each value its own `const`, with a choice where it depends: `const rate = n > 5 ? 0.01 : 0.1`.",
  ],
  UpdateExpression: ["`++` or `--`", "Give each value its own `const`: `const next = n + 1`."],
  ThisExpression: ["`this`", "Pass what you need in the list."],
  Super: ["`super`", "Pass what you need in the list."],
  ArrowFunctionExpression: ["a function as a value", "Write it as the argument of `map`, `filter` or the like."],
  FunctionExpression: ["a function as a value", "Write an arrow function as the argument of `map` or the like."],
  ClassExpression: ["a class", "Use an object literal."],
  TaggedTemplateExpression: ["a tagged template", "Use a plain template: `…${x}…`."],
  SequenceExpression: ["the comma operator", "Write only the last value."],
  AwaitExpression: ["`await`", "Do the work in a step and pass its output."],
  YieldExpression: ["`yield`", "Build a list with `map` or `flatMap`."],
  ImportExpression: ["`import()`", "Pass what you need in the list."],
  MetaProperty: ["`import.meta`", "Pass what you need in the list."],
  ForStatement: ["a loop", "Use `fn.range(n)` with `map`, `filter` or `reduce`."],
  ForOfStatement: ["a loop", "Use `map` or `filter`; to add up write `xs.reduce((sum, x) => sum + x, 0)`."],
  ForInStatement: ["a loop", "Use `Object.entries(map).map(([key, value]) => …)`."],
  WhileStatement: ["a loop", "Use `fn.range(n)` with `map` or `reduce`."],
  DoWhileStatement: ["a loop", "Use `fn.range(n)` with `map` or `reduce`."],
  SwitchStatement: ["`switch`", "Use `if … return`, or a chain of `? :`."],
  ThrowStatement: ["`throw`", "Check the value in a step, which may fail."],
  TryStatement: ["`try`", "Do the work in a step, which may fail."],
  ExpressionStatement: ["a statement without effect", "Return the value, or give it a `const`."],
  FunctionDeclaration: ["a function declaration", "Write `const name = (x) => …`."],
  ClassDeclaration: ["a class", "Use an object literal."],
  LabeledStatement: ["a label", "Use `if … return`."],
  BreakStatement: ["`break`", "Use `some`, `every` or `find`."],
  ContinueStatement: ["`continue`", "Use `filter`."],
  DebuggerStatement: ["`debugger`", "Remove it."],
  WithStatement: ["`with`", "Name the object each time."],
};

const unary: Readonly<Record<string, readonly [what: string, rewrite: string]>> = {
  typeof: ["`typeof`", "Types are known; test for null with `x != null`."],
  delete: ["`delete`", "Build a new object without the key."],
  void: ["`void`", "Write `null`."],
  "~": ["the bit operator `~`", "Use `Math.trunc(x)` to cut a fraction."],
};

/** Reports syntax that expressions do not have, with what to write instead. */
export function unsupportedSyntax(node: Expression | Statement | Node, context: LambdaContext): undefined {
  const known =
    node.type === "UnaryExpression" ? unary[(node as { operator?: string }).operator ?? ""] : rewrites[node.type];
  const [what, rewrite] = known ?? [`\`${node.type}\``, "Do the work in a step."];
  return context.unsupported(node, what, rewrite);
}
