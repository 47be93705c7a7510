import { z } from "zod";
import type { Step } from "../generated/ir.js";
import { exprSchema } from "./expr.js";
import { extensionsSchema } from "./json.js";
import { signalEmitSchema, signalWaitSchema } from "./trigger.js";
import { typeSchema } from "./type.js";

const input = z
  .strictObject({ type: typeSchema.meta({ description: "What the step expects." }), value: exprSchema })
  .meta({ id: "Input", description: "A typed argument of a step." });

const need = z
  .strictObject({
    step: z.string(),
    when: exprSchema.optional().meta({ description: "A bool; the edge counts only when it is true. Absent: true." }),
  })
  .meta({ id: "Need", description: "An edge from a step that must be complete before." });

const retry = z
  .strictObject({
    limit: z.int().min(0).max(99).meta({ description: "Further attempts after the first." }),
    backoff: z
      .strictObject({
        kind: z.enum(["exponential", "fixed"]),
        delay: z.string().meta({ description: "Before the first retry, an ISO-8601 duration." }),
        factor: z.number().min(1).optional().meta({ description: "Exponential only; 2 when absent." }),
        max: z.string().optional().meta({ description: "Longest delay, an ISO-8601 duration." }),
      })
      .optional(),
    on: z
      .array(z.enum(["error", "platform", "timeout"]))
      .optional()
      .meta({ description: "Kinds retried; error and platform when absent." }),
  })
  .meta({ id: "Retry", description: "What happens after a failed attempt." });

const common = {
  id: z.string(),
  name: z.string().optional(),
  description: z.string().optional(),
  tags: z.array(z.string()).optional(),
  needs: z.array(need).optional().meta({ description: "Absent: the step starts with its scope." }),
  join: z.enum(["all", "any"]).optional().meta({
    description: "`all` (default): skipped when any need was skipped or false. `any`: runs when at least one is true.",
  }),
  retry: retry.optional(),
  timeout: exprSchema.optional().meta({ description: "A duration." }),
  onFailure: z
    .enum(["fail-after-running", "fail-now", "ignore"])
    .optional()
    .meta({ description: "Let other branches finish (default), stop everything, or go on as if it had succeeded." }),
  waits: z.array(signalWaitSchema).optional(),
  emits: z.array(signalEmitSchema).optional(),
  extensions: extensionsSchema.optional(),
};

const inputs = z.record(z.string(), input);
const outputs = z.record(z.string(), typeSchema);
const environment = z.string().optional().meta({ description: "A name in the workflow's `environments`." });
const env = z.record(z.string(), exprSchema).optional().meta({ description: "Environment variables, strings." });
const steps = (): z.ZodType<Step[]> => z.array(stepSchema);

const python = z
  .strictObject({
    kind: z.literal("python"),
    ...common,
    module: z.string().meta({ description: "Path of the file from the project's root, with `/`." }),
    function: z.string(),
    returns: z.enum(["none", "result", "fields"]).meta({ description: "How the returned value becomes outputs." }),
    environment,
    env,
    inputs,
    outputs,
  })
  .meta({ id: "PythonStep", description: "Calls a Python function with keyword arguments." });

const notebook = z
  .strictObject({ kind: z.literal("notebook"), ...common, path: z.string(), environment, env, inputs, outputs })
  .meta({ id: "NotebookStep", description: "Runs a Jupyter notebook with parameters." });

const shell = z
  .strictObject({
    kind: z.literal("shell"),
    ...common,
    script: z.string().meta({
      description:
        "Run by `sh -c`; inputs follow its last command as `--name value` arguments, or stand where it says `$@`.",
    }),
    environment,
    env,
    inputs,
    outputs,
  })
  .meta({
    id: "ShellStep",
    description: "Runs a command. Outputs: JSON written to `$STAVE_OUTPUT`; `stdout` when declared.",
  });

