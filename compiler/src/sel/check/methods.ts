import { CLASS_NAMES } from "../class-names.js";
import {
  methodNames,
  methodsNamed,
  PARAM_FUNCTIONS,
  type SelMethod,
  type SelParameter,
  takesCount,
} from "../members.js";
import type { SelCall, SelExpression } from "../syntax/ast.js";
import { DECLARABLE_TYPES, type SelType } from "../types.js";
import { closestName } from "./closest-name.js";
import { nameOf, type Outcome, overTypes } from "./fields.js";
import { finding, type SelFinding } from "./findings.js";
import { conversionFix, renameFix } from "./fixes.js";
import { foldMethod } from "./fold-method.js";
import { constantOf } from "./fold-operator.js";
import { type Box, type Content, isNotNull, present } from "./heap.js";
import type { Machine } from "./machine.js";
import { callMap } from "./maps.js";
import { STATIC_TYPES } from "./operators.js";
import { callParams } from "./params.js";
import { probeMethod } from "./probe-method.js";
import { ANY_TYPE, describeTypes, hasType, onlyType, POISONED, setOf, type TypeSet } from "./type-set.js";

const LONGEST_INT = 0x7fffffff;
const SHORTEST_INT = -0x80000000;

/** The value of `object.method(args)`. */
export function callMethod(machine: Machine, node: SelCall, receiver: Box, args: readonly Box[]): Box {
  return overTypes(receiver, (type) => callOn(machine, node, type, receiver, args));
}

function callOn(machine: Machine, node: SelCall, type: SelType, receiver: Box, args: readonly Box[]): Outcome {
  if (type === "NULL") return { failure: receiverNull(node) };
  if (type === "PRESET_PARAMS" && PARAM_FUNCTIONS.has(node.method.name)) return callParams(machine, node, args);
  const named = methodsNamed(type, node.method.name);
  const method = named.find((item) => takesCount(item, args.length));
  if (method === undefined) return { failure: noMethod(node, type, named, args.length) };
  const content = onlyType(receiver.content.types) === undefined ? { types: setOf(type) } : receiver.content;
  const refused = refuseReceiver(node, method, content) ?? refuseArguments(machine, node, method, args);
  if (refused !== undefined) return { failure: refused };
  if (type === "MAP") return { box: callMap(machine, method.name, receiver, args) };
  if (type === "PRESET_PARAMS") return callParams(machine, node, args);
  if (method.name === "asList") return { box: args[0] as Box };
  const outcome = foldMethod(machine, node, type, content, args) ?? probeMethod(machine, node, type, content, args);
  return outcome ?? { box: present(resultSet(method)) };
}

const resultSet = (method: SelMethod): TypeSet => (method.result === "*" ? ANY_TYPE : setOf(...method.result));

function receiverNull(node: SelCall): SelFinding {
  const advice = node.object.kind === "call" && node.object.method.name === "get" ? "use getOrDefault" : "";
  return finding("receiverNull", node.method, { object: nameOf(node.object), member: node.method.name, advice });
}

function noMethod(node: SelCall, type: SelType, named: readonly SelMethod[], count: number): SelFinding {
  const { name } = node.method;
  const receiver = node.object.kind === "name" && CLASS_NAMES.has(node.object.name) ? node.object.name : type;
  if (named.length > 0) {
    const counts = [...new Set(named.map(({ parameters }) => parameters.length))].join(" or ");
    const expected = counts === "0" ? "no arguments" : `${counts} argument${counts === "1" ? "" : "s"}`;
    return finding("wrongArity", node.method, { name, receiver, expected, found: count });
  }
  const close = closestName(name, methodNames(type));
  const advice = adviseMethod(type, name, close);
  return finding(
    "unknownMethod",
    node.method,
    { name, receiver, advice },
    renameFix(node.method, RENAMED.get(name) ?? close),
  );
}

