import { stringifyJson, type VersionSelector } from "@stave/runtime-client";
import { EXIT, type ExitCode } from "../exit.js";
import type { Invocation } from "../main.js";
import { type ServerOptions, withServer } from "../project/server.js";
import { serverParams } from "../project/server-params.js";

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
    const params = await serverParams(client, workflow, version, options.param);
    const result = await client.start(workflow, {
      version,
      ...(params && { params }),
      ...(options.requestId && { requestId: options.requestId }),
    });
    const instance = result.run?.instance;
    if (!options.wait || instance === undefined) {
      if (options.json) output.out(stringifyJson(result));
      else output.out(`${workflow} ${result.outcome}${instance === undefined ? "" : `: run ${String(instance)}`}`);
      return result.outcome === "started" || result.outcome === "duplicate" ? EXIT.ok : EXIT.workflow;
    }
    for await (const event of client.watch(workflow, instance)) {
      if (event.type === "step") output.err(`${event.step} ${event.status}`);
      else if (event.type === "run") output.err(`run ${String(event.run)} ${event.status}`);
      else if (event.type === "end") {
        output.out(
          options.json ? stringifyJson(event.instance) : `${workflow} ${String(instance)} ${event.instance.status}`,
        );
        return event.instance.status === "SUCCEEDED" ? EXIT.ok : EXIT.workflow;
      }
    }
    return EXIT.outside;
  });
}
