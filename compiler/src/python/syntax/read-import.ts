import type { SyntaxNode } from "@lezer/common";
import { childrenOf, splitAtCommas } from "./nodes.js";
import { spanOf } from "./read-expression.js";
import type { ImportFromStatement, ImportStatement, PythonStatement } from "./statement.js";

/** Reads an import into one statement for each name it binds. */
export function readImport(node: SyntaxNode, source: string): readonly PythonStatement[] {
  const children = childrenOf(node).filter((child) => child.name !== "(" && child.name !== ")");
  return children[0]?.name === "from"
    ? readImportFrom(node, children, source)
    : readPlainImport(node, children, source);
}

function readPlainImport(node: SyntaxNode, children: readonly SyntaxNode[], source: string): ImportStatement[] {
  return splitAtCommas(children.slice(1)).flatMap((part) => {
    const { name, alias } = readName(part, source);
    return name === "" ? [] : [{ ...spanOf(node), kind: "import" as const, module: name, ...alias }];
  });
}

function readImportFrom(node: SyntaxNode, children: readonly SyntaxNode[], source: string): ImportFromStatement[] {
  const keyword = children.findIndex((child) => child.name === "import");
  if (keyword < 0) return [];
  const path = children.slice(1, keyword);
  const dots = /^[.\s\\]*/.exec(path.map((part) => source.slice(part.from, part.to)).join(""))?.[0] ?? "";
  const level = dots.length;
  const module = path
    .filter((part) => part.name === "VariableName")
    .map((part) => source.slice(part.from, part.to))
    .join(".");
  return splitAtCommas(children.slice(keyword + 1)).flatMap((part) => {
    const { name, alias } = part[0]?.name === "*" ? { name: "*", alias: {} } : readName(part, source);
    return name === "" ? [] : [{ ...spanOf(node), kind: "import-from" as const, level, module, name, ...alias }];
  });
}

function readName(part: readonly SyntaxNode[], source: string): { name: string; alias: { alias?: string } } {
  const as = part.findIndex((child) => child.name === "as");
  const path = as < 0 ? part : part.slice(0, as);
  const name = path
    .filter((child) => child.name === "VariableName")
    .map((child) => source.slice(child.from, child.to))
    .join(".");
  const aliasNode = as < 0 ? undefined : part[as + 1];
  return { name, alias: aliasNode ? { alias: source.slice(aliasNode.from, aliasNode.to) } : {} };
}
