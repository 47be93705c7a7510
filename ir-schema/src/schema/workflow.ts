import { z } from "zod";
import type { IrDocument, SourceTable, Workflow } from "../generated/ir.js";
import { exprSchema } from "./expr.js";
import { extensionsSchema } from "./json.js";
import { paramSchema } from "./param.js";
import { stepSchema } from "./step.js";
import { triggerSchema } from "./trigger.js";
import { typeSchema } from "./type.js";

const environment = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("python"),
      requirements: z.array(z.string()),
      requiresPython: z.string().optional(),
      lock: z.string().optional().meta({ description: "Digest of the lock file it came from." }),
    }),
    z.strictObject({ kind: z.literal("image"), image: z.string() }),
  ])
  .meta({ id: "Environment", description: "Where code runs. Part of the digest." });

const runStrategy = z
  .strictObject({
    rule: z.enum(["sequential", "strict-sequential", "first-only", "last-only", "parallel", "serial-latest-only"]),
    concurrency: z.int().min(1).optional().meta({ description: "Runs at once; `parallel` only." }),
  })
  .meta({ id: "RunStrategy", description: "What happens when a run starts while another is active." });

const alerting = z
  .strictObject({
    emails: z.array(z.string()).optional(),
    slack: z.array(z.string()).optional(),
    pagerduty: z.array(z.string()).optional(),
  })
  .meta({ id: "Alerting", description: "Who hears of failures." });

const workflowOutput = z.strictObject({ type: typeSchema, value: exprSchema }).meta({ id: "WorkflowOutput" });

export const workflowSchema: z.ZodType<Workflow> = z
  .strictObject({
    id: z.string(),
    name: z.string().optional(),
    description: z.string().optional(),
    owner: z.string().optional(),
    tags: z.array(z.string()).optional(),
    criticality: z.enum(["low", "medium", "high", "critical"]).optional(),
    params: z.record(z.string(), paramSchema).optional(),
    triggers: z.array(triggerSchema).optional(),
    runStrategy: runStrategy.optional(),
    stepConcurrency: z.int().min(1).optional().meta({ description: "Steps at once over all runs of the workflow." }),
    runStepConcurrency: z.int().min(1).optional().meta({ description: "Steps at once in one run." }),
    timeout: exprSchema.optional().meta({ description: "A duration over the params." }),
    alerting: alerting.optional(),
    environments: z.record(z.string(), environment).optional(),
    steps: z.array(stepSchema),
    outputs: z.record(z.string(), workflowOutput).optional(),
    extensions: extensionsSchema.optional(),
  })
  .meta({ id: "Workflow", description: "One workflow." }) as z.ZodType<Workflow>;

const sourceSite = z
  .tuple([z.int(), z.int(), z.int()])
  .meta({ id: "SourceSite", description: "File (position in `files`), line and column, both from 1." });

const sourceTable: z.ZodType<SourceTable> = z
  .strictObject({
    files: z.array(z.string()).meta({ description: "Paths from the project's root, with `/`." }),
    sites: z.record(z.string(), sourceSite).meta({ description: "By JSON pointer into `workflow`." }),
  })
  .meta({
    id: "SourceTable",
    description: "Where each part of the workflow was written. Outside the digest.",
  }) as z.ZodType<SourceTable>;

export const irDocumentSchema: z.ZodType<IrDocument> = z
  .strictObject({
    ir: z.string().meta({ description: "Version, major.minor." }),
    workflow: workflowSchema,
    sources: sourceTable.optional(),
  })
  .meta({ title: "IrDocument", description: "A workflow in Stave's portable form." }) as z.ZodType<IrDocument>;
