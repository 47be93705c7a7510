import { createDiagnostic, type Expr, formatType, type Type } from "@stave/ir-schema";
import type { MaestroParam } from "../definition.js";
import { lowerExprToSel, type SelScope } from "../lower-expr/index.js";
import { referenceIdProblem } from "../names.js";
import type { LowerContext } from "./context.js";
import { escaped, escapeTwice } from "./hand-on.js";
import { interpolatedValue } from "./interpolated.js";
import { type Escape, escapeDollars, literalParam, type Program, programText, selText } from "./literal.js";
import { heldValue, isNullText, NULL_TEXT, nullableScalar } from "./nullable.js";
import { gaveCondition, readReference } from "./read-reference.js";
import { type LoweredExpr, rewrite, type Site, stepsRead, unshared } from "./site.js";
import { spreadStruct } from "./spread-struct.js";
import { ELEMENT_WORDS, isJsonText, maestroType } from "./type-map.js";
import { writtenText } from "./written-text.js";

/** How a param is written: as it is, or so that it can be read as a literal once more. */
interface Writing {
  readonly protect: Escape;
  readonly written: (program: Program, type: Type) => Program;
}

const asItIs: Writing = { protect: escapeDollars, written: (program) => program };

/** The value part of a param: a literal where it is one, else SEL; nothing (reported) where Maestro has neither. */
export function lowerParam(
  context: LowerContext,
  site: Site,
  expr: Expr,
  declared: Type,
  what: string,
  writing: Writing = asItIs,
): MaestroParam | undefined {
  if (nullableScalar(declared) !== undefined) return lowerNullable(context, site, expr, declared, what, writing);
  const isJson = isJsonText(declared);
  const type = isJson ? declared : strip(declared);
  const target = maestroType(type);
  if (target === undefined) {
    context.report("target-type", { what, type: formatType(declared) }, site.pointer);
    return undefined;
  }
  if (expr.kind === "literal") {
    if (expr.value === null && !isJson) {
      context.report("target-null", { what: `T${what.slice(1)}` }, site.pointer);
      return undefined;
    }
    const literal = literalParam(type, expr.value, writing.protect);
    if (literal !== undefined) return literal;
  }
  if (expr.kind === "sel") return { type: target, expression: rawProgram(context, expr.source, type, writing) };
  if (expr.kind === "struct" && target === "MAP") return structParam(context, site, expr, type, what, writing);
  if (typeof type === "object" && type.kind === "nullable") return jsonParam(context, site, expr, type, what, writing);
  const filled = context.isAsWritten ? interpolatedValue(context, site, expr) : undefined;
  if (filled !== undefined) return { type: target, value: filled };
  const lowered = lowerExpr(context, site, fitLiterals(expr, type), what);
  if (lowered === undefined) return undefined;
  const program = writing.written(widen(lowered, type), type);
  if (context.isAsWritten) return { type: target, expression: writtenText(context, finished(program), true) };
  return spreadStruct(type, program) ?? { type: target, expression: finished(program) };
}

/** A list, map or struct that may be null, as JSON text: a reference to such a text as it is, else made here. */
function jsonParam(
  context: LowerContext,
  site: Site,
  expr: Expr,
  type: Type,
  what: string,
  { written }: Writing,
): MaestroParam | undefined {
  const text = (program: Program): MaestroParam => ({ type: "STRING", expression: finished(written(program, type)) });
  if (expr.kind === "param" || expr.kind === "output" || expr.kind === "loop") {
    const read = readReference(context, { ...site, isWhole: true }, expr);
    if (read === undefined) return undefined;
    if (isJsonText(read.type)) return text({ setup: "", value: read.sel });
  }
  const lowered = lowerExpr(context, site, fitLiterals(expr, strip(type)), what, true);
  if (lowered === undefined) return undefined;
  const { setup, value } = widen(lowered, strip(type));
  const json = `Util.toJson(${value})`;
  return text({ setup, value: lowered.isNull === undefined ? json : `${lowered.isNull} ? 'null' : ${json}` });
}

/** SEL that the user wrote; statements are left as they are. */
function rawProgram(context: LowerContext, source: string, type: Type, { written }: Writing): string {
  if (context.isAsWritten) return source;
  return source.includes(";") ? terminate(source) : finished(written({ setup: "", value: source }, type));
}

/** A program as one text, a bare value without parentheses around it. */
function finished({ setup, value }: Program): string {
  return programText({ setup, value: setup === "" ? withoutGroup(value) : value });
}

