import type { IrDocument, Step } from "@stave/ir-schema";
import { Document, isMap, isScalar, isSeq, type YAMLMap } from "yaml";
import type { MaestroDefinition } from "../definition.js";

const format = { lineWidth: 120, aliasDuplicateObjects: false, version: "1.1" } as const;

/**
 * A create request as YAML, which `checkDefinitionFiles` and `importDefinition` read like the JSON. With the
 * workflow it was lowered from, each step and param says where it was written.
 *
 * @example
 * writeFileSync("daily.yaml", writeYaml(definition, "made from daily.ts", document));
 */
export function writeYaml(definition: MaestroDefinition, comment?: string, written?: IrDocument): string {
  const document = new Document(definition, format);
  if (written !== undefined) noteLines(document, written);
  const head = comment === undefined ? "" : `${comment.replace(/^/gm, "# ")}\n`;
  return head + document.toString(format);
}

function noteLines(document: Document, written: IrDocument): void {
  const { sources, workflow } = written;
  if (sources === undefined) return;
  const lineOf = (pointer: string): string | undefined => {
    const site = sources.sites[pointer];
    return site === undefined ? undefined : ` ${sources.files[site[0]]}:${site[1]}`;
  };
  const steps = new Map<string, string>();
  placeSteps(workflow.steps, "/steps", steps);
  noteSteps(document.getIn(["workflow", "steps"]), steps, lineOf);
  const params = document.getIn(["workflow", "params"]);
  for (const pair of isMap(params) ? params.items : []) {
    const name = isScalar(pair.key) ? String(pair.key.value) : "";
    const line = lineOf(`/params/${name}`);
    if (isScalar(pair.key) && line !== undefined) pair.key.commentBefore = line;
  }
}

function placeSteps(steps: readonly Step[], pointer: string, found: Map<string, string>): void {
  steps.forEach((step, position) => {
    const at = `${pointer}/${position}`;
    found.set(step.id, at);
    if (step.kind === "foreach" || step.kind === "while") placeSteps(step.steps, `${at}/steps`, found);
  });
}

function noteSteps(
  list: unknown,
  steps: ReadonlyMap<string, string>,
  lineOf: (pointer: string) => string | undefined,
): void {
  for (const item of isSeq(list) ? list.items : []) {
    const body = isMap(item) ? item.items[0]?.value : undefined;
    if (!isMap(item) || !isMap(body)) continue;
    const pointer = steps.get(String((body as YAMLMap).get("id")));
    const line = pointer === undefined ? undefined : lineOf(pointer);
    if (line !== undefined) item.commentBefore = line;
    noteSteps((body as YAMLMap).get("steps"), steps, lineOf);
  }
}
