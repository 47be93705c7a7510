import { sameJson } from "../json.js";
import type { Properties, WorkflowCreateRequest, WorkflowDefinition } from "../model/definition.js";
import { DIGEST_KEY, digestOf, stateDigest, storedDigest } from "./digest.js";
import { normalProperties, resetByPush } from "./normal-properties.js";
import { type NormalWorkflow, normalWorkflow } from "./normal-workflow.js";

/** What must be done so that the server has what a request says. */
export type PushAction = "create" | "update" | "properties" | "activate" | "none";

/** How a request is laid over what the server has. */
export interface CompareOptions {
  /**
   * Let a push reset the run strategy, step concurrency and alerting that its properties leave out, as the server does
   * by itself; they are kept when absent.
   */
  readonly resetOmitted?: boolean;
  /** Who owns a new workflow that names no owner, since Maestro takes none without; the client's `user` when absent. */
  readonly owner?: string | undefined;
}

/** A request laid over what the server has. */
export interface Comparison {
  readonly action: PushAction;
  /** The body to push: the request, with the properties to be kept filled in. */
  readonly body: WorkflowCreateRequest;
  /** The properties as they will be. */
  readonly properties: Properties;
  /** The digest of the definition; empty when nothing is to be done. */
  readonly digest: string;
  /** The digest of the state this leads to; empty when nothing is to be done. */
  readonly target: string;
  /** The properties that change, when they alone do. */
  readonly changedProperties: Properties;
  /** Whether the newest version will be the active one. */
  readonly active: boolean;
}

/** Compares a request with what the server has, by meaning and not by spelling. */
export function compareWithServer(
  asked: WorkflowCreateRequest,
  server: WorkflowDefinition | undefined,
  options: CompareOptions = {},
): Comparison {
  const request = server === undefined ? withOwner(asked, options.owner) : asked;
  const given = definedProperties(request.properties);
  const now = definedProperties(server?.properties_snapshot);
  const properties = request.properties === undefined ? now : { ...keptProperties(now, options), ...given };
  const changedProperties = difference(properties, now);
  const definition = normalWorkflow(request.workflow);
  const action = server === undefined ? "create" : actionFor(request, server, { definition, properties, now });
  const active = server !== undefined && keepsActive.has(action) ? server.is_active : (request.is_active ?? true);
  const digest = action === "none" ? "" : digestOf(definition);
  const target = action === "none" ? "" : stateDigest(digest, normalProperties(properties), active);
  return { action, body: bodyOf(request, properties), properties, changedProperties, active, digest, target };
}

function withOwner(request: WorkflowCreateRequest, owner: string | undefined): WorkflowCreateRequest {
  if (owner === undefined || (request.properties?.owner ?? null) !== null) return request;
  return { ...request, properties: { ...request.properties, owner } };
}

interface Wanted {
  readonly definition: NormalWorkflow;
  readonly properties: Properties;
  readonly now: Properties;
}

const keepsActive: ReadonlySet<PushAction> = new Set(["none", "properties"]);

function actionFor(request: WorkflowCreateRequest, server: WorkflowDefinition, view: Wanted): PushAction {
  const sameDefinition = isStored(view.definition, server);
  const sameProperties = sameJson(normalProperties(view.properties), normalProperties(view.now));
  const activates = request.is_active === true && !server.is_active;
  if (!sameDefinition) return "update";
  if (sameProperties) return activates ? "activate" : "none";
  return activates || needsReset(view) ? "update" : "properties";
}

// A server may store a definition otherwise than this release expects; then the note of the push that made it decides.
function isStored(definition: NormalWorkflow, server: WorkflowDefinition): boolean {
  if (sameJson(definition, normalWorkflow(server.workflow))) return true;
  return server.metadata[DIGEST_KEY] !== undefined && storedDigest(server) === digestOf(definition);
}

// An update of properties alone can set them but not take them away.
function needsReset({ properties, now }: Wanted): boolean {
  return Object.keys(normalProperties(now)).some((key) => properties[key as keyof Properties] === undefined);
}

const keys: readonly (keyof Properties)[] = [
  "owner",
  "run_strategy",
  "step_concurrency",
  "alerting",
  "alerting_disabled",
  "signal_trigger_disabled",
  "time_trigger_disabled",
  "description",
];

function definedProperties(properties: Properties | undefined): Properties {
  if (properties === undefined) return {};
  const entries = keys.flatMap((key) => ((properties[key] ?? null) === null ? [] : [[key, properties[key]]]));
  return Object.fromEntries(entries) as Properties;
}

function keptProperties(now: Properties, options: CompareOptions): Properties {
  if (options.resetOmitted !== true) return now;
  return Object.fromEntries(Object.entries(now).filter(([key]) => !resetByPush.includes(key as keyof Properties)));
}

function difference(wanted: Properties, now: Properties): Properties {
  const [after, before] = [normalProperties(wanted), normalProperties(now)];
  const changed = keys.filter((key) => !sameJson(after[key], before[key]));
  return Object.fromEntries(changed.map((key) => [key, wanted[key]])) as Properties;
}

function bodyOf(request: WorkflowCreateRequest, properties: Properties): WorkflowCreateRequest {
  if (request.properties === undefined) return request;
  const kept = resetByPush.flatMap((key) => (properties[key] === undefined ? [] : [[key, properties[key]]]));
  return { ...request, properties: { ...request.properties, ...Object.fromEntries(kept) } };
}
