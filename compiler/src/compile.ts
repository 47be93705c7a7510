import type { Diagnostic, IrDocument } from "@stave/ir-schema";
import { canonicalJson, createDiagnostic, digestText } from "@stave/ir-schema";
import type { BuildOptions, BuildResult, DefinitionNode } from "@stave/sdk/internal";
import { eachWorkflow } from "./1-load/each-workflow.js";
import { loadModule } from "./1-load/load-module.js";
import { installCompiler } from "./2-build/install-compiler.js";
import { checkDocument } from "./3-check/check.js";
import { sourceTable } from "./5-emit/source-table.js";
import { siteFinder } from "./diagnostics/find-site.js";
import { locate } from "./diagnostics/locate.js";
import { createSourceReader, type ReadSource } from "./diagnostics/source-file.js";
import { withTypeOrigins } from "./diagnostics/type-origins.js";

/** How to compile. */
export interface CompileOptions {
  /** Writes the source table into each document; costs a second build. */
  readonly sources?: boolean;
  /** Paths in the source table are taken from here; the current folder when absent. */
  readonly projectDir?: string;
  readonly readSource?: ReadSource;
}

/** One workflow, compiled. Its document is to be used only when no diagnostic is an error. */
export interface CompiledWorkflow {
  readonly document: IrDocument;
  /** The canonical text of the document without its source table: what the digest is of. */
  readonly text: string;
  readonly digest: string;
  readonly diagnostics: readonly Diagnostic[];
  /** The workflows it calls, compiled; each once. */
  readonly subworkflows: readonly CompiledWorkflow[];
  /** The document with its source table, which costs a second build when it is first asked for. */
  readonly withSources: () => IrDocument;
}

/** Text and digest are made when they are first asked for. */
class Compiled implements CompiledWorkflow {
  readonly document: IrDocument;
  readonly diagnostics: readonly Diagnostic[];
  readonly subworkflows: readonly CompiledWorkflow[];
  readonly withSources: () => IrDocument;
  #text: string | undefined;
  #digest: string | undefined;

  constructor({ document, diagnostics, subworkflows, withSources }: Omit<CompiledWorkflow, "text" | "digest">) {
    this.document = document;
    this.diagnostics = diagnostics;
    this.subworkflows = subworkflows;
    this.withSources = withSources;
  }

  get text(): string {
    this.#text ??= canonicalJson({ ir: this.document.ir, workflow: this.document.workflow });
    return this.#text;
  }

  get digest(): string {
    this.#digest ??= digestText(this.text);
    return this.#digest;
  }
}

/** A compiled workflow, or a finding that belongs to none. */
export type CompileItem = { readonly workflow: CompiledWorkflow } | { readonly diagnostic: Diagnostic };

