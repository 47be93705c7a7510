import { createDiagnostic, type Diagnostic, type DiagnosticName, type SourceSpan } from "@stave/ir-schema/diagnostics";
import { parse } from "acorn";
import { isNode, member, members, type SyntaxNode } from "../diagnostics/source-file.js";
import { Bindings, callbackRoles, isFunction, isLambda, roleOf } from "./bindings.js";

/**
 * Finds refs used as if they were their values where neither TypeScript nor the traps can see it: `!ref`, `ref || x`,
 * `ref === x`, `typeof ref`, `switch (ref)`. Works on syntax alone; `code` is the source with types blanked.
 */
export function lintSource(code: string, file: string): readonly Diagnostic[] {
  if (!code.includes("stave")) return [];
  const root = parseModule(code);
  if (root === undefined) return [];
  const linter = new Linter(code, file);
  linter.visit(root, new Bindings());
  return linter.found;
}

function parseModule(code: string): SyntaxNode | undefined {
  try {
    return parse(code, { ecmaVersion: "latest", sourceType: "module", allowHashBang: true }) as unknown as SyntaxNode;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

const comparisons: Readonly<Record<string, string>> = { "===": "eq", "==": "eq", "!==": "ne", "!=": "ne" };

const fallbacks: Readonly<Record<string, (left: string, right: string) => string>> = {
  "??": (left, right) => `${left}.orElse(${right})`,
  "&&": (left, right) => `${left}.and(${right})`,
  "||": (left, right) => `${left}.or(${right}) for bools, or ${left}.orElse(${right}) where it may be null`,
};

class Linter {
  readonly found: Diagnostic[] = [];
  readonly #code: string;
  readonly #file: string;

  constructor(code: string, file: string) {
    this.#code = code;
    this.#file = file;
  }

  visit(node: SyntaxNode, bindings: Bindings): void {
    this.#rules[node.type]?.(node, bindings);
    const inner = node.type === "BlockStatement" ? new Bindings(bindings) : bindings;
    for (const child of children(node)) {
      if (isFunction(child)) this.#visitFunction(child, node, inner);
      else this.visit(child, inner);
    }
  }

  #visitFunction(fn: SyntaxNode, parent: SyntaxNode, bindings: Bindings): void {
    const isArgument = parent.type === "CallExpression" && members(parent, "arguments").includes(fn);
    if (isArgument && isLambda(parent, fn)) return;
    const roles = isArgument ? callbackRoles(parent, fn, bindings) : undefined;
    const inner = new Bindings(bindings);
    members(fn, "params").forEach((param, index) => inner.bind(param, roles?.[index]));
    const body = member(fn, "body");
    if (body !== undefined) this.visit(body, inner);
  }

  readonly #rules: Readonly<Record<string, (node: SyntaxNode, bindings: Bindings) => void>> = {
    VariableDeclarator: (node, bindings) => bindings.bind(member(node, "id"), roleOf(member(node, "init"), bindings)),
    UnaryExpression: (node, bindings) => {
      const operator = operatorOf(node);
      const argument = member(node, "argument");
      if (operator === "!") this.#test(argument, bindings, "`!`", (text) => `${text}.not()`, node);
      if (operator === "typeof") this.#report("ref-typeof", argument, bindings);
    },
    LogicalExpression: (node, bindings) => {
      const operator = operatorOf(node);
      const [left, right] = [member(node, "left"), member(node, "right")];
      const write = fallbacks[operator] as (left: string, right: string) => string;
      // What `||` should become depends on the type, which syntax does not tell.
      const whole = operator === "||" ? undefined : node;
      this.#test(left, bindings, `\`${operator}\``, (text) => write(text, this.#text(right)), whole);
    },
    ConditionalExpression: (node, bindings) => {
      const [yes, no] = [this.#text(member(node, "consequent")), this.#text(member(node, "alternate"))];
      this.#test(member(node, "test"), bindings, "`?:`", (text) => `${text}.choose(${yes}, ${no})`, node);
    },
    IfStatement: (node, bindings) =>
      this.#test(member(node, "test"), bindings, "`if`", () => "w.when(id, condition, (w) => { … })"),
    WhileStatement: (node, bindings) =>
      this.#test(member(node, "test"), bindings, "`while`", () => "w.while(id, vars, condition, body)"),
    SwitchStatement: (node, bindings) => this.#report("ref-switch", member(node, "discriminant"), bindings),
    BinaryExpression: (node, bindings) => {
      const method = comparisons[operatorOf(node)];
      if (method !== undefined) this.#compare(node, method, bindings);
    },
  };

  #test(
    node: SyntaxNode | undefined,
    bindings: Bindings,
    use: string,
    instead: (text: string) => string,
    whole?: SyntaxNode,
  ): void {
    if (node === undefined || roleOf(node, bindings) !== "ref") return;
    const text = this.#text(node);
    const write = instead(text);
    this.#add(
      createDiagnostic(
        "ref-tested",
        { ref: text, use, instead: write },
        { span: this.#span(whole ?? node) },
        this.#fix(whole, write),
      ),
    );
  }

  #compare(node: SyntaxNode, method: string, bindings: Bindings): void {
    const [left, right] = [member(node, "left"), member(node, "right")];
    const side = roleOf(left, bindings) === "ref" ? left : roleOf(right, bindings) === "ref" ? right : undefined;
    if (side === undefined) return;
    const write = `${this.#text(side)}.${method}(${this.#text(side === left ? right : left)})`;
    const details = { ref: this.#text(side), operator: operatorOf(node), instead: write };
    this.#add(createDiagnostic("ref-compared", details, { span: this.#span(node) }, this.#fix(node, write)));
  }

  #report(name: "ref-typeof" | "ref-switch", node: SyntaxNode | undefined, bindings: Bindings): void {
    if (node === undefined || roleOf(node, bindings) !== "ref") return;
    this.#add(
      createDiagnostic(name as DiagnosticName & "ref-typeof", { ref: this.#text(node) }, { span: this.#span(node) }),
    );
  }

  #add(diagnostic: Diagnostic): void {
    this.found.push(diagnostic);
  }

  #fix(node: SyntaxNode | undefined, text: string): { readonly fix?: NonNullable<Diagnostic["fix"]> } {
    if (node === undefined) return {};
    return {
      fix: { description: `Write ${text}`, edits: [{ file: this.#file, start: node.start, end: node.end, text }] },
    };
  }

  #text(node: SyntaxNode | undefined): string {
    return node === undefined ? "" : this.#code.slice(node.start, node.end);
  }

  #span(node: SyntaxNode): SourceSpan {
    const from = this.#position(node.start);
    const to = this.#position(node.end);
    return { file: this.#file, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  }

  #position(offset: number): { readonly line: number; readonly column: number } {
    const before = this.#code.slice(0, offset);
    const lineStart = before.lastIndexOf("\n") + 1;
    return { line: before.split("\n").length, column: offset - lineStart + 1 };
  }
}

function operatorOf(node: SyntaxNode): string {
  return (node as unknown as { operator: string }).operator;
}

function children(node: SyntaxNode): readonly SyntaxNode[] {
  return Object.values(node).flatMap((value) =>
    Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [],
  );
}
