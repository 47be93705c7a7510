import { PARAM_FUNCTIONS } from "../members.js";
import type { SelCall } from "../syntax/ast.js";
import { type Outcome, paramNamed } from "./fields.js";
import { finding } from "./findings.js";
import { constantOf } from "./fold-operator.js";
import { type Box, ofType, present, shared } from "./heap.js";
import type { Machine } from "./machine.js";
import { MAP_VALUES } from "./machine.js";
import { describeTypes, hasType, isPoisoned, setOf, type TypeSet } from "./type-set.js";

const ARRAYS = setOf("STRING_ARRAY", "LONG_ARRAY", "DOUBLE_ARRAY", "BOOLEAN_ARRAY");
const RESULTS: Readonly<Record<string, TypeSet>> = {
  getFromForeach: ARRAYS,
  getExecutionEnvironment: setOf("STRING"),
  nextUniqueId: setOf("LONG"),
};

/** Runs a member of `params`: the params themselves, or one of the engine's functions. */
export function callParams(machine: Machine, node: SelCall, args: readonly Box[]): Outcome {
  const { name } = node.method;
  const counts = PARAM_FUNCTIONS.get(name);
  if (counts !== undefined) return callFunction(machine, node, counts, args);
  const key = args[0] as Box;
  if (name === "get") return { box: paramNamed(machine, key) };
  const known = constantOf(key.content);
  if (known === undefined) return { box: present(setOf("BOOLEAN")) };
  return { box: ofType("BOOLEAN", machine.hasVariable(String(known.constant))) };
}

function callFunction(machine: Machine, node: SelCall, counts: readonly number[], args: readonly Box[]): Outcome {
  const { name } = node.method;
  if (!machine.hasParamFunctions) return { failure: finding("paramFunctionUnavailable", node.method, { name }) };
  if (!counts.includes(args.length)) {
    const expected = `${counts.join(" or ")} argument${counts.at(-1) === 1 ? "" : "s"}`;
    return { failure: finding("wrongArity", node.method, { name, receiver: "params", expected, found: args.length }) };
  }
  for (const [at, arg] of args.entries()) {
    if (hasType(arg.content.types, "STRING") || isPoisoned(arg.content.types)) continue;
    const params = { method: `params.${name}`, expected: "STRING", found: describeTypes(arg.content.types) };
    return { failure: finding("strictArgument", node.args[at] ?? node, { ...params, advice: "write it in quotes" }) };
  }
  const types = RESULTS[name];
  return { box: types === undefined ? shared(MAP_VALUES) : present(types) };
}
