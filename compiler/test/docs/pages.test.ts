import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { readIr } from "@stave/ir-schema/read";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describedCodes, descriptionOf } from "../../../scripts/generate-diagnostics-docs.js";
import { checkDocument } from "../../src/3-check/check.js";
import { type Block, blocksOf, snippetsOf, writeSnippet } from "./snippets.js";

const pages = ["README.md", "docs/typescript-for-python-people.md", "docs/coming-from.md", "docs/using-maestro.md"];

let project: string;
let mains: readonly string[];

beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), "stave-pages-"));
  symlinkSync(resolve("node_modules"), join(project, "node_modules"));
  cpSync("cli/templates/tsconfig.json", join(project, "tsconfig.json"));
  cpSync("examples/package.json", join(project, "package.json"));
  mains = pages.flatMap((page, index) => writePage(`page-${index}`, blocksOf(readFileSync(page, "utf8"))));
  for (const code of describedCodes()) {
    for (const snippet of snippetsOf(code, descriptionOf(code))) {
      if (snippet.side === "right") writeSnippet(join(project, code), snippet);
    }
  }
  await outputOf(resolve("cli/dist/main.js"), "types");
});

afterAll(() => {
  rmSync(project, { recursive: true, force: true });
});

/** Writes the programs of a page into a folder, and beside them the Python it names; gives those with workflows. */
function writePage(folder: string, blocks: readonly Block[]): string[] {
  mkdirSync(join(project, folder));
  cpSync("examples/quickstart/model.py", join(project, folder, "model.py"));
  for (const { language, words, text } of blocks)
    if (language === "python" && words[0] !== undefined) writeFileSync(join(project, folder, words[0]), text);
  return blocks
    .filter(({ language }) => language === "ts")
    .flatMap(({ text }, index) => {
      const file = `${folder}/main-${index}.ts`;
      writeFileSync(join(project, file), text);
      return text.includes("export default") ? [file] : [];
    });
}

function outputOf(script: string, ...args: readonly string[]): Promise<string> {
  return new Promise((done) => {
    execFile(process.execPath, [script, ...args], { cwd: project, maxBuffer: 2 ** 26 }, (_error, stdout, stderr) =>
      done(stdout || stderr),
    );
  });
}

it("shows code that type-checks", async () => {
  expect(await outputOf(resolve("node_modules/typescript7/bin/tsc"), "-p", ".", "--pretty", "false")).toBe("");
});

it("shows workflows with nothing wrong", async () => {
  expect(mains.length).toBeGreaterThan(8);
  expect(JSON.parse(await outputOf(resolve("cli/dist/main.js"), "check", "--json", ...mains))).toEqual([]);
});

const irBlocks = blocksOf(readFileSync("docs/ir.md", "utf8")).filter(({ language }) => language === "json");

const begin = { kind: "noop", id: "begin", inputs: {}, outputs: {} };
const inWorkflow = (part: object): object => ({ ir: "1.0", workflow: { id: "page", steps: [begin], ...part } });

/** A document around each kind of fragment. */
const around: Readonly<Record<string, (part: unknown) => object>> = {
  document: (document) => document as object,
  step: (step) => inWorkflow({ steps: [step] }),
  param: (param) => inWorkflow({ params: { it: param } }),
  trigger: (trigger) => inWorkflow({ triggers: [trigger] }),
  type: (type) => inWorkflow({ params: { it: { type } } }),
  expr: (value) => inWorkflow({ outputs: { it: { type: "string", value } } }),
};

it.each(irBlocks.map(({ words: [kind = ""], text }) => ({ kind, text })))(
  "shows a $kind that can be read",
  ({ kind, text }) => {
    const { document, diagnostics } = readIr(JSON.stringify(around[kind]?.(JSON.parse(text))));
    expect(diagnostics).toEqual([]);
    const found = document === undefined ? [] : checkDocument(document);
    expect(found.filter(({ name }) => name !== "unused-param")).toEqual([]);
  },
);

it("links to pages and headings that exist", () => {
  const broken = [...pages, "docs/ir.md", "docs/measurements.md", "docs/architecture.md"].flatMap((page) =>
    [...readFileSync(page, "utf8").matchAll(/\]\((?!https?:)([^)\s]+)\)/g)]
      .filter(([, link = ""]) => !leads(page, link))
      .map(([, link]) => `${page}: ${link}`),
  );
  expect(broken).toEqual([]);
});

function leads(page: string, link: string): boolean {
  const [path = "", heading] = link.split("#");
  const file = path === "" ? page : join(page, "..", path);
  try {
    if (heading === undefined) return readFileSync(file) !== undefined;
    return headingsOf(readFileSync(file, "utf8")).includes(heading);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EISDIR") return true;
    if (code === "ENOENT") return false;
    throw error;
  }
}

/** Headings as the anchors that GitHub gives them. */
function headingsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, "")
      .replaceAll(" ", "-"),
  );
}

it("locks every package a platform may need", () => {
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
    packages: Record<string, { readonly optionalDependencies?: Record<string, string> }>;
  };
  const missing = Object.entries(packages).flatMap(([owner, entry]) =>
    Object.keys(entry.optionalDependencies ?? {}).filter(
      (name) => !(`node_modules/${name}` in packages) && !(`${owner}/node_modules/${name}` in packages),
    ),
  );
  expect(missing).toEqual([]);
});
