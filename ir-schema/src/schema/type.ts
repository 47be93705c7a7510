import { z } from "zod";
import type { Type } from "../generated/ir.js";

const scalar = z
  .enum(["string", "int", "float", "bool", "date", "timestamp", "duration", "json", "null"])
  .meta({ id: "ScalarType", description: "A type without parts. `int` is an exact 64-bit integer." });

const list = z
  .strictObject({
    kind: z.literal("list"),
    get of() {
      return typeSchema;
    },
  })
  .meta({ id: "ListType", description: "A list whose items share one type." });

const map = z
  .strictObject({
    kind: z.literal("map"),
    get of() {
      return typeSchema;
    },
  })
  .meta({ id: "MapType", description: "A map from text keys to values of one type." });

const nullable = z
  .strictObject({
    kind: z.literal("nullable"),
    get of() {
      return typeSchema;
    },
  })
  .meta({ id: "NullableType", description: "A value or null." });

const struct = z
  .strictObject({
    kind: z.literal("struct"),
    name: z.string().optional().meta({ description: "The name the user gave it, for messages." }),
    get fields() {
      return z.record(z.string(), typeSchema);
    },
    optional: z.array(z.string()).optional().meta({ description: "Fields that may be absent." }),
  })
  .meta({ id: "StructType", description: "A closed record of named fields." });

const enumeration = z
  .strictObject({
    kind: z.literal("enum"),
    of: z.enum(["string", "int", "float", "bool"]),
    values: z.array(z.union([z.string(), z.number(), z.boolean()])).min(1),
  })
  .meta({ id: "EnumType", description: "One of a closed list of scalar values." });

const format = z
  .strictObject({ kind: z.literal("format"), of: z.literal("string"), format: z.string() })
  .meta({ id: "FormatType", description: "A string of a known format: path, uuid, decimal, bytes." });

export const typeSchema: z.ZodType<Type> = z
  .union([scalar, list, map, nullable, struct, enumeration, format])
  .meta({ id: "Type", description: "The static type of a value." }) as z.ZodType<Type>;
