import {
  checkSel,
  collectRefs,
  parseSel,
  type SelFinding,
  type SelProgram,
  type SelType,
  selFindings,
} from "../../sel/index.js";
import { walkSel } from "../../sel/refs/children.js";
import type { MaestroType } from "../definition.js";
import type { DefinitionFix } from "../findings/finding.js";
import { findingText } from "../findings/finding.js";
import type { Reporter } from "../findings/reporter.js";
import type { ExpressionModel } from "../model/definition-model.js";
import type { SourceNode } from "../model/source-node.js";
import { checkFunctions } from "./check-functions.js";
import { knownMaps } from "./check-map-get.js";
import { checkNumbers } from "./check-numbers.js";
import { checkMapValues, checkSignalResult } from "./check-result.js";
import { convertsTo, directCall, typeOfCall } from "./direct-call.js";
import { type Place, spanIn } from "./place.js";
import { ownParam, type Problem, resolveName } from "./resolve-name.js";

/** What an expression must give at its place. */
export interface Wanted {
  readonly type?: MaestroType;
  /** What needs the type as it is, without the conversions that params allow. */
  readonly exactFor?: string;
  /** The entry whose type Maestro passes over: the result stays as it is. */
  readonly isUnchecked?: string;
  /** The param of a signal, which carries what the expression gives. */
  readonly signal?: { readonly name: string; readonly declared: MaestroType };
}

const selTypes: Readonly<Record<MaestroType, SelType>> = {
  STRING: "STRING",
  LONG: "LONG",
  DOUBLE: "DOUBLE",
  BOOLEAN: "BOOLEAN",
  STRING_MAP: "MAP",
  MAP: "MAP",
  STRING_ARRAY: "STRING_ARRAY",
  LONG_ARRAY: "LONG_ARRAY",
  DOUBLE_ARRAY: "DOUBLE_ARRAY",
  BOOLEAN_ARRAY: "BOOLEAN_ARRAY",
};

/** Checks one expression; gives the names it reads. */
export function checkExpression(
  reporter: Reporter,
  expression: ExpressionModel,
  place: Place,
  wanted: Wanted,
): readonly string[] {
  const { program, errors } = parseSel(expression.text, { param: true });
  for (const error of errors) addSel(reporter, expression, error);
  if (program === undefined || errors.length > 0) return [];
  const refs = collectRefs(program);
  const names = resolveAll(reporter, expression, program, refs, place);
  let isKnown = names !== undefined;
  for (const { problem, start, end } of checkFunctions(program, place, new Set(refs))) {
    addProblem(reporter, expression, problem, start, end);
    if (problem.name === "lookupNotLoaded" && isRunTimeName(problem.details.name, place)) isKnown = false;
  }
  for (const { problem, start, end } of checkNumbers(program, expression.text)) {
    addProblem(reporter, expression, problem, start, end);
  }
  checkDirectCall(reporter, expression, program, place, wanted);
  checkMapValues(reporter, expression, program, place, wanted.type);
  if (names !== undefined && isKnown) checkTypes(reporter, expression, program, names, place, wanted);
  return refs;
}

/** SEL cannot know the type of a value of another step, but the definition does. */
function checkDirectCall(
  reporter: Reporter,
  expression: ExpressionModel,
  program: SelProgram,
  place: Place,
  wanted: Wanted,
): void {
  const call = directCall(program);
  const found = call === undefined ? undefined : typeOfCall(call, place);
  if (call === undefined || found === undefined || wanted.type === undefined || convertsTo(found, wanted.type)) return;
  if (wanted.isUnchecked !== undefined) return;
  const text = findingText("neverConverts", { what: "The value", found, expected: wanted.type });
  reporter.add(text, spanIn(expression.node, expression.pointer, call.start, call.end));
}

/** A name looked up in `params` that no definition shows may still come with a run. */
function isRunTimeName(name: string | number, place: Place): boolean {
  return place.step !== undefined && ownParam(place.step, String(name)) === undefined;
}