const http = z
  .strictObject({
    kind: z.literal("http"),
    ...common,
    inputs: inputs.meta({ description: "`method`, `url`, `headers`, `body`." }),
    outputs: outputs.meta({ description: "`status_code`, `body`." }),
  })
  .meta({ id: "HttpStep", description: "Makes one HTTP request; a status outside 2xx is an error." });

const container = z
  .strictObject({
    kind: z.literal("container"),
    ...common,
    env,
    resources: z.record(z.string(), z.string()).optional().meta({ description: "`cpu`, `memory`, `disk`, `gpu`." }),
    inputs: inputs.meta({ description: "`image`, `command`, `args`." }),
    outputs,
  })
  .meta({ id: "ContainerStep", description: "Runs a container image." });

const sleep = z
  .strictObject({ kind: z.literal("sleep"), ...common, inputs: inputs.meta({ description: "`duration`." }), outputs })
  .meta({ id: "SleepStep", description: "Waits." });

const noop = z
  .strictObject({
    kind: z.literal("noop"),
    ...common,
    inputs,
    outputs: outputs.meta({ description: "Its inputs, unchanged." }),
  })
  .meta({ id: "NoopStep", description: "Computes its inputs and gives them out again; the gate of a `when`." });

const custom = z
  .strictObject({
    kind: z.literal("custom"),
    ...common,
    type: z.string(),
    version: z.string().optional(),
    environment,
    inputs,
    outputs,
  })
  .meta({ id: "CustomStep", description: "A step type that the runtime registers under a name." });

const subworkflow = z
  .strictObject({
    kind: z.literal("subworkflow"),
    ...common,
    workflow: z.string().meta({ description: "The other workflow's id." }),
    version: z
      .string()
      .optional()
      .meta({ description: "A number, `active`, `latest` or `default`; `active` when absent." }),
    sync: z.boolean().optional().meta({ description: "Wait for it to end; true when absent." }),
    inputs: inputs.meta({ description: "Its params." }),
    outputs,
  })
  .meta({ id: "SubworkflowStep", description: "Runs another workflow." });

const collect = z.record(z.string(), exprSchema);

const foreach = z
  .strictObject({
    kind: z.literal("foreach"),
    ...common,
    over: z
      .array(
        z.strictObject({ name: z.string(), type: typeSchema.meta({ description: "Of one item." }), in: exprSchema }),
      )
      .min(1)
      .meta({ description: "Loop variables; several lists make every combination, the first varying fastest." }),
    concurrency: z.int().min(1).optional(),
    strictOrder: z.boolean().optional().meta({ description: "A slow iteration holds back later ones." }),
    get steps() {
      return steps();
    },
    collect: collect.meta({ description: "Outputs: one value an iteration, gathered in order." }),
    outputs: outputs.meta({ description: "A list type for each name of `collect`." }),
  })
  .meta({ id: "ForeachStep", description: "Runs its steps once for each combination of items." });

const whileStep = z
  .strictObject({
    kind: z.literal("while"),
    ...common,
    vars: z
      .record(z.string(), z.strictObject({ type: typeSchema, init: exprSchema, next: exprSchema.optional() }))
      .meta({ description: "Loop variables; `next` is evaluated after each iteration. Absent: unchanged." }),
    condition: exprSchema.meta({ description: "A bool over the loop variables, asked before each iteration." }),
    limit: z.int().min(1).optional().meta({ description: "Most iterations; one more fails the step." }),
    get steps() {
      return steps();
    },
    outputs: outputs.meta({ description: "The loop variables at the end." }),
  })
  .meta({ id: "WhileStep", description: "Repeats its steps while a condition holds." });

export const stepSchema: z.ZodType<Step> = z
  .discriminatedUnion("kind", [
    python,
    notebook,
    shell,
    http,
    container,
    sleep,
    noop,
    custom,
    subworkflow,
    foreach,
    whileStep,
  ])
  .meta({ id: "Step" }) as unknown as z.ZodType<Step>;