const INSTEAD: Readonly<Record<string, string>> = {
  "STRING.indexOf": "SEL has lastIndexOf, contains and split",
  "STRING.charAt": "write text.substring(i, i + 1)",
  "STRING.concat": "write text + other",
  "STRING.equalsIgnoreCase": "compare toLowerCase() of both",
  "STRING.matches": "compare text with text.replaceAll(regex, '')",
  "STRING.toString": "it is text already",
  "LONG.parseInt": "write Long.parseLong(text)",
  "LONG.longValue": "it is a LONG already",
  "LONG.doubleValue": "write n * 1.0",
  "DOUBLE.doubleValue": "it is a DOUBLE already",
  "BOOLEAN.toString": "write '' + value",
  "BOOLEAN.parseBoolean": "write new Boolean(text)",
  "BOOLEAN.valueOf": "write new Boolean(text)",
  "DATETIME.now": "write new DateTime()",
  "MAP.isEmpty": "write map.size() == 0",
  "MATH.abs": "write x < 0 ? -x : x",
};

const RENAMED: ReadonlyMap<string, string> = new Map([
  ["parseInt", "parseLong"],
  ["parseFloat", "parseDouble"],
]);

function adviseMethod(type: SelType, name: string, close: string | undefined): string {
  const known = INSTEAD[`${type}.${name}`];
  if (known !== undefined) return known;
  if (type === "BOOLEAN") return "BOOLEAN has no methods; write '' + value for text";
  if (type.endsWith("_ARRAY")) return "arrays have only .length and [index]";
  return close === undefined ? "" : `did you mean ${close}?`;
}

/** An unset STRING is a key like any other to these. */
const KEYED: ReadonlySet<SelType> = new Set<SelType>(["MAP", "PRESET_PARAMS"]);

/** An unset map is empty to these. */
const UNSET_CALLS: ReadonlySet<string> = new Set(["size", "containsKey"]);

function refuseReceiver(node: SelCall, method: SelMethod, content: Content): SelFinding | undefined {
  if (method.calledOn === "either") return undefined;
  if (method.calledOn === "class") {
    if (!isNotNull(content)) return undefined;
    const className = [...DECLARABLE_TYPES].find(([, type]) => type === method.receiver)?.[0] ?? method.receiver;
    return finding("staticOnValue", node.method, { name: method.name, class: className });
  }
  const worksUnset = UNSET_CALLS.has(method.name) || method.receiver === "UUID";
  if (content.constant !== null || worksUnset) return undefined;
  return receiverNull(node);
}

function refuseArguments(
  machine: Machine,
  node: SelCall,
  method: SelMethod,
  args: readonly Box[],
): SelFinding | undefined {
  const parameterAt = (at: number): SelParameter =>
    method.parameters[Math.min(at, method.parameters.length - 1)] as SelParameter;
  const nodes = node.args;
  // Java casts all arguments before it unboxes any.
  for (const [at, arg] of args.entries()) {
    const refused = wrongType(node, method, parameterAt(at), arg, nodes[at] as SelExpression);
    if (refused !== undefined) return refused;
  }
  for (const [at, arg] of args.entries()) {
    const parameter = parameterAt(at);
    const isKey = KEYED.has(method.receiver) && arg.content.types === setOf("STRING");
    if (!parameter.nullable && !isKey && isUnsetValue(arg)) {
      return finding("argumentNull", nodes[at] as SelExpression, { method: methodName(node), advice: "" });
    }
    if (parameter.int32) warnCut(machine, nodes[at] as SelExpression, arg);
  }
  return undefined;
}

const SETTABLE = setOf(
  "STRING",
  "MAP",
  "NULL",
  "DATETIME",
  "DATETIME_ZONE",
  "DATETIME_FORMATTER",
  "DATETIME_PROPERTY",
  "DATETIME_DAYS",
);

