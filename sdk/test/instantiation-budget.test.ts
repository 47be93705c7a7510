import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import typescript6 from "typescript";
import typescript5 from "typescript59";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const prelude = readFileSync(new URL("./fixtures/budget-prelude.ts", import.meta.url), "utf8");

type Compiler = typeof typescript6;

const sources = new Map<string, typescript6.SourceFile | undefined>();

function parsed(
  ts: Compiler,
  file: string,
  parse: () => typescript6.SourceFile | undefined,
): typescript6.SourceFile | undefined {
  const key = `${ts.version} ${file}`;
  if (!sources.has(key)) sources.set(key, parse());
  return sources.get(key);
}

function programText(body: string): string {
  const types = Array.from({ length: STEPS }, (_, at) => declaration(at)).join("\n");
  return `${prelude}\n${types}\nexport default workflow("w", { params }, (w, { rows, city }) => {\n${body}\n});\n`;
}

/** The instantiations of a program over the SDK's sources and one more file. */
function instantiations(ts: Compiler, body: string): { readonly count: number; readonly errors: number } {
  const name = `${root}sdk/test/fixtures/budget.ts`;
  const options: typescript6.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    customConditions: ["source"],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    lib: ["lib.es2023.d.ts"],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  const text = programText(body);
  host.getSourceFile = (file, ...rest) =>
    file === name
      ? ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true)
      : parsed(ts, file, () => getSourceFile(file, ...rest));
  host.fileExists = (file) => file === name || fileExists(file);
  const program = ts.createProgram([name], options, host);
  const errors = program.getSemanticDiagnostics(program.getSourceFile(name)).length;
  return { count: (program as unknown as { getInstantiationCount(): number }).getInstantiationCount(), errors };
}

const STEPS = 200;

// Every step has a type of its own, so that nothing is cached from one to the next.
const declaration = (at: number): string =>
  `declare function fit${at}(args: { rows: Arg<string>; city: Arg<string>; lr${at}?: Arg<number> }): StepCall<{ auc${at}: number; uri: string }>;`;

const step = (at: number): string =>
  `  const s${at} = w.step("s${at}", fit${at}({ rows: ${at === 0 ? "rows" : `s${at - 1}.uri`}, city, lr${at}: 0.1 }));`;
const steps = (count: number): string => Array.from({ length: count }, (_, at) => step(at)).join("\n");

const compilers: readonly (readonly [string, Compiler])[] = [
  ["5.9", typescript5 as unknown as Compiler],
  ["6.0", typescript6],
];

// Exact numbers, so that a change that costs more is seen in the commit that causes it.
const budget = { further: 14, twoHundred: 2905 };

it.each(compilers)("stays within its budget on TypeScript %s", (_, ts) => {
  const one = instantiations(ts, steps(1));
  const many = instantiations(ts, steps(STEPS));
  expect([one.errors, many.errors]).toEqual([0, 0]);
  const further = Math.ceil((many.count - one.count) / 199);
  expect({ further, twoHundred: many.count }).toEqual(budget);
});

it.each(compilers)("costs at most twice as much when a name is misspelt, on TypeScript %s", (_, ts) => {
  const right = instantiations(ts, steps(1));
  const wrong = instantiations(ts, steps(1).replace("city, lr0", "citty: city, lr0"));
  expect(wrong.errors).toBe(1);
  expect(wrong.count).toBeLessThanOrEqual(2 * right.count);
});

it("stays within its budget on TypeScript 7", () => {
  const count = (body: string): number => {
    const folder = mkdtempSync(`${root}node_modules/.budget-`);
    writeFileSync(`${folder}/budget.ts`, programText(body));
    const settings = {
      target: "es2022",
      module: "nodenext",
      customConditions: ["source"],
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      types: [],
    };
    writeFileSync(`${folder}/tsconfig.json`, JSON.stringify({ compilerOptions: settings, files: ["budget.ts"] }));
    const tsc = `${root}node_modules/typescript7/bin/tsc`;
    const { stdout: text } = spawnSync(
      process.execPath,
      [tsc, "-p", folder, "--extendedDiagnostics", "--singleThreaded"],
      { encoding: "utf8" },
    );
    rmSync(folder, { recursive: true });
    return Number(/Instantiations:\s+(\d+)/.exec(text)?.[1]);
  };
  expect(Math.ceil((count(steps(STEPS)) - count(steps(1))) / (STEPS - 1))).toBe(budget.further);
});
