// Runs the commands of all snippets in one process: reads [{code, folder, command}] from standard input, prints the codes
// each finds, in that order.
import { execFile } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { allDiagnostics, checkDocument, compileEach } from "@stave/compiler";
import { checkDefinitionFiles, lowerWorkflow } from "@stave/compiler/maestro";
import { writeTypesFolder } from "@stave/compiler/python";
import { decodeValue, ExprError, evaluateExpr } from "@stave/ir-schema";
import { readIr } from "@stave/ir-schema/read";
import { resumeRun, runWorkflow } from "@stave/runtime-local";

const stave = resolve(import.meta.dirname, "../../../cli/dist/main.js");
const pythonHarness = resolve(import.meta.dirname, "../../../python/stave/harness.py");

const commands = {
  check: async ([file]) => (await load(file)).diagnostics,
  "compile --target maestro": async ([file]) => {
    const { compiled, diagnostics } = await load(file);
    return [...diagnostics, ...compiled.flatMap(({ document }) => lowerWorkflow(document).diagnostics)];
  },
  run: async ([file, ...options], code) => {
    if (file.endsWith(".yaml")) return await commandLine(process.cwd(), ["run", file]);
    const { compiled, document, diagnostics } = await load(file);
    if (diagnostics.some(({ severity }) => severity === "error")) return diagnostics;
    if (compiled.length > 1) return await commandLine(process.cwd(), ["run", file]);
    const others = compiled.flatMap(({ subworkflows }) => subworkflows.map((child) => child.document));
    const bundle = { root: document ?? compiled[0].document, others };
    const params = paramsOf(options);
    const found = await findingsOf(() => runWorkflow({ ...host, bundle, params }));
    if (!code.startsWith("STV25")) return found;
    return found.map((item) => (item.code === "STV7120" ? (whyNoValue(bundle.root.workflow, params) ?? item) : item));
  },
  types: async () => {
    if (!existsSync("main.ts")) importEverything();
    return writeTypesFolder(process.cwd()).diagnostics;
  },
  resume: async ([run]) => await findingsOf(() => resumeRun(run, host)),
};

/** The finding of the expression itself, which a run tells within the step's. */
function whyNoValue({ params: declared, steps }, given) {
  const param = (name) => decodeValue(given[name] ?? declared[name].default.value, declared[name].type);
  const nothing = () => undefined;
  for (const { value } of steps.flatMap(({ inputs }) => Object.values(inputs ?? {}))) {
    try {
      evaluateExpr(value, { param, output: nothing, loop: nothing, signal: nothing, run: nothing });
    } catch (error) {
      if (!(error instanceof ExprError)) throw error;
      return { code: error.code, severity: "error", message: error.message };
    }
  }
  return undefined;
}

const host = { pythonHarness, durability: "process", maxProcesses: 2 };

/** A Python file is looked at closely for what TypeScript imports. */
function importEverything() {
  const names = [...readFileSync("model.py", "utf8").matchAll(/^def (\w+)/gm)].map(([, name]) => name);
  writeFileSync("main.ts", `import { ${names.join(", ")} } from "./model.py";\n`);
}

async function load(file) {
  if (file.endsWith(".ts")) {
    const compiled = [];
    const diagnostics = [];
    for await (const item of compileEach(file)) {
      if ("workflow" in item) compiled.push(item.workflow);
      diagnostics.push(...("workflow" in item ? allDiagnostics(item.workflow) : [item.diagnostic]));
    }
    return { compiled, diagnostics };
  }
  const text = readFileSync(file, "utf8");
  if (!/"ir"|^\{$/.test(text)) {
    return { compiled: [], diagnostics: checkDefinitionFiles([{ file, text }]) };
  }
  const { document, diagnostics } = readIr(text);
  return { compiled: [], document, diagnostics: document === undefined ? diagnostics : checkDocument(document) };
}

function paramsOf(options) {
  const given = options.filter((word) => word !== "-p").map((word) => /^(\w+)=(.*)$/.exec(word));
  return Object.fromEntries(
    given.map(([, name, text]) => [
      name,
      /^(?:-?\d+(?:\.\d+)?|[[{"].*|true|false)$/.test(text) ? JSON.parse(text) : text,
    ]),
  );
}

/** What kept a run from starting, or made it fail. */
async function findingsOf(play) {
  try {
    return (await play()).failures.map(({ diagnostic }) => diagnostic);
  } catch (error) {
    if (error.diagnostics === undefined) throw error;
    return error.diagnostics;
  }
}

/** Any other command is given to the command line itself. */
function commandLine(folder, words) {
  return new Promise((done) => {
    const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: "" };
    execFile(process.execPath, [stave, ...words], { cwd: folder, env }, (_error, stdout, stderr) => {
      const found = `${stdout}${stderr}`.matchAll(/^(error|warning|info) (STV\d{4}): (.*)/gm);
      done([...found].map(([, severity, code, message]) => ({ code, severity, message })));
    });
  });
}

/** A command that this process can do itself; undefined for others. */
function parsed(command) {
  const name = Object.keys(commands).find(
    (known) => command === `stave ${known}` || command.startsWith(`stave ${known} `),
  );
  const words = command.slice(`stave ${name} `.length).split(/\s+/).filter(Boolean);
  const plain =
    words.every((word) => !word.startsWith("--")) && (name === "types" || /\.(?:ts|json|ya?ml)$/.test(words[0]));
  return name !== undefined && plain ? (code) => commands[name](words, code) : undefined;
}

const work = JSON.parse(readFileSync(0, "utf8"));
const begun = work.map(({ folder, command }) => {
  return parsed(command) === undefined ? commandLine(folder, command.split(/\s+/).slice(1)) : undefined;
});
const results = [];
for (const [index, { code, folder, command }] of work.entries()) {
  process.chdir(folder);
  const found = await (begun[index] ?? parsed(command)(code));
  results.push(found.map(({ code, severity, message }) => ({ code, severity, message })));
}
process.stdout.write(JSON.stringify(results));
