import { z } from "zod";

/** Any JSON value. */
export const jsonSchema: z.ZodType<unknown> = z.unknown().meta({ id: "Json", description: "Any JSON value." });

/** Data of other tools, kept as it is. */
export const extensionsSchema: z.ZodType<Record<string, unknown>> = z.record(z.string(), z.unknown()).meta({
  id: "Extensions",
  description: "Data of other tools, by tool name. The only place where unknown keys are kept.",
});
