import type {
  SelDeclaration,
  SelExpression,
  SelFor,
  SelIf,
  SelImport,
  SelProgram,
  SelStatement,
} from "../syntax/ast.js";
import { printExpression, printForStep, printTypeName } from "./print-expression.js";

type Printers = {
  [K in SelStatement["kind"]]: (node: Extract<SelStatement, { kind: K }>, indent: string) => string;
};

const STEP = "  ";

const printers: Printers = {
  declaration: (node) => `${printDeclaration(node)};`,
  block: (node, indent) => printBlock(node.body, indent),
  expression: (node) => `${printExpression(node.expression)};`,
  if: printIf,
  while: (node, indent) => `while (${printExpression(node.condition)}) ${printStatement(node.body, indent)}`,
  for: (node, indent) => `for (${printForHead(node)}) ${printStatement(node.body, indent)}`,
  break: () => "break;",
  continue: () => "continue;",
  return: (node) => `return ${printExpression(node.value)};`,
  throw: (node) => `throw ${printExpression(node.value)};`,
};

/**
 * Writes a program in one stable layout, one statement a line; parsing it again gives the same tree.
 * @example
 * printSel(parseSel("x=1;return x+1 ;").program!); // "x = 1;\nreturn x + 1;"
 */
export function printSel(program: SelProgram): string {
  const imports = program.imports.map(printImport);
  return [...imports, ...program.body.map((statement) => printStatement(statement, ""))].join("\n");
}

function printStatement(node: SelStatement, indent: string): string {
  return (printers[node.kind] as (node: SelStatement, indent: string) => string)(node, indent);
}

function printBlock(body: readonly SelStatement[], indent: string): string {
  if (body.length === 0) return "{}";
  const inner = indent + STEP;
  const lines = body.map((statement) => inner + printStatement(statement, inner));
  return `{\n${lines.join("\n")}\n${indent}}`;
}

function printIf(node: SelIf, indent: string): string {
  const head = `if (${printExpression(node.condition)}) `;
  if (node.otherwise === undefined) return head + printStatement(node.then, indent);
  const then = takesElse(node.then) ? printBlock([node.then], indent) : printStatement(node.then, indent);
  return `${head}${then} else ${printStatement(node.otherwise, indent)}`;
}

/** Whether an `else` written after this statement would belong to an `if` inside of it. */
function takesElse(statement: SelStatement): boolean {
  let last = statement;
  for (;;) {
    if (last.kind === "while" || last.kind === "for") last = last.body;
    else if (last.kind !== "if") return false;
    else if (last.otherwise === undefined) return true;
    else last = last.otherwise;
  }
}

function printForHead(node: SelFor): string {
  const init = node.init === undefined ? "" : printForInit(node.init);
  const condition = node.condition === undefined ? "" : ` ${printExpression(node.condition)}`;
  const step = node.step === undefined ? "" : ` ${printForStep(node.step)}`;
  return `${init};${condition};${step}`;
}

function printForInit(init: SelDeclaration | SelExpression): string {
  return init.kind === "declaration" ? printDeclaration(init) : printForStep(init);
}

function printDeclaration(node: SelDeclaration): string {
  const declarators = node.declarators.map(({ name, init }) =>
    init === undefined ? name.name : `${name.name} = ${printExpression(init)}`,
  );
  return `${printTypeName(node.type)} ${declarators.join(", ")}`;
}

function printImport(node: SelImport): string {
  return `import ${node.static ? "static " : ""}${node.path.join(".")}${node.wildcard ? ".*" : ""};`;
}
