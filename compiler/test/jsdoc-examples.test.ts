import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const packages = ["sdk", "compiler", "runtime-client", "runtime-local", "cli"];

interface Example {
  readonly file: string;
  readonly of: string;
  readonly code: string;
}

const read = (file: string): string => readFileSync(`${root}${file}`, "utf8");

const sources = packages.flatMap((name) =>
  readdirSync(`${root}${name}/src`, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => `${name}/src/${file}`),
);

/** Every `@example`, with the name of what it stands above. */
function examplesIn(file: string): readonly Example[] {
  return [...read(file).matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*?)@example\n([\s\S]*?)\*\/\s*(?:\/\/.*\s*)*(.*)/g)].map(
    ([, , code = "", below = ""]) => ({
      file,
      of: /^(?:export |declare |async |function\*? |const |interface |type |class )*(\w+)/.exec(below)?.[1] ?? below,
      code: code.replace(/^\s*\* ?/gm, "").trimEnd(),
    }),
  );
}

const examples = sources.flatMap(examplesIn);

/** The entry through which users import what a file exports. */
function entryOf(file: string): readonly [specifier: string, index: string] {
  const [name = "", , folder = ""] = file.split("/");
  const subPaths: Readonly<Record<string, readonly string[]>> = {
    compiler: ["sel", "maestro", "python"],
    "runtime-client": ["testing"],
    "runtime-local": ["core"],
  };
  const scoped = name === "cli" ? "stave" : `@stave/${name}`;
  return subPaths[name]?.includes(folder)
    ? [`${scoped}/${folder}`, `${name}/src/${folder}/index.ts`]
    : [scoped, `${name}/src/index.ts`];
}

/** The names an entry exports as values; `stave` brings those of the SDK as well. */
function namesOf(index: string): readonly string[] {
  const file = ts.createSourceFile(index, read(index), ts.ScriptTarget.ES2022);
  const own = file.statements.flatMap((statement) => {
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.map(({ name }) => (ts.isIdentifier(name) ? name.text : ""));
    if (!ts.isExportDeclaration(statement) || statement.isTypeOnly) return [];
    const clause = statement.exportClause;
    return clause && ts.isNamedExports(clause)
      ? clause.elements.filter(({ isTypeOnly }) => !isTypeOnly).map(({ name }) => name.text)
      : [];
  });
  return index === "cli/src/index.ts" ? [...own, ...namesOf("sdk/src/index.ts")] : own;
}

const names = new Map<string, readonly string[]>();

/** A module of an example: what it uses is imported from where a user would. */
function moduleOf({ file, code }: Example): string {
  const [specifier, index] = entryOf(file);
  if (!names.has(index)) names.set(index, namesOf(index));
  const used = (all: readonly string[]): string =>
    all.filter((name) => new RegExp(`(?<![\\w.$])${name}(?![\\w$:])`).test(code)).join(", ");
  const imports = [
    `import { ${used(names.get(index) ?? [])} } from "${specifier}";`,
    ...(specifier.endsWith("/testing") ? ['import { createClient } from "@stave/runtime-client";'] : []),
    `import { ${used(["readFileSync", "writeFileSync"])} } from "node:fs";`,
    ...(/^(compiler|runtime-client)/.test(file) ? ['import type { WorkflowOf } from "./examples-prelude.js";'] : []),
    ...(/^(compiler|runtime-client)/.test(file)
      ? [`declare const workflow: WorkflowOf["${file.split("/")[0]}"];`]
      : []),
  ];
  const isMember = /^\w+: [[{]/.test(code);
  const isReturning = /^\s*(if \(.*\) )?return\b/m.test(code) && !/=>|function/.test(code);
  const body = isMember
    ? `void ({ ${code.replace(/^\/\/.*$/gm, "")} });`
    : isReturning
      ? `export async function example() {\n${code}\n}`
      : code;
  return `${imports.join("\n")}\n${body}\nexport {};\n`;
}

it("compiles every example in JSDoc", () => {
  const folder = mkdtempSync(`${root}node_modules/.jsdoc-`);
  try {
    const prelude = read("compiler/test/fixtures/examples-prelude.ts");
    writeFileSync(`${folder}/examples-prelude.ts`, prelude);
    writeFileSync(`${folder}/model.d.py.ts`, read("compiler/test/fixtures/model.d.py.txt"));
    const options = { customConditions: ["source"], noUnusedLocals: false, allowArbitraryExtensions: true };
    const compilerOptions = {
      ...options,
      composite: false,
      isolatedDeclarations: false,
      noEmit: true,
      skipLibCheck: true,
    };
    const lib = ["es2023", "esnext.disposable"];
    writeFileSync(
      `${folder}/tsconfig.json`,
      JSON.stringify({
        extends: "../../tsconfig.base.json",
        compilerOptions: { ...compilerOptions, lib, declaration: false, emitDeclarationOnly: false },
        include: ["*.ts"],
      }),
    );
    examples.forEach((example, at) => writeFileSync(`${folder}/example-${at}.ts`, moduleOf(example)));
    const tsc = `${root}node_modules/typescript7/bin/tsc`;
    const { stdout } = spawnSync(process.execPath, [tsc, "-p", folder, "--pretty", "false"], { encoding: "utf8" });
    const told = stdout
      .split("\n")
      .filter((line) => /^error|example-\d+\.ts.*error/.test(line))
      .map((line) =>
        line.replace(/^.*example-(\d+)\.ts/, (_, at) => `${examples[Number(at)]?.file} ${examples[Number(at)]?.of} `),
      );
    expect(told).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it.each(packages)("%s shows an example of every function its users call", (name) => {
  const exported = namesOf(`${name}/src/index.ts`);
  const functions = sources
    .filter((file) => file.startsWith(`${name}/`))
    .flatMap((file) =>
      [...read(file).matchAll(/^export (?:async )?function\*? (\w+)/gm)].map((match) => match[1] ?? ""),
    );
  const shown = new Set(examples.map(({ of }) => of));
  expect(exported.filter((item) => functions.includes(item) && !shown.has(item))).toEqual([]);
});
