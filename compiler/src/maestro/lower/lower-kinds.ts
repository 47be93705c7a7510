import type { CustomStep, HttpStep, NoopStep, NotebookStep, SleepStep, SubworkflowStep } from "@stave/ir-schema";
import type { MaestroParam } from "../definition.js";
import { table } from "../table.js";
import { environmentEntry, imageEntry, type KindInput, mapEntries } from "./kubernetes-entries.js";
import { refuseNull } from "./lower-container.js";
import { lowerPause } from "./lower-duration.js";
import { isLeftOut, type LoweredKind } from "./lower-step.js";
import { givenFlag, isMap } from "./map-params.js";
import { paramSite } from "./site.js";

/** A step that computes and passes on. */
export function lowerNoop(_input: KindInput<NoopStep>): LoweredKind {
  return { wrapper: "step", keys: { type: "NoOp" }, params: {} };
}

/** A pause of whole seconds. */
export function lowerSleep({ context, frame, planned, step }: KindInput<SleepStep>): LoweredKind {
  const duration = step.inputs["duration"];
  const site = { ...paramSite(frame, planned), pointer: `${planned.pointer}/inputs/duration/value` };
  const seconds: MaestroParam =
    duration === undefined
      ? { type: "LONG", value: 0 }
      : lowerPause(context, site, duration.value, `the duration of "${step.id}"`);
  return { wrapper: "step", keys: { type: "Sleep" }, params: { sleep_seconds: seconds } };
}

/** A server that is busy or broken may be asked again; a request it refuses will be refused again. */
const HTTP_STATE =
  "if (status_code >= 200 && status_code < 300) { return 'DONE'; } " +
  "if (status_code >= 500 || status_code == 429 || status_code == 408) { return 'PLATFORM_ERROR'; } " +
  "return 'FATAL_ERROR';";

/** One HTTP request. */
export function lowerHttp(input: KindInput<HttpStep>): LoweredKind {
  const value = mapEntries(input, input.step.inputs, ["url", "method", "headers", "body"]);
  const isRetried = input.step.retry !== undefined && !input.context.isAsWritten;
  return {
    wrapper: "step",
    keys: { type: "Http" },
    params: {
      http: { type: "MAP", value },
      ...(isRetried && { state_expr: { type: "STRING" as const, value: HTTP_STATE } }),
    },
  };
}

/** A notebook, run by papermill; Maestro hands it all params of the step. */
export function lowerNotebook(input: KindInput<NotebookStep>): LoweredKind {
  const { step } = input;
  refuseNull(
    input,
    Object.entries(step.inputs).filter(([, one]) => !isLeftOut(one)),
  );
  return {
    wrapper: "step",
    keys: { type: "Notebook" },
    params: {
      kubernetes: {
        type: "MAP",
        value: { ...imageEntry(input, step.environment), ...environmentEntry(input, step.env) },
      },
      notebook: { type: "MAP", value: { input_path: { type: "STRING", value: step.path } } },
    },
  };
}

/** Another workflow; only the step's own inputs reach it. */
export function lowerSubworkflow({ context, step }: KindInput<SubworkflowStep>): LoweredKind {
  const maps = context.isAsWritten ? [] : Object.entries(step.inputs).filter(([, { type }]) => isMap(type));
  const flags = maps.map(([name]) => [givenFlag(name), { type: "BOOLEAN" as const, value: true }]);
  return {
    wrapper: "subworkflow",
    keys: { ...(step.sync === false && { sync: false }), ...(!context.isAsWritten && { explicit_params: true }) },
    params: {
      subworkflow_id: { type: "STRING", value: step.workflow },
      ...(step.version !== undefined && { subworkflow_version: { type: "STRING" as const, value: step.version } }),
      ...Object.fromEntries(flags),
    },
  };
}

const ownTypes: Readonly<Record<string, string>> = table({
  noop: "NoOp",
  sleep: "Sleep",
  kubernetes: "Kubernetes",
  notebook: "Notebook",
  http: "Http",
});

/** A step type of the installation: one of Maestro's own, or a job template of one. */
export function lowerCustom(input: KindInput<CustomStep>): LoweredKind {
  const { context, planned, step } = input;
  refuseNull(input, Object.entries(step.inputs));
  const template = context.options.customTypes?.[step.type];
  const type = template?.type ?? ownTypes[step.type.toLowerCase()];
  if (type === undefined) {
    const problem = "no step type of the target is named for it";
    context.report("target-unsupported", { what: `the step type "${step.type}"`, problem }, `${planned.pointer}/type`);
  }
  const subType = template?.subType ?? (template === undefined ? undefined : step.type);
  return {
    wrapper: "step",
    keys: {
      type: type ?? step.type,
      ...(subType !== undefined && { sub_type: subType }),
      ...(step.version !== undefined && { sub_type_version: step.version }),
    },
    params: {},
  };
}