/** Everything a module exports, compiled. */
export interface CompileResult {
  readonly workflows: readonly CompiledWorkflow[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Compiles a module's default export, all at once.
 *
 * @example
 * const { workflows, diagnostics } = await compile("rain.ts");
 */
export async function compile(entry: string, options: CompileOptions = {}): Promise<CompileResult> {
  const workflows: CompiledWorkflow[] = [];
  const diagnostics: Diagnostic[] = [];
  for await (const item of compileEach(entry, options)) {
    if ("workflow" in item) workflows.push(item.workflow);
    diagnostics.push(...("workflow" in item ? allDiagnostics(item.workflow) : [item.diagnostic]));
  }
  return { workflows, diagnostics };
}

/**
 * The diagnostics of a workflow and of those it calls, each once.
 *
 * @example
 * const errors = allDiagnostics(workflow).filter(({ severity }) => severity === "error");
 */
export function allDiagnostics(workflow: CompiledWorkflow): readonly Diagnostic[] {
  const found = [...workflow.diagnostics, ...workflow.subworkflows.flatMap(allDiagnostics)];
  const seen = new Set<string>();
  return found.filter((item) => {
    const key = JSON.stringify([item.code, item.message, item.at.workflow, item.at.pointer, item.at.span]);
    return seen.has(key) ? false : seen.add(key);
  });
}

/**
 * Compiles a module's default export one workflow at a time: load, build, check, emit.
 *
 * @example
 * for await (const item of compileEach("fleet.ts")) {
 *   if ("workflow" in item) console.log(item.workflow.document.workflow.id, item.workflow.digest);
 * }
 */
export async function* compileEach(
  entry: string,
  options: CompileOptions = {},
): AsyncGenerator<CompileItem, void, undefined> {
  installCompiler();
  const readSource = options.readSource ?? createSourceReader();
  const loaded = await loadModule(entry);
  for (const diagnostic of loaded.diagnostics) yield { diagnostic: locate(diagnostic, () => undefined, readSource) };
  if (loaded.value === undefined) return;
  const errorsOnly = loaded.diagnostics.some(({ severity }) => severity === "error");
  const ids = new Set<string>();
  let count = 0;
  for await (const item of eachWorkflow(loaded.value)) {
    count++;
    if ("diagnostic" in item) {
      yield { diagnostic: locate(item.diagnostic, () => undefined, readSource) };
      continue;
    }
    const workflow = compileDefinition(item.definition, { ...options, readSource, errorsOnly });
    yield { workflow: ids.has(item.definition.id) ? repeated(workflow, item.definition, readSource) : workflow };
    ids.add(item.definition.id);
  }
  if (count === 0) yield { diagnostic: createDiagnostic("no-workflows", { file: entry }) };
}

interface OneOptions extends CompileOptions {
  /** Leaves out what may only follow from errors in the module's own text. */
  readonly errorsOnly?: boolean;
}

/**
 * Compiles one definition: build, check, emit.
 *
 * @example
 * const { document, diagnostics } = compileDefinition(definition);
 */
export function compileDefinition(definition: DefinitionNode, options: OneOptions = {}): CompiledWorkflow {
  installCompiler();
  return compileOnce(definition, options, new Map(), new Set());
}

function compileOnce(
  definition: DefinitionNode,
  options: OneOptions,
  done: Map<DefinitionNode, CompiledWorkflow>,
  callers: ReadonlySet<DefinitionNode>,
): CompiledWorkflow {
  const known = done.get(definition);
  if (known !== undefined) return known;
  const readSource = options.readSource ?? createSourceReader();
  const plain = buildOne(definition, { sites: false }, callers);
  const found = findingsOf(plain).filter(({ severity }) => severity === "error" || !options.errorsOnly);
  const site = once(() => buildOne(definition, { sites: true }, callers));
  const withSources = once(() => ({
    ...plain.document,
    sources: sourceTable(site(), options.projectDir ?? process.cwd(), readSource),
  }));
  const diagnostics = found.length > 0 ? located(site(), readSource, options.errorsOnly) : [];
  const document = options.sources ? withSources() : plain.document;
  const subworkflows: CompiledWorkflow[] = [];
  const workflow = new Compiled({ document, diagnostics, subworkflows, withSources });
  done.set(definition, workflow);
  const open = new Set([...callers, definition]);
  for (const child of plain.subworkflows) {
    if (!open.has(child)) subworkflows.push(compileOnce(child, options, done, open));
  }
  return workflow;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Builds a definition; a circle of workflows is a finding of the one it was entered by. */
function buildOne(
  definition: DefinitionNode,
  options: BuildOptions,
  callers: ReadonlySet<DefinitionNode>,
): BuildResult {
  const built = definition.build(definition, options);
  if (![...callers].some((caller) => built.reached.has(caller))) return built;
  return { ...built, diagnostics: built.diagnostics.filter(({ name }) => name !== "recursive-subworkflow") };
}

/** A document that could not be built is checked as far as it goes, without followers of the build's findings. */
function findingsOf(built: BuildResult): readonly Diagnostic[] {
  const checked = checkDocument(built.document);
  if (built.diagnostics.length === 0) return checked;
  const known = new Set(built.diagnostics.map((item) => `${item.name} ${item.at.pointer}`));
  const ambiguous = built.diagnostics.some((item) => item.name === "duplicate-step-id");
  const added = checked.filter(
    (item) =>
      item.severity === "error" &&
      !known.has(`${item.name} ${item.at.pointer}`) &&
      !(ambiguous && dependsOnIds.has(item.name)) &&
      !isFollower(item, built),
  );
  return [...built.diagnostics, ...added];
}

/** Findings that mean nothing while two steps share an id. */
const dependsOnIds: ReadonlySet<string> = new Set([
  "unknown-output",
  "input-type",
  "not-upstream",
  "unreachable-step",
  "cycle",
  "never-runs",
  "maybe-skipped",
]);

/** True for a finding at or below a place where the build already found something. */
function isFollower(item: Diagnostic, built: BuildResult): boolean {
  const pointer = item.at.pointer ?? "";
  const isEmptied = built.diagnostics.some(({ name }) => name === "not-a-step-call" || name === "async-body");
  if (item.name === "no-steps" && (!built.complete || isEmptied)) return true;
  return built.diagnostics.some(({ at }) => {
    return (
      at.pointer !== undefined && at.pointer !== "" && (pointer === at.pointer || pointer.startsWith(`${at.pointer}/`))
    );
  });
}

function located(sited: BuildResult, readSource: ReadSource, errorsOnly = false): readonly Diagnostic[] {
  const findSite = siteFinder(sited);
  const found = findingsOf(sited).filter(({ severity }) => severity === "error" || !errorsOnly);
  return inSourceOrder(found.map((item) => locate(withTypeOrigins(item, sited.document), findSite, readSource)));
}

function inSourceOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const place = ({ at: { span } }: Diagnostic): readonly [string, number, number] => [
    span?.file ?? "",
    span?.line ?? 0,
    span?.column ?? 0,
  ];
  return [...diagnostics].sort((left, right) => {
    const [a, b] = [place(left), place(right)];
    return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] - b[1] || a[2] - b[2];
  });
}

function repeated(
  workflow: CompiledWorkflow,
  { id, site: siteOf }: DefinitionNode,
  readSource: ReadSource,
): CompiledWorkflow {
  const site = siteOf();
  const at = { workflow: id, ...(site && { call: { ...site, path: [0] } }) };
  const diagnostic = locate(
    createDiagnostic("duplicate-workflow-id", { workflow: id }, at),
    () => undefined,
    readSource,
  );
  const { document, diagnostics, subworkflows, withSources } = workflow;
  return new Compiled({ document, diagnostics: [...diagnostics, diagnostic], subworkflows, withSources });
}
