import type { Client } from "../client.js";
import { pause } from "../clock.js";
import type { CallOptions } from "../endpoint.js";
import { isUnsettled, RuntimeClientError } from "../errors.js";
import type { Long } from "../json.js";
import type { WorkflowCreateRequest, WorkflowDefinition } from "../model/definition.js";
import { DIGEST_KEY, digestNote, serverDigest } from "../plan/digest.js";
import { backoffMs } from "../transport/retry-link.js";

/** The metadata key that marks a version with the push that made it. */
export const PUSH_ID_KEY = "stave_push_id";

/** One push that must make one version at most. */
export interface SinglePush {
  readonly body: WorkflowCreateRequest;
  /** The latest version before the push; `undefined` when it was not looked at, `0` when there was none. */
  readonly base: Long | undefined;
  /** The digest of the definition, when it is known; it is noted with the version. */
  readonly digest?: string;
  /** The digest of the state the push leads to. */
  readonly target: string;
}

/** A version made by a push. */
export interface Pushed {
  readonly version: Long;
  /** The answer was lost, and the version was found by looking for it. */
  readonly recovered: boolean;
  /** How many more versions the same request made because the network delivered it again. */
  readonly doubled: number;
}

/**
 * Makes one version. A push whose answer was lost is looked for on the server, by the mark it carries, before it is
 * made again; one that may still be going on is not made again at all.
 */
export async function pushOnce(client: Client, push: SinglePush, options: CallOptions): Promise<Pushed> {
  const marked = markedBody(client, push);
  for (let attempt = 1; ; attempt++) {
    try {
      const { workflow_definition: made } = await client.workflows.create(marked, options);
      const version = versionOf(made, marked.workflow.id);
      return { version, recovered: false, doubled: await countDoubles(client, push, marked, version, options) };
    } catch (error) {
      if (!(error instanceof RuntimeClientError) || error.effect === "none") throw error;
      const found = await findLost(client, push, marked[PUSH_ID_KEY], error, options);
      if (found !== undefined) {
        return { version: found, recovered: true, doubled: await countDoubles(client, push, marked, found, options) };
      }
      if (isUnsettled(error)) throw ambiguous(error, push);
      if (attempt >= client.retry.attempts) throw error;
      const wait = backoffMs(attempt - 1, client.retry, client.clock.random);
      await pause(client.clock, wait, options.signal, `waiting to push "${push.body.workflow.id}" again`);
    }
  }
}

function markedBody(client: Client, { body, base, digest }: SinglePush): WorkflowCreateRequest & Mark {
  const marked = { ...body, [PUSH_ID_KEY]: client.clock.newId() };
  if (base === undefined || digest === undefined) return marked;
  return { ...marked, [DIGEST_KEY]: digestNote(digest, BigInt(base) + 1n) };
}

interface Mark {
  readonly [PUSH_ID_KEY]: string;
}

/** The other versions that carry the mark of this push; none when it is the next one after what was there. */
async function countDoubles(
  client: Client,
  { base }: SinglePush,
  marked: WorkflowCreateRequest & Mark,
  version: Long,
  options: CallOptions,
): Promise<number> {
  if (base === undefined || BigInt(version) <= BigInt(base) + 1n) return 0;
  const versions = client.versions.list(marked.workflow.id, { ...options, pageSize: RECENT, limit: RECENT });
  let doubled = 0;
  try {
    for await (const { metadata } of versions) {
      if (metadata[PUSH_ID_KEY] === marked[PUSH_ID_KEY] && metadata.workflow_version_id !== version) doubled++;
    }
  } catch (error) {
    // The push itself is done; what else came of it stays uncounted.
    if (!(error instanceof RuntimeClientError)) throw error;
  }
  return doubled;
}

function versionOf(made: WorkflowDefinition, id: string): Long {
  const version = made.metadata?.workflow_version_id;
  if (version !== undefined && made.metadata.workflow_id === id) return version;
  const message = `The push of "${id}" was answered with a definition of another workflow or without a version.`;
  throw new RuntimeClientError("bad-response", message, { body: made, effect: "unknown" });
}

const SETTLE_PAUSES_MS = [250, 500, 1000, 2000] as const;

/** The server, or something in front of it that had its answer, has said its last word. */
function isAnswered(error: RuntimeClientError): boolean {
  return error.status !== undefined && error.status !== 502 && error.status !== 504;
}

async function findLost(
  client: Client,
  push: SinglePush,
  pushId: string,
  lost: RuntimeClientError,
  options: CallOptions,
): Promise<Long | undefined> {
  const signal = lost.code === "aborted" ? undefined : options.signal;
  const pauses = isAnswered(lost) ? [] : SETTLE_PAUSES_MS;
  try {
    let found = await findPushed(client, push, pushId, { signal });
    for (const pause of pauses) {
      if (found !== undefined) break;
      await client.clock.sleep(pause, signal);
      found = await findPushed(client, push, pushId, { signal });
    }
    return found;
  } catch (cause) {
    throw ambiguous(lost, push, cause);
  }
}

const RECENT = 20;

async function findPushed(
  client: Client,
  push: SinglePush,
  pushId: string,
  options: CallOptions,
): Promise<Long | undefined> {
  const versions = client.versions.list(push.body.workflow.id, { ...options, pageSize: RECENT, limit: RECENT });
  let newest = true;
  for await (const definition of versions) {
    const { workflow_version_id: version, [PUSH_ID_KEY]: mark } = definition.metadata;
    if (mark === pushId) return version;
    if (newest && isOurs(push, definition)) return version;
    newest = false;
    if (push.base !== undefined && BigInt(version) <= BigInt(push.base)) return undefined;
  }
  return undefined;
}

// A server that keeps no metadata cannot show the mark: a newer version with the very state aimed at is taken for ours.
function isOurs(push: SinglePush, found: WorkflowDefinition): boolean {
  if (push.base === undefined || PUSH_ID_KEY in found.metadata) return false;
  if (BigInt(found.metadata.workflow_version_id) <= BigInt(push.base)) return false;
  return serverDigest(found) === push.target;
}

function ambiguous(lost: RuntimeClientError, push: SinglePush, failure?: unknown): RuntimeClientError {
  const why = failure === undefined ? "it may still be going on" : "looking for it failed as well";
  const message = `Whether the push of "${push.body.workflow.id}" took effect is not known: ${lost.message} Then ${why}.`;
  return new RuntimeClientError("ambiguous", message, {
    method: lost.method,
    url: lost.url,
    status: lost.status,
    effect: "unknown",
    attempts: lost.attempts,
    hint: "Push again later; a push compares first and makes no second version of the same definition.",
    cause: failure === undefined ? lost : new AggregateError([lost, failure]),
  });
}
