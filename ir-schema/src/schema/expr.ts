import { z } from "zod";
import type { Expr } from "../generated/ir.js";
import { jsonSchema } from "./json.js";
import { typeSchema } from "./type.js";

const literal = z
  .strictObject({
    kind: z.literal("literal"),
    type: typeSchema,
    value: jsonSchema.meta({ description: "The value, encoded by its type." }),
  })
  .meta({ id: "LiteralExpr", description: "A constant." });

const param = z
  .strictObject({ kind: z.literal("param"), name: z.string() })
  .meta({ id: "ParamExpr", description: "A workflow parameter." });

const output = z
  .strictObject({ kind: z.literal("output"), step: z.string(), name: z.string() })
  .meta({ id: "OutputExpr", description: "An output of a step that ran before." });

const loop = z
  .strictObject({ kind: z.literal("loop"), step: z.string(), name: z.string() })
  .meta({ id: "LoopExpr", description: "A variable of the enclosing foreach or while step." });

const signal = z
  .strictObject({
    kind: z.literal("signal"),
    from: z
      .enum(["trigger", "wait"])
      .meta({ description: "The signal that started the run, or one this step waits for." }),
    signal: z.string(),
    field: z.string(),
    type: typeSchema,
  })
  .meta({ id: "SignalExpr", description: "A field of a signal." });

const run = z
  .strictObject({
    kind: z.literal("run"),
    field: z.enum(["id", "workflowId", "startTime", "logicalDate", "intervalStart", "intervalEnd", "ds", "dsNodash"]),
  })
  .meta({ id: "RunExpr", description: "A fact about the run. Only here do time and identity enter an expression." });

export const operatorSchema: z.ZodType<string> = z
  .enum(["neg", "not", "+", "-", "*", "/", "%", "**", "<", "<=", ">", ">=", "==", "!=", "and", "or", "??"])
  .meta({ id: "Operator", description: "`and`, `or` and `??` evaluate their right side only when needed." });

const exprs = (): z.ZodType<Expr[]> => z.array(exprSchema);

const op = z
  .strictObject({
    kind: z.literal("op"),
    op: operatorSchema,
    get args() {
      return exprs();
    },
  })
  .meta({ id: "OpExpr", description: "An operator applied to one or two operands." });

const conditional = z
  .strictObject({
    kind: z.literal("if"),
    get cond() {
      return exprSchema;
    },
    get then() {
      return exprSchema;
    },
    get else() {
      return exprSchema;
    },
  })
  .meta({ id: "IfExpr", description: "`then` when `cond` is true, else `else`; only one of them is evaluated." });

const call = z
  .strictObject({
    kind: z.literal("call"),
    fn: z.string(),
    get args() {
      return exprs();
    },
  })
  .meta({ id: "CallExpr", description: "A call of a function of the library." });

const list = z
  .strictObject({
    kind: z.literal("list"),
    of: typeSchema.optional().meta({ description: "The item type, where the items alone do not say it." }),
    get items() {
      return exprs();
    },
  })
  .meta({ id: "ListExpr", description: "A list built from expressions." });

const mapEntry = z
  .strictObject({
    get key() {
      return exprSchema;
    },
    get value() {
      return exprSchema;
    },
  })
  .meta({ id: "MapEntry" });

const map = z
  .strictObject({ kind: z.literal("map"), of: typeSchema.optional(), entries: z.array(mapEntry) })
  .meta({ id: "MapExpr", description: "A map built from key and value expressions; a later key wins." });

const struct = z
  .strictObject({
    kind: z.literal("struct"),
    get fields() {
      return z.record(z.string(), exprSchema);
    },
  })
  .meta({ id: "StructExpr", description: "A struct built from named expressions." });

const index = z
  .strictObject({
    kind: z.literal("index"),
    get of() {
      return exprSchema;
    },
    get index() {
      return exprSchema;
    },
  })
  .meta({ id: "IndexExpr", description: "An item of a list by position from 0, or a value of a map by key." });

const field = z
  .strictObject({
    kind: z.literal("field"),
    get of() {
      return exprSchema;
    },
    name: z.string(),
  })
  .meta({
    id: "FieldExpr",
    description:
      "A field of a struct; the value of a map's key, null where it is missing; or a property, such as `length`.",
  });

const text = z
  .strictObject({
    kind: z.literal("text"),
    get parts() {
      return z.array(z.union([z.string(), exprSchema]));
    },
  })
  .meta({ id: "TextExpr", description: "Texts and values joined into one string." });

const bind = z
  .strictObject({
    kind: z.literal("let"),
    name: z.string(),
    get value() {
      return exprSchema;
    },
    get in() {
      return exprSchema;
    },
  })
  .meta({ id: "LetExpr", description: "Names a value for use inside `in`." });

const variable = z
  .strictObject({ kind: z.literal("var"), name: z.string() })
  .meta({ id: "VarExpr", description: "A name bound by `let` or by a function." });

const fn = z
  .strictObject({
    kind: z.literal("fn"),
    params: z.array(z.string()),
    get body() {
      return exprSchema;
    },
  })
  .meta({ id: "FnExpr", description: "A function, only as an argument of a call." });

const firstOf = z
  .strictObject({
    kind: z.literal("firstOf"),
    get options() {
      return z.array(exprSchema).min(1);
    },
  })
  .meta({ id: "FirstOfExpr", description: "The first option whose steps were not skipped." });

const sel = z
  .strictObject({ kind: z.literal("sel"), source: z.string(), type: typeSchema })
  .meta({ id: "SelExpr", description: "Raw SEL of Netflix Maestro; only that target can evaluate it." });

export const exprSchema: z.ZodType<Expr> = z
  .discriminatedUnion("kind", [
    literal,
    param,
    output,
    loop,
    signal,
    run,
    op,
    conditional,
    call,
    list,
    map,
    struct,
    index,
    field,
    text,
    bind,
    variable,
    fn,
    firstOf,
    sel,
  ])
  .meta({ id: "Expr", description: "A typed expression tree." }) as unknown as z.ZodType<Expr>;
