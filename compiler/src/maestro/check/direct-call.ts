import type { SelCall, SelProgram } from "../../sel/index.js";
import type { MaestroType } from "../definition.js";
import type { StepModel } from "../model/definition-model.js";
import type { Place } from "./place.js";
import { ownParam } from "./resolve-name.js";
import { targetText } from "./subworkflow-target.js";

/** The call a program consists of, when it is nothing but one. */
export function directCall(program: SelProgram): SelCall | undefined {
  const [statement] = program.body;
  if (statement === undefined || program.body.length > 1) return undefined;
  const expression =
    statement.kind === "expression" ? statement.expression : statement.kind === "return" ? statement.value : undefined;
  return expression?.kind === "call" ? expression : undefined;
}

const arrays: Readonly<Partial<Record<MaestroType, MaestroType>>> = {
  STRING: "STRING_ARRAY",
  LONG: "LONG_ARRAY",
  DOUBLE: "DOUBLE_ARRAY",
  BOOLEAN: "BOOLEAN_ARRAY",
};

/** The type of a value of another step, where the definition says it. */
export function typeOfCall(call: SelCall, place: Place): MaestroType | undefined {
  if (call.object.kind !== "name" || call.object.name !== "params") return undefined;
  const args = call.args.map((argument) => (argument.kind === "string" ? argument.value : undefined));
  const [first, second, third] = args;
  const { steps } = place.instance;
  const step = steps.find((one) => one.id === first);
  if (step === undefined || second === undefined) return undefined;
  if (call.method.name === "getFromSubworkflow") return typeOfChild(step, second, third, place);
  if (call.method.name === "getFromStep") return ownParam(step, second)?.type;
  if (call.method.name !== "getFromForeach" || third === undefined) return undefined;
  const inner = (step.steps ?? []).find((one) => one.id === second);
  const type = inner === undefined ? undefined : ownParam(inner, third)?.type;
  return type === undefined ? undefined : arrays[type];
}

function typeOfChild(step: StepModel, inner: string, param: string | undefined, place: Place): MaestroType | undefined {
  const child = place.instance.others.get(targetText(step) ?? "");
  const innerStep = child?.steps.find((one) => one.id === inner);
  return innerStep === undefined || param === undefined ? undefined : ownParam(innerStep, param)?.type;
}

const converts: Readonly<Record<MaestroType, readonly MaestroType[]>> = {
  STRING: ["STRING", "LONG", "DOUBLE", "BOOLEAN"],
  LONG: ["LONG", "STRING"],
  DOUBLE: ["DOUBLE", "LONG", "STRING"],
  BOOLEAN: ["BOOLEAN", "STRING"],
  STRING_ARRAY: ["STRING_ARRAY", "LONG_ARRAY", "DOUBLE_ARRAY", "BOOLEAN_ARRAY"],
  LONG_ARRAY: ["LONG_ARRAY"],
  DOUBLE_ARRAY: ["DOUBLE_ARRAY"],
  BOOLEAN_ARRAY: ["BOOLEAN_ARRAY"],
  STRING_MAP: ["STRING_MAP", "MAP"],
  MAP: ["MAP", "STRING_MAP"],
};

/** Whether a value of one type can become one of another. */
export function convertsTo(from: MaestroType, to: MaestroType): boolean {
  return converts[to].includes(from);
}
