import { isPlainObject, parseJson } from "../json.js";
import { maestroError } from "./http-error.js";

type Fields = Record<string, unknown>;

/**
 * The create request of a YAML body. Only the JSON subset of YAML is read, and of the server's YAML form the plain
 * jobs: enough to see what a client sends.
 */
export function fromYaml(body: string): Fields {
  const document = read(body);
  const workflow = document["workflow"] ?? document["Workflow"];
  if (!isPlainObject(workflow)) throw maestroError(400, "BAD_REQUEST - the root key must be Workflow or workflow");
  const { id, owner, jobs, run_strategy } = workflow;
  const steps = Array.isArray(jobs)
    ? jobs.map((job) => ({ step: { params: {}, ...((job as Fields)["job"] as Fields) } }))
    : [];
  return {
    workflow: { id, params: {}, steps },
    properties: { owner, run_strategy: run_strategy ?? "SEQUENTIAL", step_concurrency: 20 },
    is_active: true,
  };
}

function read(body: string): Fields {
  try {
    const value = parseJson(body);
    if (isPlainObject(value)) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw maestroError(400, "BAD_REQUEST - this server reads only YAML that is JSON");
}