/** A value that may be null, held as text: null as a word of its own, a reference to such a value as it is. */
function lowerNullable(
  context: LowerContext,
  site: Site,
  expr: Expr,
  declared: Type,
  what: string,
  writing: Writing,
): MaestroParam | undefined {
  if (expr.kind === "literal") {
    const text = expr.value === null ? NULL_TEXT : String(expr.value);
    return literalParam("string", text, writing.protect) ?? { type: "STRING", expression: `${selText(text)};` };
  }
  const isRef = expr.kind === "param" || expr.kind === "output" || expr.kind === "loop";
  const read = isRef ? readReference(context, site, expr) : undefined;
  if (isRef && read === undefined) return undefined;
  if (read !== undefined && nullableScalar(read.type) !== undefined) {
    return { type: "STRING", expression: finished(writing.written({ setup: "", value: read.sel }, declared)) };
  }
  const isPlain = expr.kind === "sel" || isRef;
  const lowered = isPlain ? undefined : lowerExpr(context, site, fitLiterals(expr, strip(declared)), what, true);
  if (lowered?.isNull !== undefined) {
    const held = { setup: lowered.setup, value: `${lowered.isNull} ? '${NULL_TEXT}' : '' + ${lowered.value}` };
    return { type: "STRING", expression: finished(writing.written(held, declared)) };
  }
  if (!isPlain && lowered === undefined) return undefined;
  const whole = lowerParam(context, site, expr, strip(declared), what, writing);
  return whole === undefined ? undefined : { ...whole, type: "STRING" };
}

type StructExpr = Extract<Expr, { kind: "struct" }>;

/** A MAP whose entries are params of their own, each a literal or an expression. */
function structParam(
  context: LowerContext,
  site: Site,
  expr: StructExpr,
  type: Type,
  what: string,
  writing: Writing,
): MaestroParam | undefined {
  const types = typeof type === "object" && type.kind === "struct" ? type.fields : {};
  const value: Record<string, MaestroParam> = {};
  for (const [name, field] of Object.entries(expr.fields)) {
    const problem = referenceIdProblem(name);
    if (problem !== undefined)
      context.report("target-name", { what: `the field "${name}" of ${what}`, problem }, site.pointer);
    const lowered = lowerParam(context, site, field, types[name] ?? "json", `the field "${name}" of ${what}`, writing);
    if (lowered !== undefined) value[name] = lowered;
  }
  return { type: "MAP", value };
}

/** A param that a loop or a subworkflow hands on. */
export function lowerHandedOn(
  context: LowerContext,
  site: Site,
  expr: Expr,
  declared: Type,
  what: string,
): MaestroParam | undefined {
  if (context.isAsWritten) return lowerParam(context, site, expr, declared, what);
  return lowerParam(context, site, expr, declared, what, {
    protect: escapeTwice,
    written: ({ setup, value }, type) => {
      const last = escaped(context, value, type);
      return { setup: `${setup} ${last.setup}`.trim(), value: last.value };
    },
  });
}

/** All texts in a literal, keys included. */
export function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (value === null || typeof value !== "object") return [];
  const isList = Array.isArray(value);
  return Object.entries(value).flatMap(([key, item]) => [...(isList ? [] : [key]), ...textsOf(item)]);
}

/** Ends an expression so that Maestro adds nothing to it. */
export function terminate(sel: string): string {
  const bare = withoutGroup(sel);
  return /;\s*$/.test(bare) ? bare : `${bare};`;
}

/** A text without parentheses around all of it. */
export function withoutGroup(sel: string): string {
  return sel.startsWith("(") && sel.endsWith(")") && isOneGroup(sel) ? sel.slice(1, -1) : sel;
}

function isOneGroup(sel: string): boolean {
  let depth = 0;
  let quote = "";
  for (let at = 0; at < sel.length - 1; at += 1) {
    const character = sel.charAt(at);
    if (quote !== "") {
      if (character === "\\") at += 1;
      else if (character === quote) quote = "";
    } else if (character === "'" || character === '"') quote = character;
    else if (character === "(") depth += 1;
    else if (character === ")") depth -= 1;
    if (depth === 0) return false;
  }
  return quote === "";
}

/** A bool expression as SEL: a whole text. */
export function lowerCondition(context: LowerContext, site: Site, expr: Expr, what: string): string | undefined {
  if (expr.kind === "literal") return String(expr.value);
  if (expr.kind === "sel") return expr.source;
  const sel = lowerExpr(context, site, expr, what)?.sel;
  if (sel === undefined) return undefined;
  return context.isAsWritten ? writtenText(context, sel, false) : withoutGroup(sel);
}

