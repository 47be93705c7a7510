import { type Client, stringifyJson, type VersionSelector } from "@stave/runtime-client";
import { EXIT, type ExitCode } from "../exit.js";
import type { Invocation } from "../main.js";
import { requestId } from "../project/request-id.js";
import { printFailures } from "../project/run-failures.js";
import { type ServerOptions, withServer } from "../project/server.js";
import { serverParams } from "../project/server-params.js";
import type { Output } from "../terminal/output.js";

interface StartCommandOptions extends ServerOptions {
  readonly workflowVersion: string;
  readonly param: readonly string[];
  readonly requestId?: string;
  readonly wait?: boolean;
  readonly cancel?: boolean;
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
      ...(options.requestId !== undefined && { requestId: requestId(options.requestId) }),
    });
    const instance = result.run?.instance;
    if (!options.wait || instance === undefined) {
      if (options.json) output.out(stringifyJson(result));
      else output.out(`${workflow} ${result.outcome}${instance === undefined ? "" : `: run ${String(instance)}`}`);
      return result.outcome === "started" || result.outcome === "duplicate" ? EXIT.ok : EXIT.workflow;
    }
    return await follow(
      client,
      { workflow, instance, json: options.json === true, cancel: options.cancel === true },
      output,
    );
  });
}

interface Followed {
  readonly workflow: string;
  readonly instance: number | bigint;
  readonly json: boolean;
  readonly cancel: boolean;
}

/** Tells how a run goes until it ends; Ctrl-C leaves it going, or stops it when told so. */
async function follow(client: Client, followed: Followed, output: Output): Promise<ExitCode> {
  const { workflow, instance, json } = followed;
  const leave = new AbortController();
  const left = (): void => leave.abort();
  process.once("SIGINT", left).once("SIGTERM", left);
  try {
    for await (const event of client.watch(workflow, instance, { signal: leave.signal })) {
      if (event.type === "step") output.err(`${event.step} ${event.status}`);
      else if (event.type === "run") output.err(`run ${String(instance)} ${event.status}`);
      else if (event.type === "end") {
        const { status } = event.instance;
        output.out(json ? stringifyJson(event.instance) : `${workflow} ${String(instance)} ${status}`);
        if (!json) await printFailures(client, { workflow, instance }, output);
        return status === "SUCCEEDED" ? EXIT.ok : EXIT.workflow;
      }
    }
    return EXIT.outside;
  } catch (error) {
    if (!leave.signal.aborted) throw error;
    await letGo(client, followed, output);
    return EXIT.outside;
  } finally {
    process.off("SIGINT", left).off("SIGTERM", left);
  }
}

async function letGo(client: Client, { workflow, instance, cancel }: Followed, output: Output): Promise<void> {
  if (!cancel) {
    output.err(`${workflow} ${String(instance)} goes on. Stop it: stave stop ${workflow} ${String(instance)}`);
    return;
  }
  await client.instances.stop(workflow, instance);
  output.err(`${workflow} ${String(instance)} is being stopped`);
}