/** Whether a value may be Java's null, which some of Java's methods take. */
export const mayBeUnset = (content: Content): boolean => (content.types & SETTABLE) !== 0 && !isNotNull(content);

/** Methods of these hand their arguments to Java. */
const JAVA_CALLS: ReadonlySet<SelType> = new Set<SelType>(["STRING", "PRESET_UTIL_FUNCTION"]);
const STATICS = setOf(...STATIC_TYPES);
const NO_ENTRIES: TypeSet =
  STATICS | setOf("NULL", "DATETIME", "DATETIME_ZONE", "DATETIME_FORMATTER", "DATETIME_PROPERTY", "DATETIME_DAYS");

/** What certainly cannot be handed to Java: a class object, or a map that holds one, null or a date. */
function withoutJavaObject({ content: { types, constant } }: Box): string | undefined {
  if (types !== 0 && (types & ~STATICS) === 0) return describeTypes(types);
  if (typeof constant !== "object" || constant === null || constant.kind !== "map") return undefined;
  for (const [key, { content }] of constant.cell.content ?? []) {
    if ((content.types & ~NO_ENTRIES) === 0) return `a MAP with ${describeTypes(content.types)} under ${key}`;
  }
  return undefined;
}

const methodName = (node: SelCall): string => nameOf(node).replace("(…)", "");
const isUnsetValue = ({ content }: Box): boolean => content.constant === null;

function wrongType(
  node: SelCall,
  method: SelMethod,
  parameter: SelParameter,
  arg: Box,
  at: SelExpression,
): SelFinding | undefined {
  const { types } = arg.content;
  if (parameter.types === "*") {
    const refused = JAVA_CALLS.has(method.receiver) ? withoutJavaObject(arg) : undefined;
    const params = {
      method: methodName(node),
      expected: "what Java has an object for",
      found: refused ?? "",
      advice: "",
    };
    return refused === undefined ? undefined : finding("argumentType", at, params);
  }
  const nullable = !method.strict && !parameter.lenient && hasType(types, "NULL");
  const allowed = (types & (setOf(...parameter.types) | POISONED)) !== 0;
  // Java sees null in an unset value of any type.
  if (parameter.nullable && method.receiver.startsWith("DATETIME") && mayBeUnset(arg.content)) return undefined;
  const tooLarge = parameter.int32 && isTooLarge(arg);
  if ((allowed || nullable) && !tooLarge) return undefined;
  const params = { method: methodName(node), expected: parameter.types.join(" or "), found: describeTypes(types) };
  if (tooLarge) return finding("argumentType", at, { ...params, expected: "a LONG up to 2147483647", advice: "" });
  const key = method.strict ? "strictArgument" : parameter.lenient ? "argumentContent" : "argumentType";
  const [wanted] = parameter.types;
  const fix = wanted === undefined ? undefined : conversionFix(at, wanted, types);
  return finding(key, at, { ...params, advice: adviseArgument(parameter, types) }, fix);
}

function adviseArgument(parameter: SelParameter, types: TypeSet): string {
  if (parameter.types.includes("STRING")) return "write '' + value for text";
  const wantsLong = parameter.types.includes("LONG");
  if (wantsLong && types === setOf("STRING")) return "write Long.valueOf(text)";
  return wantsLong && types === setOf("DOUBLE") ? "write d.longValue()" : "";
}

function longConstant(arg: Box): number | undefined {
  const known = constantOf(arg.content);
  return known?.type === "LONG" ? Number(known.constant) : undefined;
}

const isTooLarge = (arg: Box): boolean => (longConstant(arg) ?? 0) > LONGEST_INT;

function warnCut(machine: Machine, node: SelExpression, arg: Box): void {
  const value = longConstant(arg);
  if (value === undefined || value >= SHORTEST_INT) return;
  const constant = arg.content.constant as number | bigint;
  machine.warn("cutTo32Bits", node, { value: String(constant), cut: String(BigInt.asIntN(32, BigInt(constant))) });
}