/** A bool expression as SEL that can stand inside another. */
export function lowerPartCondition(context: LowerContext, site: Site, expr: Expr, what: string): string | undefined {
  if (expr.kind === "literal") return String(expr.value);
  const lowered = lowerExpr(context, site, expr, what);
  if (lowered === undefined || lowered.setup === "") return lowered?.sel;
  const problem = "it takes several statements, and the edge meets others";
  context.report("target-expression", { what, problem }, site.pointer);
  return undefined;
}

/** An expression as SEL, its problems reported at the place. */
export function lowerExpr(
  context: LowerContext,
  site: Site,
  expr: Expr,
  what: string,
  mayBeNull = false,
): LoweredExpr | undefined {
  const before = context.diagnostics.length;
  const lowered = lowerExprToSel(unshared(decideFirstOf(context, site, expr)), selScope(context, site), mayBeNull);
  if ("diagnostics" in lowered) {
    if (context.diagnostics.length > before) return undefined;
    for (const item of lowered.diagnostics) {
      context.diagnostics.push({ ...item, at: { workflow: context.workflow.id, pointer: site.pointer } });
    }
    return undefined;
  }
  if (context.diagnostics.length > before) return undefined;
  if (lowered.sel.length < MOST_CHARACTERS) return lowered;
  context.diagnostics.push(
    createDiagnostic(
      "target-limit",
      { what: `The expression of ${what}`, found: `${lowered.sel.length} characters of SEL`, limit: "9998" },
      { workflow: context.workflow.id, pointer: site.pointer },
    ),
  );
  return undefined;
}

const MOST_CHARACTERS = 9_998;

/** How an expression at a place reads its references. */
export function selScope(context: LowerContext, site: Site): SelScope {
  return {
    nameOf: (ref) => {
      const read = readReference(context, site, ref);
      return read === undefined ? "''" : heldValue(read.sel, read.type);
    },
    typeOf: (ref) => readReference(context, site, ref)?.type,
    nullOf: (ref) => {
      const read = readReference(context, site, ref);
      return read === undefined || nullableScalar(read.type) === undefined ? undefined : isNullText(read.sel);
    },
  };
}

function decideFirstOf(context: LowerContext, site: Site, expr: Expr): Expr {
  return rewrite(expr, (node) => {
    if (node.kind !== "firstOf") return node;
    const last = node.options.length - 1;
    return node.options.reduceRight<Expr | undefined>((rest, option, position) => {
      if (position === last || rest === undefined) return option;
      const ran = [...stepsRead(option)].map((step) => gaveCondition(context, site.frame, step));
      if (ran.every((one) => one === "true")) return option;
      const source = ran.reduce((all, one) => (one === "true" ? all : `((${one}) ? ${all} : false)`), "true");
      return { kind: "if", cond: { kind: "sel", source, type: "bool" }, then: option, else: rest };
    }, undefined) as Expr;
  });
}

/** Whole-number literals where fractions are wanted, since SEL does not widen inside arrays. */
function fitLiterals(expr: Expr, type: Type): Expr {
  if (expr.kind === "literal" && typeof type === "object" && type.kind === "list") return { ...expr, type };
  if (expr.kind === "list" && typeof type === "object" && type.kind === "list") {
    const of = type.of;
    return { ...expr, of, items: expr.items.map((item) => fitLiterals(item, of)) };
  }
  if (expr.kind === "literal" && expr.type === "int" && type === "float") {
    return { kind: "literal", type: "float", value: Number(expr.value) };
  }
  return expr;
}

function widen(lowered: LoweredExpr, wanted: Type): Program {
  const from = maestroType(strip(lowered.type));
  const to = maestroType(wanted);
  if (from !== "LONG_ARRAY" || to !== "DOUBLE_ARRAY") return { setup: lowered.setup, value: lowered.value };
  const loop =
    `wide_in = ${lowered.value}; wide_out = new ${ELEMENT_WORDS[to]}[wide_in.length]; ` +
    "for (wide_at = 0; wide_at < wide_in.length; wide_at += 1) { wide_out[wide_at] = wide_in[wide_at] * 1.0; }";
  return { setup: `${lowered.setup} ${loop}`.trim(), value: "wide_out" };
}

function strip(type: Type): Type {
  return typeof type === "object" && type.kind === "nullable" ? type.of : type;
}
