import type { Input, IrDocument, Param, SignalSource, Trigger, Workflow } from "@stave/ir-schema";
import { createSourceNames } from "./source-names.js";
import { bodyText, boundName, type SourceFile } from "./source-steps.js";
import {
  callText,
  jsonText,
  objectText,
  paramText,
  type SourceScope,
  typeText,
  valueText,
  wrapped,
} from "./source-values.js";

/**
 * The TypeScript source of an imported workflow; compiling it gives the workflow back.
 *
 * @example
 * const { document } = importDefinition(file);
 * if (document !== undefined) writeFileSync("daily.ts", await writeTypeScript(document));
 */
export async function writeTypeScript(document: IrDocument): Promise<string> {
  const { IndentationText, Project } = await import("ts-morph");
  const project = new Project({
    useInMemoryFileSystem: true,
    manipulationSettings: { indentationText: IndentationText.TwoSpaces },
  });
  const { words, children, text } = workflowText(document.workflow);
  const source = project.createSourceFile("workflow.ts", "");
  source.addImportDeclaration({ moduleSpecifier: "stave", namedImports: [...words] });
  for (const child of children) source.addStatements(child);
  source.addStatements(`\nexport default ${text};`);
  source.formatText({
    indentSize: 2,
    ensureNewLineAtEndOfFile: true,
    insertSpaceAfterOpeningAndBeforeClosingEmptyBraces: false,
  });
  return source.getFullText();
}

interface WorkflowText {
  readonly words: readonly string[];
  readonly children: readonly string[];
  readonly text: string;
}

const SDK_WORDS = "container cron custom emit expr external fn http noop p run sel signal sleep text w workflow".split(
  " ",
);

/** The statement of one workflow, and what has to stand before it. */
function workflowText(workflow: Workflow): WorkflowText {
  const words = new Set(["workflow"]);
  const use = (word: string): string => {
    words.add(word);
    return word;
  };
  const names = createSourceNames(SDK_WORDS);
  const params = new Map(Object.keys(workflow.params ?? {}).map((name) => [name, names.take(name)]));
  const scope = { params, variables: new Map<string, string>(), steps: new Map<string, string>(), use };
  const children = new Map<string, string>();
  const file: SourceFile = {
    names,
    childOf: (id, inputs) => childText(id, inputs, children, file, scope),
  };
  const { text: body, order } = bodyText(workflow.steps, file, scope);
  const bound = [...params].flatMap(([name, variable]) => boundName(name, variable, body));
  const signature = bound.length === 0 ? "(w)" : `(w, { ${bound.join(", ")} })`;
  const options = optionsOf(workflow, order, scope);
  const text = `workflow(${JSON.stringify(workflow.id)}, ${options}, ${signature} => {\n${body}\n})`;
  return { words: [...words].sort(), children: [...children.values()], text };
}

/** A workflow that is defined elsewhere, with the params that are passed to it here. */
function childText(
  id: string,
  inputs: Readonly<Record<string, Input>>,
  children: Map<string, string>,
  file: SourceFile,
  scope: SourceScope,
): string {
  const name = file.names.take(id);
  const params = Object.entries(inputs).map(([param, { type }]) => [param, typeText(type, scope)] as const);
  const shape = params.length === 0 ? "" : `, { params: ${objectText(params)} }`;
  scope.use("external");
  children.set(
    name,
    `\n/** Defined elsewhere; here only what is passed to it. */\nconst ${name} = external(${JSON.stringify(id)}${shape});`,
  );
  return name;
}

function optionsOf(workflow: Workflow, order: readonly string[] | undefined, scope: SourceScope): string {
  const entries: (readonly [string, string])[] = [];
  const plain = [
    "name",
    "description",
    "owner",
    "tags",
    "criticality",
    "stepConcurrency",
    "runStepConcurrency",
  ] as const;
  for (const key of plain) if (workflow[key] !== undefined) entries.push([key, jsonText(workflow[key])]);
  const params = Object.entries(workflow.params ?? {}).map(([name, param]) => [name, paramOf(param, scope)] as const);
  if (params.length > 0) entries.push(["params", objectText(params)]);
  const triggers = (workflow.triggers ?? []).map((trigger) => triggerText(trigger, scope));
  if (triggers.length > 0) entries.push(["triggers", wrapped("[", triggers, "]")]);
  if (workflow.runStrategy !== undefined) entries.push(["runStrategy", strategyText(workflow.runStrategy)]);
  if (workflow.timeout !== undefined) entries.push(["timeout", valueText(workflow.timeout, scope)]);
  if (workflow.alerting !== undefined) entries.push(["alerting", jsonText(workflow.alerting)]);
  entries.push(["extensions", jsonText(withOrder(workflow, order))]);
  return objectText(entries);
}

function withOrder({ extensions }: Workflow, order: readonly string[] | undefined): unknown {
  const own = extensions?.["maestro"] as Readonly<Record<string, unknown>> | undefined;
  return { ...extensions, maestro: { ...own, ...(order !== undefined && { steps: order }) } };
}

function strategyText({ rule, concurrency }: NonNullable<Workflow["runStrategy"]>): string {
  return concurrency === undefined ? JSON.stringify(rule) : jsonText({ rule, concurrency });
}

function paramOf({ type, default: value, mode }: Param, scope: SourceScope): string {
  const own: SourceScope = { ...scope, params: new Map() };
  const options = mode === undefined ? "" : `mode: ${JSON.stringify(mode)}`;
  return value === undefined ? typeText(type, own) : paramText(type, valueText(value, own), options, own);
}

function triggerText(trigger: Trigger, scope: SourceScope): string {
  if (trigger.kind === "cron") {
    const { timezone, jitter } = trigger;
    const options = jsonText({ ...(timezone !== undefined && { timezone }), ...(jitter !== undefined && { jitter }) });
    return `${scope.use("cron")}(${JSON.stringify(trigger.cron)}${options === "{}" ? "" : `, ${options}`})`;
  }
  const signals = trigger.signals.map((source) => signalText(source, scope));
  return signals.length === 1 ? (signals[0] ?? "") : wrapped("[", signals, "]");
}

function signalText({ name, match, joinKeys }: SignalSource, scope: SourceScope): string {
  const fields = Object.entries(match ?? {}).map(([field, { op, value }]) => [
    field,
    op === "=" ? value : { [op]: value },
  ]);
  const options = {
    ...(match !== undefined && { match: Object.fromEntries(fields) }),
    ...(joinKeys !== undefined && { joinKeys }),
  };
  const rest = Object.keys(options).length === 0 ? [] : [jsonText(options)];
  return callText(scope.use("signal"), [JSON.stringify(name), ...rest]);
}
