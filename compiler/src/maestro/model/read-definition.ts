import { type Document, isMap } from "yaml";
import type { Reporter } from "../findings/reporter.js";
import type { DefinitionModel } from "./definition-model.js";
import type { Reading } from "./fields.js";
import { readDsl } from "./read-dsl.js";
import { readJson } from "./read-json.js";
import { readRoot } from "./read-properties.js";
import { readWorkflow } from "./read-workflow.js";
import { readYaml, type YamlManner } from "./read-yaml.js";
import type { SourceNode, SourceTree } from "./source-node.js";

/** Whether a path's name says that it is YAML. */
export function isYamlPath(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}

/** The tree of a file, or its problems. */
export function readSource(path: string, text: string): SourceTree {
  return isYamlPath(path) ? readYaml(text, mannerOf) : readJson(text.replace(/^\uFEFF/, " "));
}

/** Maestro reads the YAML language itself; a create request in YAML is turned into JSON before it is sent. */
function mannerOf({ contents }: Document.Parsed): YamlManner {
  const root = isMap(contents) ? contents : undefined;
  const workflow = root?.get("workflow") ?? root?.get("Workflow");
  return isMap(workflow) && !workflow.has("steps") ? "maestro" : "standard";
}

/** Reads one definition; what is wrong with its shape is reported. */
export function readDefinition(reporter: Reporter): DefinitionModel | undefined {
  const { root, problems, rest } = readSource(reporter.file, reporter.text);
  if (rest !== undefined) reporter.report("restIgnored", { ...rest, pointer: "" }, {});
  for (const { message, start, end } of problems) {
    reporter.report("notReadable", { start, end, pointer: "" }, { problem: message });
  }
  if (root === undefined) return undefined;
  const reading: Reading = { reporter, node: root, pointer: "", what: "the definition" };
  return isYamlPath(reporter.file) && isDsl(root) ? readDsl(reading) : readRequest(reading);
}

function readRequest(reading: Reading): DefinitionModel | undefined {
  const root = readRoot(reading);
  if (root?.workflow === undefined) return undefined;
  const workflow = readWorkflow(root.workflow);
  return workflow === undefined ? undefined : { ...root, form: "request", workflow };
}

/** The YAML language has jobs; a create request written in YAML has steps. */
function isDsl(root: SourceNode): boolean {
  if (root.kind !== "object") return false;
  const workflow = root.entries.find(({ key }) => key === "workflow" || key === "Workflow");
  if (workflow === undefined || workflow.value.kind !== "object") return workflow?.key === "Workflow";
  return !workflow.value.entries.some(({ key }) => key === "steps");
}
