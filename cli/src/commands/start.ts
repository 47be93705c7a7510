import { createDiagnostic, StaveError } from "@stave/ir-schema";
import type { Client, ParamDefinition, ParamDefinitions, VersionSelector } from "@stave/runtime-client";
import { EXIT, type ExitCode } from "../exit.js";
import type { Invocation } from "../main.js";
import { type ServerOptions, withServer } from "../project/server.js";

interface StartCommandOptions extends ServerOptions {
  readonly workflowVersion: string;
  readonly param: readonly string[];
  readonly requestId?: string;
  readonly wait?: boolean;
  readonly json?: boolean;
}

/** `stave start`. */
export async function start({ output }: Invocation, workflow: string, options: StartCommandOptions): Promise<ExitCode> {
  return await withServer(options, async (client) => {
    const version = options.workflowVersion as VersionSelector;
    const params = await paramsOf(client, workflow, version, options.param);
    const result = await client.start(workflow, {
      version,
      ...(params && { params }),
      ...(options.requestId && { requestId: options.requestId }),
    });
    const instance = result.run?.instance;
    if (!options.wait || instance === undefined) {
      if (options.json) output.out(JSON.stringify(result, null, 2));
      else output.out(`${workflow} ${result.outcome}${instance === undefined ? "" : `: run ${String(instance)}`}`);
      return result.outcome === "started" || result.outcome === "duplicate" ? EXIT.ok : EXIT.workflow;
    }
    for await (const event of client.watch(workflow, instance)) {
      if (event.type === "step") output.err(`${event.step} ${event.status}`);
      else if (event.type === "run") output.err(`run ${String(event.run)} ${event.status}`);
      else if (event.type === "end") {
        output.out(
          options.json
            ? JSON.stringify(event.instance, null, 2)
            : `${workflow} ${String(instance)} ${event.instance.status}`,
        );
        return event.instance.status === "SUCCEEDED" ? EXIT.ok : EXIT.workflow;
      }
    }
    return EXIT.outside;
  });
}

/** Reads `name=value` by the types the server's definition declares. */
async function paramsOf(
  client: Client,
  workflow: string,
  version: VersionSelector,
  texts: readonly string[],
): Promise<ParamDefinitions | undefined> {
  if (texts.length === 0) return undefined;
  const { workflow: definition } = await client.versions.get(workflow, version);
  const known = definition.params ?? {};
  const problems = [];
  const params: Record<string, ParamDefinition> = {};
  for (const text of texts) {
    const at = text.indexOf("=");
    const name = text.slice(0, at);
    const declared = known[name];
    if (at < 1) problems.push(createDiagnostic("bad-param-text", { text }));
    else if (declared === undefined) {
      problems.push(
        createDiagnostic("unknown-workflow-param", { workflow, param: name, known: Object.keys(known).join(", ") }),
      );
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
