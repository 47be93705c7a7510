import { z } from "zod";
import type { SignalEmit, SignalWait, Trigger } from "../generated/ir.js";
import { exprSchema } from "./expr.js";
import { typeSchema } from "./type.js";

const comparison = z.enum(["=", "<", "<=", ">", ">="]).meta({ id: "Comparison" });

const cron = z
  .strictObject({
    kind: z.literal("cron"),
    cron: z.string().meta({ description: "Five fields: minute hour day-of-month month day-of-week." }),
    timezone: z.string().optional().meta({ description: "An IANA zone name; UTC when absent." }),
    jitter: z.string().optional().meta({ description: "Largest random delay, an ISO-8601 duration." }),
  })
  .meta({ id: "CronTrigger", description: "Starts the workflow by the clock." });

const signalSource = z
  .strictObject({
    name: z.string(),
    match: z
      .record(z.string(), z.strictObject({ op: comparison, value: z.union([z.string(), z.int()]) }))
      .optional()
      .meta({ description: "Only signals whose fields compare so." }),
    joinKeys: z
      .array(z.string())
      .optional()
      .meta({ description: "Fields that must be equal over all signals of the trigger." }),
  })
  .meta({ id: "SignalSource" });

const signal = z
  .strictObject({
    kind: z.literal("signal"),
    signals: z.array(signalSource).min(1),
    condition: exprSchema.optional(),
  })
  .meta({ id: "SignalTrigger", description: "Starts the workflow when all its signals have arrived." });

export const triggerSchema: z.ZodType<Trigger> = z
  .discriminatedUnion("kind", [cron, signal])
  .meta({ id: "Trigger" }) as unknown as z.ZodType<Trigger>;

export const signalWaitSchema: z.ZodType<SignalWait> = z
  .strictObject({
    name: exprSchema.meta({ description: "The signal's name, a string." }),
    alias: z.string().optional().meta({ description: "How expressions of this step name it." }),
    match: z.record(z.string(), z.strictObject({ op: comparison, value: exprSchema })).optional(),
    fields: z.record(z.string(), typeSchema).optional().meta({ description: "The fields this step reads." }),
  })
  .meta({ id: "SignalWait", description: "A signal the step waits for before it starts." }) as z.ZodType<SignalWait>;

export const signalEmitSchema: z.ZodType<SignalEmit> = z
  .strictObject({
    name: exprSchema,
    fields: z.record(z.string(), exprSchema).optional().meta({ description: "Strings and ints others can match on." }),
  })
  .meta({
    id: "SignalEmit",
    description: "A signal the step announces when it has succeeded.",
  }) as z.ZodType<SignalEmit>;
