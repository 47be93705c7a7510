import { isPlainObject } from "../json.js";
import type { ParamDefinitions } from "../model/definition.js";
import { maestroError } from "./http-error.js";
import type { RunRequest } from "./run-insert.js";
import { storedParams } from "./stored-param.js";

type Fields = Readonly<Record<string, unknown>>;

const startKeys = [
  "initiator",
  "request_time",
  "request_id",
  "runtime_tags",
  "run_params",
  "artifacts",
  "persist_failed_run",
];
const restartKeys = ["restart_policy", "request_time", "request_id", "run_params"];
const initiatorKeys: Readonly<Record<string, readonly string[]>> = {
  MANUAL: ["type", "user"],
  TIME: ["type", "trigger_uuid", "trigger_time", "timezone"],
  SIGNAL: ["type", "trigger_uuid", "signal_id_map", "params"],
  SUBWORKFLOW: ["type", "ancestors"],
  FOREACH: ["type", "ancestors"],
  WHILE: ["type", "ancestors"],
  TEMPLATE: ["type", "ancestors"],
};

/** Reads what a start asks for, and refuses what the server refuses. */
export function startRequest(body: Fields, user: string): RunRequest {
  checkKnown(body, startKeys);
  const type = initiatorType(body["initiator"]);
  const request = runRequest(body, { type, user, depth: 0 });
  if (type === "TIME" || type === "SIGNAL") throw maestroError(409, "the trigger does not match");
  if (type !== "MANUAL") throw maestroError(400, "the caller cannot start in the name of a step");
  return request;
}

/** Reads what a restart asks for. */
export function restartRequest(body: Fields, user: string): RunRequest & { readonly policy: string } {
  checkKnown(body, restartKeys);
  const policy = body["restart_policy"] ?? undefined;
  if (policy === undefined) throw maestroError(400, "validation failed", ["restart_policy cannot be null"]);
  const known = ["RESTART_FROM_INCOMPLETE", "RESTART_FROM_BEGINNING", "RESTART_FROM_SPECIFIC", "START_FRESH_NEW_RUN"];
  if (!known.includes(String(policy))) throw maestroError(400, `not one of the values accepted: ${policy}`);
  if (!/BEGINNING|INCOMPLETE/.test(String(policy))) throw maestroError(400, `cannot restart by ${policy}`);
  return { ...runRequest(body, { type: "MANUAL", user, depth: 0 }), policy: String(policy) };
}

function checkKnown(body: Fields, known: readonly string[]): void {
  const unknown = Object.keys(body).find((key) => !known.includes(key));
  if (unknown !== undefined) throw maestroError(400, `JSON parse error: Unrecognized field "${unknown}"`);
}

function initiatorType(initiator: unknown): string {
  if ((initiator ?? undefined) === undefined) throw maestroError(400, "validation failed", ["initiator null"]);
  const fields = isPlainObject(initiator) ? initiator : {};
  const type = String(fields["type"]).toUpperCase();
  const known = initiatorKeys[type];
  if (known === undefined) throw maestroError(400, `JSON parse error: initiator type ${fields["type"]}`);
  checkKnown(fields, known);
  return type;
}

const UUID = /^[0-9a-f]{1,8}(-[0-9a-f]{1,4}){3}-[0-9a-f]{1,12}$/i;

function runRequest(body: Fields, initiator: Fields): RunRequest {
  const given = body["request_id"] ?? undefined;
  const uuid = given === undefined ? crypto.randomUUID() : String(given);
  if (!UUID.test(uuid)) throw maestroError(400, `JSON parse error: not a UUID: ${uuid}`);
  return { uuid, params: runParams(body["run_params"]), initiator, requestTime: body["request_time"] as number };
}

const reserved =
  /^(maestro|scheduler|util|params|Maestro|Scheduler|Util|Params|MAESTRO|SCHEDULER|UTIL|PARAMS|AUTH_.*|AUTHORIZED_MANAGERS)$/;
const types = /^(STRING|LONG|DOUBLE|BOOLEAN|STRING_MAP|STRING_ARRAY|LONG_ARRAY|DOUBLE_ARRAY|BOOLEAN_ARRAY|MAP)$/i;

function runParams(given: unknown): ParamDefinitions {
  if (!isPlainObject(given)) return {};
  for (const param of Object.values(given)) checkParam(param);
  const names = Object.keys(given);
  const wrong = [
    ...names.filter((name) => reserved.test(name)),
    ...names.filter((name) => (given[name] as Fields)["source"] !== undefined),
    ...(names.length > 128 ? ["more than 128 params"] : []),
  ];
  if (wrong.length > 0) throw maestroError(400, "validation failed", wrong);
  return storedParams(given) as ParamDefinitions;
}

function checkParam(param: unknown): void {
  const fields = isPlainObject(param) ? param : {};
  const both = ((fields["value"] ?? null) === null) === ((fields["expression"] ?? null) === null);
  if (!types.test(String(fields["type"])) || both) throw maestroError(400, "JSON parse error: not a param");
}

const fixed: ReadonlySet<string> = new Set(["CONSTANT", "IMMUTABLE"]);

/** Refuses params that a start may not change. */
export function checkModes(params: ParamDefinitions, declared: ParamDefinitions): void {
  for (const name of Object.keys(params)) {
    const mode = String(declared[name]?.mode ?? "").toUpperCase();
    if (fixed.has(mode)) throw maestroError(400, `cannot modify param with mode [${mode}] for parameter [${name}]`);
  }
}
