// Compiles entries with the built packages, in one process: node compile-cases.mjs <entry.ts>...
// Prints [{ documents, texts, again, diagnostics }], one an entry.
import { allDiagnostics, compile } from "@stave/compiler";
import { readIr } from "@stave/ir-schema/read";

const withCalled = (workflow) => [workflow, ...workflow.subworkflows.flatMap(withCalled)];

async function compileEntry(entry) {
  const { workflows, diagnostics } = await compile(entry);
  const all = [...new Set(workflows.flatMap(withCalled))];
  const texts = all.map(({ text }) => text);
  return {
    documents: texts.map((text) => JSON.parse(text)),
    unread: texts.flatMap((text) => readIr(text).diagnostics),
    diagnostics: [...diagnostics, ...all.flatMap(allDiagnostics)].filter(isFirst()),
  };
}

function isFirst() {
  const seen = new Set();
  return (item) => {
    const key = JSON.stringify(item);
    return seen.has(key) ? false : seen.add(key);
  };
}

const results = [];
for (const entry of process.argv.slice(2)) results.push(await compileEntry(entry));
process.stdout.write(JSON.stringify(results));
