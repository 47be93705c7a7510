import { type Expr, type FunctionEntry, inferExpr } from "@stave/ir-schema";
import { functionsByType, literal, poolsByName, poolsByType } from "./pools.js";
import { codeOf, outcomeOf, type Vector } from "./vector.js";

const perSignature = 26;

interface Param {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  readonly rest: boolean;
}

/** The parameters of a signature's text; types stay text. */
function paramsOf(signature: string): readonly Param[] {
  const inside = signature.slice(signature.indexOf("(") + 1, closing(signature));
  return splitTop(inside).map((part) => {
    const [name, type] = [part.slice(0, part.indexOf(":")), part.slice(part.indexOf(":") + 1).trim()];
    return { name: name.replace(/^\.\.\.|\?$/g, ""), type, optional: name.endsWith("?"), rest: name.startsWith("...") };
  });
}

function closing(text: string): number {
  let depth = 0;
  for (const [index, unit] of [...text].entries()) {
    if (unit === "(") depth += 1;
    if (unit === ")" && --depth === 0) return index;
  }
  return text.length;
}

function splitTop(text: string): string[] {
  const parts: string[] = [];
  let [depth, start] = [0, 0];
  for (const [index, unit] of [...text].entries()) {
    if ("(<{".includes(unit)) depth += 1;
    if (")>}".includes(unit)) depth -= 1;
    if (unit === "," && depth === 0) {
      parts.push(text.slice(start, index).trim());
      start = index + 1;
    }
  }
  const last = text.slice(start).trim();
  return last === "" ? parts : [...parts, last];
}

function poolOf(param: Param): readonly Expr[] {
  const named = poolsByName[param.name];
  const type = param.type === "U" && param.name === "start" ? "int" : param.type;
  const typed = functionsByType[param.type] ?? poolsByType[type] ?? poolsByType["T"];
  if (named === undefined || typed === undefined) return typed ?? [];
  const fits = named.some(
    (value) => value.kind === "literal" && (value.type === type || (type === "N" && value.type === "int")),
  );
  return fits ? named : typed;
}

/** Argument lists that try each value of each pool, mixed without a pattern that repeats. */
function argumentLists(params: readonly Param[]): Expr[][] {
  const pools = params.map(poolOf);
  const lists: Expr[][] = [];
  for (let round = 0; round < perSignature; round += 1) {
    const given = params.filter((param, index) => !param.optional || (round >> index) % 2 === 0).length;
    lists.push(
      pools
        .slice(0, given)
        .map((pool, index) => pool[(round * (index * 3 + 1) + index * round * round) % pool.length] as Expr),
    );
  }
  return lists;
}

/** The vectors of one function: the examples of its row, and what the reference finds over the pools. */
export function functionVectors(fn: string, entry: FunctionEntry): Vector[] {
  const written = entry.examples().map((example): Omit<Vector, "id"> => {
    const expr: Expr = { kind: "call", fn, args: example.args };
    const { type } = outcomeOf(expr);
    const expect = example.error === undefined ? { value: example.value ?? null } : { error: codeOf(example.error) };
    return { expr, ...(type !== undefined && { type }), expect };
  });
  const swept = entry.signatures
    .flatMap((signature) => argumentLists(paramsOf(signature)))
    .map((args): Expr => ({ kind: "call", fn, args }))
    .filter((expr) => isTyped(expr))
    .map((expr) => ({ expr, ...outcomeOf(expr) }));
  const wrong: Expr = { kind: "call", fn, args: [literal("null", null), literal("null", null)] };
  const all = [...written, ...swept, { expr: wrong, ...outcomeOf(wrong) }];
  const distinct = new Map(all.map((vector) => [JSON.stringify(vector.expr), vector]));
  return [...distinct.values()].filter(isSmall).map((vector, index) => ({ id: `${fn}-${index + 1}`, ...vector }));
}

function isTyped(expr: Expr): boolean {
  const none = (): undefined => undefined;
  const { type, diagnostics } = inferExpr(expr, { param: none, output: none, loop: none });
  return type !== undefined && diagnostics.length === 0;
}

function isSmall({ expect }: Omit<Vector, "id">): boolean {
  return JSON.stringify(expect).length < 600;
}
