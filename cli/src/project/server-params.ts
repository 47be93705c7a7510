import { createDiagnostic, type Diagnostic, StaveError } from "@stave/ir-schema";
import type { Client, ParamDefinition, ParamDefinitions, VersionSelector } from "@stave/runtime-client";

/** Reads `name=value` by the types the server's definition declares. */
export async function serverParams(
  client: Client,
  workflow: string,
  version: VersionSelector,
  texts: readonly string[],
): Promise<ParamDefinitions | undefined> {
  return texts.length === 0 ? undefined : (await serverParamReader(client, workflow, version))(texts);
}

/** Asks the server for a workflow's params once, for many readings. */
export async function serverParamReader(
  client: Client,
  workflow: string,
  version: VersionSelector,
): Promise<(texts: readonly string[]) => ParamDefinitions> {
  const { workflow: definition } = await client.versions.get(workflow, version);
  return (texts) => readParams(workflow, definition.params ?? {}, texts);
}

function readParams(workflow: string, known: ParamDefinitions, texts: readonly string[]): ParamDefinitions {
  const problems: Diagnostic[] = [];
  const params: Record<string, ParamDefinition> = {};
  for (const text of texts) {
    const at = text.indexOf("=");
    const name = text.slice(0, at);
    const declared = known[name];
    if (at < 1) problems.push(createDiagnostic("bad-param-text", { text }));
    else if (declared === undefined) {
      const details = { workflow, param: name, known: Object.keys(known).join(", ") };
      problems.push(createDiagnostic("unknown-workflow-param", details));
    } else
      params[name] = { type: declared.type, value: paramValue(declared.type, text.slice(at + 1)) } as ParamDefinition;
  }
  if (problems.length > 0) throw new StaveError(problems);
  return params;
}

function paramValue(type: string, text: string): unknown {
  const name = type.toUpperCase();
  if (name === "BOOLEAN") return text === "true";
  if (name.endsWith("_ARRAY")) return text.startsWith("[") ? JSON.parse(text) : text.split(",");
  return name.endsWith("MAP") ? JSON.parse(text) : text;
}
