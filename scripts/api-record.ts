import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

/** The packages whose API is recorded. */
export const recordedPackages: readonly string[] = [
  "ir-schema",
  "sdk",
  "compiler",
  "runtime-client",
  "runtime-local",
  "cli",
];

/** What a package exports, entry by entry, as declarations without comments. */
export function apiRecord(name: string): string {
  const manifest = JSON.parse(readFileSync(`${name}/package.json`, "utf8")) as {
    readonly name: string;
    readonly exports: Readonly<Record<string, { readonly source?: string }>>;
  };
  const entries = Object.entries(manifest.exports).flatMap(([path, { source }]) =>
    source === undefined ? [] : [`# ${join(manifest.name, path)}\n\n${entryRecord(join(name, source))}`],
  );
  return entries.join("\n");
}

function entryRecord(index: string): string {
  const { named, others } = exportsOf(index);
  const sorted = [...named].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, text]) => text);
  return [...others, ...sorted].map((text) => `${text}\n`).join("\n");
}

interface Exports {
  /** Declarations by exported name. */
  readonly named: ReadonlyMap<string, string>;
  /** Exports from other packages, as written. */
  readonly others: readonly string[];
}

const known = new Map<string, Exports>();

function exportsOf(file: string): Exports {
  const found = known.get(file) ?? readExports(file);
  known.set(file, found);
  return found;
}

function readExports(file: string): Exports {
  const named = new Map<string, string>();
  const others: string[] = [];
  for (const statement of declarationsOf(file).statements) {
    if (!ts.isExportDeclaration(statement)) {
      for (const name of exportedNames(statement)) named.set(name, joined(named.get(name), textOf(statement)));
    } else if (statement.moduleSpecifier === undefined || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    else if (!statement.moduleSpecifier.text.startsWith(".")) others.push(textOf(statement));
    else addFrom(join(dirname(file), statement.moduleSpecifier.text.replace(/\.js$/, ".ts")), statement, named);
  }
  return { named, others };
}

const joined = (before: string | undefined, text: string): string =>
  before === undefined ? text : `${before}\n${text}`;

function addFrom(file: string, { exportClause }: ts.ExportDeclaration, named: Map<string, string>): void {
  const from = exportsOf(file).named;
  if (exportClause === undefined || !ts.isNamedExports(exportClause)) {
    for (const [name, text] of from) named.set(name, text);
    return;
  }
  for (const { name, propertyName } of exportClause.elements) {
    const text = from.get((propertyName ?? name).text);
    if (text === undefined) throw new Error(`${file} declares no ${name.text}.`);
    named.set(name.text, propertyName === undefined ? text : `// as ${name.text}\n${text}`);
  }
}

/** Sources are written for isolated declarations, so one file's declarations need no other file. */
function declarationsOf(file: string): ts.SourceFile {
  const { outputText } = ts.transpileDeclaration(readFileSync(file, "utf8"), {
    fileName: file,
    compilerOptions: { target: ts.ScriptTarget.ES2022, removeComments: true, isolatedDeclarations: true },
  });
  return ts.createSourceFile(file, outputText, ts.ScriptTarget.ES2022, true);
}

function exportedNames(statement: ts.Statement): readonly string[] {
  const isExported = ts.canHaveModifiers(statement)
    ? ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
    : false;
  if (!isExported) return [];
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => (ts.isIdentifier(name) ? name.text : ""));
  const { name } = statement as ts.DeclarationStatement;
  return name !== undefined && ts.isIdentifier(name) ? [name.text] : [];
}

function textOf(statement: ts.Statement): string {
  return statement
    .getText()
    .replace(/^export (declare )?/, ts.isExportDeclaration(statement) ? "export " : "")
    .replaceAll("    ", "  ");
}
