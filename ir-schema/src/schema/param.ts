import { z } from "zod";
import type { Param } from "../generated/ir.js";
import { exprSchema } from "./expr.js";
import { typeSchema } from "./type.js";

export const paramSchema: z.ZodType<Param> = z
  .strictObject({
    type: typeSchema,
    default: exprSchema
      .optional()
      .meta({ description: "Used when the run gives no value. Absent: the run must give one." }),
    mode: z.enum(["constant", "immutable", "start", "start-restart", "mutable"]).optional().meta({
      description: "Who may override it: nobody, nobody after start, a start, a start or restart, anyone (default).",
    }),
    description: z.string().optional(),
    min: z.union([z.number(), z.string()]).optional().meta({ description: "Smallest value, of the param's own type." }),
    max: z.union([z.number(), z.string()]).optional().meta({ description: "Largest value, of the param's own type." }),
    minLength: z.int().min(0).optional(),
    maxLength: z.int().min(0).optional(),
    pattern: z.string().optional().meta({ description: "A regular expression the whole text must match." }),
    tags: z.array(z.string()).optional(),
  })
  .meta({ id: "Param", description: "A workflow parameter." }) as z.ZodType<Param>;
