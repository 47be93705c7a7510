import { type Document, isMap, isSeq } from "yaml";
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
  const root = isSeq(contents) ? contents.items[0] : contents;
  const workflow = isMap(root) ? (root.get("workflow") ?? root.get("Workflow")) : undefined;
  return isMap(workflow) && hasJobs((key) => workflow.has(key)) ? "maestro" : "standard";
}

/** The YAML language has jobs; a create request written in YAML has steps. */
function hasJobs(has: (key: string) => boolean): boolean {
  return has("jobs") || !has("steps");
}

/** Reads the definitions of a file: one, a list of them, or one a document; what is wrong with a shape is reported. */
export function readDefinitions(reporter: Reporter): readonly DefinitionModel[] {
  const { roots, problems } = readSource(reporter.file, reporter.text);
  for (const { message, start, end, fix } of problems) {
    reporter.report("notReadable", { start, end, pointer: "" }, { problem: message }, fix);
  }
  const [first, second] = roots;
  const list = second === undefined && first?.kind === "array" ? first.items : roots;
  if (first !== undefined && list.length === 0) {
    reporter.report("notReadable", { ...first, pointer: "" }, { problem: "the list is empty" });
  }
  const found = list.flatMap((node, position) => {
    const pointer = list !== roots || second !== undefined ? `/${position}` : "";
    return readOne({ reporter, node, pointer, what: "the definition" }) ?? [];
  });
  if (second !== undefined && found.some(({ form }) => form === "dsl")) {
    reporter.report("restIgnored", { start: second.start, end: second.start, pointer: "/1" }, {});
  }
  return found;
}

function readOne(reading: Reading): DefinitionModel | undefined {
  return isYamlPath(reading.reporter.file) && isDsl(reading.node) ? readDsl(reading) : readRequest(reading);
}

function readRequest(reading: Reading): DefinitionModel | undefined {
  const root = readRoot(reading);
  if (root?.workflow === undefined) return undefined;
  const workflow = readWorkflow(root.workflow);
  return workflow === undefined ? undefined : { ...root, form: "request", workflow };
}

function isDsl(root: SourceNode): boolean {
  if (root.kind !== "object") return false;
  const entry = root.entries.find(({ key }) => key === "workflow" || key === "Workflow");
  if (entry === undefined || entry.value.kind !== "object") return entry?.key === "Workflow";
  const { entries } = entry.value;
  return hasJobs((key) => entries.some((one) => one.key === key));
}
