import { workflowIdProblem } from "../names.js";
import type { TimeTriggerModel, WorkflowModel } from "./definition-model.js";
import {
  checkLength,
  checkRange,
  type Fields,
  listPlace,
  placeOf,
  type Reading,
  readList,
  readObject,
  readText,
  readWhole,
  readWord,
} from "./fields.js";
import { readParams } from "./read-param.js";
import { readSignalTrigger } from "./read-signals.js";
import { readSteps, readTimeout } from "./read-step.js";
import { readTags } from "./read-tags.js";

const KEYS = [
  "id",
  "name",
  "description",
  "tags",
  "timeout",
  "time_triggers",
  "signal_triggers",
  "criticality",
  "instance_step_concurrency",
  "params",
  "steps",
];

/** Levels of criticality. */
export const CRITICALITIES: readonly string[] = ["CRITICAL", "HIGH", "MEDIUM", "LOW"];

/** Reads the workflow of a create request. */
export function readWorkflow(reading: Reading): WorkflowModel | undefined {
  const fields = readObject(reading, KEYS, true);
  if (fields === undefined) return undefined;
  const id = readWorkflowId(fields);
  checkLength(fields.get("name"), readText(fields.get("name")), 256);
  checkLength(fields.get("description"), readText(fields.get("description")), 16_384);
  readTags(fields.get("tags"));
  readWord(fields.get("criticality"), CRITICALITIES);
  const timeout = readTimeout(fields.get("timeout"));
  const stepConcurrency = readWhole(fields.get("instance_step_concurrency"));
  checkRange(fields.get("instance_step_concurrency"), stepConcurrency, 1, 999);
  const steps = fields.get("steps");
  if (steps === undefined) reading.reporter.report("noSteps", placeOf(reading), { where: "The workflow" });
  return {
    ...id,
    node: reading.node,
    pointer: reading.pointer,
    ...(timeout !== undefined && { timeout }),
    params: readParams(fields.get("params")),
    steps: readSteps(steps),
    ...(steps !== undefined && { stepsAt: listPlace(steps) }),
    timeTriggers: readList(fields.get("time_triggers")).flatMap((item) => readTimeTrigger(item) ?? []),
    signalTriggers: readList(fields.get("signal_triggers")).map(readSignalTrigger),
    ...(stepConcurrency !== undefined && { instanceStepConcurrency: stepConcurrency }),
  };
}

/** Reads the id of a workflow. */
export function readWorkflowId(fields: Fields): Pick<WorkflowModel, "id" | "spot"> {
  const { reading } = fields;
  const given = fields.get("id");
  const id = readText(given);
  if (given === undefined) {
    reading.reporter.report("missingKey", placeOf(reading), { where: "The workflow", key: "id" });
  }
  const problem = id === undefined ? undefined : workflowIdProblem(id.value);
  if (given !== undefined && id !== undefined && problem !== undefined) {
    reading.reporter.report("badId", placeOf(given), { what: "workflow id", id: id.value, problem });
  }
  return { id: id?.value ?? "", spot: placeOf(given ?? reading) };
}

const TRIGGER_KEYS: Readonly<Record<string, readonly string[]>> = {
  CRON: ["type", "cron", "timezone", "fuzzy_max_delay"],
  PREDEFINED: ["type", "expression", "timezone", "fuzzy_max_delay"],
  INTERVAL: ["type", "interval", "start", "fuzzy_max_delay"],
};

function readTimeTrigger(reading: Reading): TimeTriggerModel | undefined {
  const open = readObject(reading, [], false);
  if (open === undefined) return undefined;
  const given = open.get("type");
  if (given === undefined) {
    reading.reporter.report("missingKey", placeOf(reading), { where: "A time trigger", key: "type" });
    return undefined;
  }
  const type = readWord(given, Object.keys(TRIGGER_KEYS))?.value;
  if (type === undefined) return undefined;
  const fields = readObject({ ...reading, what: `a ${type} trigger` }, TRIGGER_KEYS[type] ?? [], true);
  if (fields === undefined) return undefined;
  const main = type === "CRON" ? "cron" : type === "PREDEFINED" ? "expression" : undefined;
  if (main !== undefined && fields.get(main) === undefined) {
    reading.reporter.report("missingKey", placeOf(reading), { where: `A ${type} trigger`, key: main });
  }
  const texts = (["cron", "expression", "timezone"] as const).flatMap((key) => {
    const text = readText(fields.get(key));
    return text === undefined ? [] : [[key, text] as const];
  });
  const delay = readTimeout(fields.get("fuzzy_max_delay"));
  return {
    type,
    pointer: reading.pointer,
    node: reading.node,
    ...Object.fromEntries(texts),
    ...(delay !== undefined && { delay }),
  };
}