function addSel(reporter: Reporter, { node, pointer, text }: ExpressionModel, finding: SelFinding): void {
  const { code, severity, message, hint, start, end } = finding;
  const place = spanIn(node, pointer, start, Math.min(end, text.length));
  const foreign = { code, severity, message: sentence(message), ...(hint !== undefined && { hint: sentence(hint) }) };
  reporter.add(foreign, place, selFix(reporter, node, finding));
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? "" : "."}`;
}

/** A fix is offered only where the text stands in the file as it is, and the new text can stand there too. */
function selFix({ text: source }: Reporter, node: SourceNode, { fix }: SelFinding): DefinitionFix | undefined {
  if (fix === undefined || node.kind !== "text" || !fits(source.charAt(node.start), fix.text)) return undefined;
  const start = node.offsets?.[fix.start];
  const end = node.offsets?.[fix.end];
  if (start === undefined || end === undefined) return undefined;
  return { description: `Write ${fix.text}`, edits: [{ start, end, text: fix.text }] };
}

/** Whether a text needs no escapes in a text that begins with a quote, with the mark of a block, or with neither. */
function fits(opening: string, text: string): boolean {
  if (opening === '"') return !/["\\\n]/.test(text);
  if (opening === "'") return !/['\n]/.test(text);
  return opening === "|" ? !text.includes("\n") : /^[\w .()+*/<>=-]*$/.test(text);
}

function addProblem(
  reporter: Reporter,
  expression: ExpressionModel,
  problem: Problem,
  start: number,
  end: number,
): void {
  const text = findingText(problem.name, problem.details as never);
  reporter.add(text, spanIn(expression.node, expression.pointer, start, end));
}

/** The types of all names, or nothing when some are unknown, so that one error breeds no others. */
function resolveAll(
  reporter: Reporter,
  expression: ExpressionModel,
  program: SelProgram,
  refs: readonly string[],
  place: Place,
): Readonly<Record<string, SelType>> | undefined {
  const spans = firstReads(program);
  const types: Record<string, SelType> = {};
  let isComplete = true;
  for (const name of refs) {
    if (name === "params") {
      if (place.names) continue;
    }
    const { isFound, type, findings } = resolveName(name, place);
    const span = spans.get(name) ?? { start: 0, end: expression.text.length };
    for (const problem of findings) addProblem(reporter, expression, problem, span.start, span.end);
    if (!isFound || type === undefined || (refs.includes("params") && isTwice(name, place))) isComplete = false;
    else types[name] = selTypes[type];
  }
  return isComplete ? types : undefined;
}

/** A name of the workflow and of the step: beside `params`, chance decides which one is loaded. */
function isTwice(name: string, { step, own, instance }: Place): boolean {
  return own === "all" && step !== undefined && instance.names.has(name) && ownParam(step, name) !== undefined;
}

function firstReads(program: SelProgram): ReadonlyMap<string, { readonly start: number; readonly end: number }> {
  const spans = new Map<string, { readonly start: number; readonly end: number }>();
  walkSel(program, (node) => {
    if (node.kind === "name" && !spans.has(node.name)) spans.set(node.name, { start: node.start, end: node.end });
  });
  return spans;
}

function checkTypes(
  reporter: Reporter,
  expression: ExpressionModel,
  program: SelProgram,
  names: Readonly<Record<string, SelType>>,
  place: Place,
  wanted: Wanted,
): void {
  const { diagnostics, type } = checkSel(program, {
    vars: { ...loadedNames(place), ...names, ...knownMaps(program, place, selTypes) },
    paramFunctions: place.functions !== "none",
    param: true,
    onlyTexts: wanted.type === "STRING_MAP" && wanted.isUnchecked === undefined,
    ...(wanted.type !== undefined && wanted.isUnchecked === undefined && { expected: selTypes[wanted.type] }),
  });
  for (const finding of diagnostics) {
    if (finding.code !== FUNCTION_UNAVAILABLE) addSel(reporter, expression, finding);
  }
  if (wanted.signal !== undefined) {
    const { name, declared } = wanted.signal;
    checkSignalResult(reporter, expression, name, selTypes[declared], type);
  }
  const isWrong = wanted.exactFor !== undefined && type !== undefined && type !== wanted.type;
  if (diagnostics.some(({ severity }) => severity === "error")) return;
  const at = spanIn(expression.node, expression.pointer, 0, expression.text.length);
  const { isUnchecked: name, type: declared } = wanted;
  if (name !== undefined && declared !== undefined && type !== undefined && type !== selTypes[declared]) {
    reporter.report("entryNotConverted", at, { name, found: type, expected: declared });
  }
  if (isWrong) {
    reporter.report("neverConverts", at, {
      what: "The result",
      found: type,
      expected: wanted.exactFor ?? "",
    });
  }
}

/** Said with the place's name by the check of functions. */
const FUNCTION_UNAVAILABLE: string = selFindings.paramFunctionUnavailable.code;

/** In a step, `params` holds all names of the workflow. */
function loadedNames(place: Place): Readonly<Record<string, SelType>> {
  if (place.step === undefined || !place.names) return {};
  const types: Record<string, SelType> = {};
  for (const { name, type } of place.instance.names.values()) if (type !== undefined) types[name] = selTypes[type];
  return types;
}
