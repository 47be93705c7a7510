import type { Expr, TextSpan, Type } from "@stave/ir-schema";
import type { Pattern } from "acorn";
import { type Binding, type JsOrigin, LambdaContext } from "./context.js";
import { lowerValue } from "./lower-expression.js";
import { lowerBody, refusedKind } from "./lower-function.js";
import { bindPattern } from "./lower-pattern.js";
import { type LambdaSyntax, parseLambda } from "./parse-lambda.js";
import { type LambdaProblem, problem } from "./problem.js";
import { inputNode, substitute } from "./substitute.js";
import { checkTypes, checkUntyped } from "./typed-check.js";

/** A lambda as an expression over its inputs, or what is wrong with it. */
export interface LoweredLambda {
  readonly expr?: Expr;
  /** Where each node of the expression stands in the lambda's text. */
  readonly spans: ReadonlyMap<Expr, TextSpan>;
  readonly diagnostics: readonly LambdaProblem[];
}

interface Template {
  readonly expr: Expr | undefined;
  readonly spans: ReadonlyMap<Expr, TextSpan>;
  readonly origins: ReadonlyMap<Expr, JsOrigin>;
  readonly problems: readonly LambdaProblem[];
  readonly uses: Map<string, LoweredLambda>;
  readonly checks: Map<string, readonly LambdaProblem[]>;
}

const MAX_TEMPLATES = 2000;
const MAX_USES = 500;
const templates = new Map<string, Template>();
const noSpans: ReadonlyMap<Expr, TextSpan> = new Map();

/**
 * The expression that a lambda's source text means for the given inputs. With the inputs' types it also reports
 * what JavaScript would compute otherwise, such as `<` on dates. The text is parsed once, however often it is used.
 */
export function lowerLambda(
  text: string,
  inputs: readonly Expr[],
  inputTypes?: readonly (Type | undefined)[],
): LoweredLambda {
  const template = templateOf(text, inputs.length);
  const problems = [...template.problems, ...typeProblems(template, text, inputTypes)];
  if (problems.length > 0 || template.expr === undefined) return { spans: noSpans, diagnostics: problems };
  const key = JSON.stringify(inputs);
  let lowered = template.uses.get(key);
  if (lowered === undefined) {
    lowered = { ...substitute(template.expr, inputs, template.spans, text), diagnostics: [] };
    if (template.uses.size >= MAX_USES) template.uses.clear();
    template.uses.set(key, lowered);
  }
  return lowered;
}

function typeProblems(
  template: Template,
  text: string,
  inputTypes: readonly (Type | undefined)[] | undefined,
): readonly LambdaProblem[] {
  const { expr, spans, origins } = template;
  if (expr === undefined || origins.size === 0) return [];
  if (inputTypes === undefined) return checkUntyped({ text, expr, spans, origins });
  const key = inputTypes.map((type) => (typeof type === "string" ? type : JSON.stringify(type))).join();
  let problems = template.checks.get(key);
  if (problems === undefined) {
    problems = checkTypes({ text, expr, spans, origins }, inputTypes);
    if (template.checks.size >= MAX_USES) template.checks.clear();
    template.checks.set(key, problems);
  }
  return problems;
}

function templateOf(text: string, inputs: number): Template {
  const key = `${inputs} ${text}`;
  let template = templates.get(key);
  if (template === undefined) {
    template = makeTemplate(text, inputs);
    if (templates.size >= MAX_TEMPLATES) templates.clear();
    templates.set(key, template);
  }
  return template;
}

function makeTemplate(text: string, inputs: number): Template {
  const syntax = parseLambda(text);
  const context = new LambdaContext(text);
  const expr = "code" in syntax ? undefined : lowerSyntax(syntax, inputs, context);
  const problems = "code" in syntax ? [syntax] : context.problems;
  const { spans, origins } = context;
  return { expr: problems.length > 0 ? undefined : expr, spans, origins, problems, uses: new Map(), checks: new Map() };
}

function lowerSyntax(syntax: LambdaSyntax, inputs: number, context: LambdaContext): Expr | undefined {
  const refusal = refusedKind(syntax);
  if (refusal !== undefined) return context.report(syntax, "lambda-async", { what: refusal });
  const { params } = syntax;
  const hasRest = params.some((param) => param.type === "RestElement");
  if (params.length > inputs && !hasRest) {
    return context.report(params[inputs] ?? syntax, "lambda-parameter-count", { params: params.length, inputs });
  }
  let scope: Binding | undefined;
  for (const [position, param] of params.entries()) {
    const bound = bindPattern(param as Pattern, () => inputNode(position), undefined, scope, context);
    if (bound === "refused") return undefined;
    scope = bound;
  }
  try {
    return lowerBody(syntax, scope, context, lowerValue);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    context.problems.push(problem("lambda-too-large", { problem: "it is nested too deeply" }, syntax));
    return undefined;
  }
}
