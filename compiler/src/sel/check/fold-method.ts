import type * as evaluated from "../eval/box.js";
import { construct } from "../eval/construct.js";
import { Machine as Evaluator } from "../eval/machine.js";
import { callMember } from "../eval/members.js";
import { Failure, type FailureKind } from "../java/failure.js";
import type { SelCall, SelExpression, SelNew, SelSpan } from "../syntax/ast.js";
import type { SelType } from "../types.js";
import { fromEvaluated, toEvaluated } from "./constant-box.js";
import type { Outcome } from "./fields.js";
import { type FindingKey, finding } from "./findings.js";
import type { Box, Content } from "./heap.js";
import { type Machine, PathFailure } from "./machine.js";

/** Thrown where a result depends on chance. */
class NotConstant extends Error {}

const notConstant = (): never => {
  throw new NotConstant();
};

/** A result that is the same at both times does not depend on the clock. */
const CLOCKS = [946_684_799_000, 2_855_174_461_007];

/** Folding does little work; what needs more is left to the run itself. */
const WORK_OF_A_STEP = 60;
const STEPS_OF_A_FOLD = 3;
const LIMITS = { memory: 3_000_000, work: 1_000_000 };

interface Clock {
  readonly time: number;
  used: boolean;
}

function evaluator(at: SelSpan, clock: Clock): Evaluator {
  const now = (): number => {
    clock.used = true;
    return clock.time;
  };
  return new Evaluator({ vars: {}, now, random: notConstant, limits: LIMITS }, at, notConstant);
}

const KEYS: Readonly<Record<FailureKind, FindingKey | undefined>> = {
  type_error: "constantType",
  unknown_function: "constantUnknown",
  null_access: "constantNull",
  index_out_of_bounds: "constantRange",
  arithmetic: "constantArithmetic",
  illegal_argument: "badValue",
  limit_exceeded: undefined,
  unknown_reference: undefined,
  other: undefined,
};

type Run = (machine: Evaluator) => evaluated.Box;

function attempt(checker: Machine, at: SelExpression, run: Run, clock: Clock): Attempted {
  const machine = evaluator(at, clock);
  try {
    return run(machine);
  } catch (error) {
    if (error instanceof Failure) return error;
    if (error instanceof NotConstant) return undefined;
    throw error;
  } finally {
    checker.spend((machine.work + machine.memory) / WORK_OF_A_STEP);
  }
}

// The evaluator refuses what it cannot do; Maestro may well do it.
const UNSUPPORTED = /not supported here$/;

const ABOUT_FIRST: ReadonlySet<string> = new Set(["split", "replaceAll", "format", "join"]);

/** The argument a failure is about, where that is clear. */
function blamed(node: SelCall | SelNew): SelExpression {
  const [first] = node.args;
  const isFirst = node.args.length === 1 || (node.kind === "call" && ABOUT_FIRST.has(node.method.name));
  return first !== undefined && isFirst ? first : node;
}

function fold(checker: Machine, at: SelCall | SelNew, run: Run): Outcome | undefined {
  const [early, late] = CLOCKS.map((time): Clock => ({ time, used: false })) as [Clock, Clock];
  const outcome = attempt(checker, at, run, early);
  if (early.used && !isSame(outcome, attempt(checker, at, run, late))) return undefined;
  if (!(outcome instanceof Failure)) return outcome && { box: fromEvaluated(outcome) };
  const key = UNSUPPORTED.test(outcome.message) ? undefined : KEYS[outcome.failureKind];
  return key === undefined ? undefined : { failure: finding(key, blamed(at), { what: outcome.message }) };
}

type Attempted = evaluated.Box | Failure | undefined;

function isSame(left: Attempted, right: Attempted): boolean {
  if (left === undefined || right === undefined) return false;
  if (left instanceof Failure) return right instanceof Failure && left.failureKind === right.failureKind;
  return !(right instanceof Failure) && shown(left) === shown(right);
}

/** A value as text; dates by their instant, the rest by its parts. */
function shown(box: evaluated.Box): string {
  return JSON.stringify(box, (key, value: unknown) => {
    if (key === "zone") return (value as { readonly id: string } | null)?.id;
    return typeof value === "bigint" ? `${value}n` : value;
  });
}

function known(checker: Machine, boxes: readonly Box[]): evaluated.Box[] | undefined {
  const values: evaluated.Box[] = [];
  checker.spend(STEPS_OF_A_FOLD);
  for (const { content } of boxes) {
    checker.spend(partsOf(content));
    const value = toEvaluated(content);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

/** How many values are copied for the evaluator. */
function partsOf({ constant }: Content): number {
  if (typeof constant !== "object" || constant === null || constant.kind === "opaque") return 0;
  return constant.kind === "array" ? (constant.elements?.length ?? 0) : 4 * (constant.cell.content?.size ?? 0);
}

/** Singletons have no value of their own to know. */
function receiverOf(type: SelType, content: Content): evaluated.Box | undefined {
  const isStatic = type === "MATH" || type === "PRESET_UTIL_FUNCTION" || type === "PRESET_MISC_FUNC_FIELDS";
  return isStatic ? { type, value: null } : toEvaluated(content);
}

/** Java's text of an array or a formatter is another one in every run. */
function printsIdentity(node: SelCall, values: readonly evaluated.Box[]): boolean {
  const isText = node.method.name === "valueOf" || node.method.name === "format";
  return isText && values.some(({ type }) => type.endsWith("_ARRAY") || type === "DATETIME_FORMATTER");
}

/** The outcome of a method on constants; undefined where a value is not known. */
export function foldMethod(
  checker: Machine,
  node: SelCall,
  type: SelType,
  receiver: Content,
  args: readonly Box[],
): Outcome | undefined {
  const object = receiverOf(type, receiver);
  const values = object === undefined ? undefined : known(checker, args);
  if (object === undefined || values === undefined) return undefined;
  const outcome = fold(checker, node, (machine) => callMember(machine, object, node.method.name, values));
  return outcome !== undefined && "box" in outcome && printsIdentity(node, values) ? undefined : outcome;
}

/** The value of a constructor on constants; undefined where it is not known. */
export function foldConstructor(checker: Machine, node: SelNew, type: SelType, args: readonly Box[]): Box | undefined {
  const values = known(checker, args);
  if (values === undefined || type === "MAP") return undefined;
  const outcome = fold(checker, node, (machine) => construct(machine, type, values));
  if (outcome !== undefined && "failure" in outcome) throw new PathFailure([outcome.failure]);
  return outcome?.box;
}
