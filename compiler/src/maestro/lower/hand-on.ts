import { type Step, type Type, withoutNull } from "@stave/ir-schema";
import type { MaestroParam } from "../definition.js";
import { isReadableName } from "../names.js";
import type { LowerContext } from "./context.js";
import type { Frame, PlannedStep } from "./frame.js";
import { type Program, programText, selText } from "./literal.js";
import { spreadStruct } from "./spread-struct.js";
import { baseType, isJsonText, maestroType } from "./type-map.js";

/**
 * What a loop gives its body, and a subworkflow step another workflow, arrives as literals, in which Maestro fills in
 * references once more. So every dollar goes as a reference to a param that holds a dollar: what that gives is not
 * read again, whatever follows it.
 */
export const DOLLAR = "stave_dollar";

const REFERENCE = `\${${DOLLAR}}`;

/** Params with the one that dollars are written with, where they, or others, need it. */
export function withDollar(
  params: Readonly<Record<string, MaestroParam>>,
  others: unknown = params,
): Readonly<Record<string, MaestroParam>> {
  const isUsed = JSON.stringify(others).includes(REFERENCE);
  return isUsed ? { ...params, [DOLLAR]: { type: "STRING", value: "$" } } : params;
}

/** Whether the params of a step are read as literals by other steps. */
export function handsOn(context: LowerContext, step: Step): boolean {
  return !context.isAsWritten && (step.kind === "foreach" || step.kind === "while" || step.kind === "subworkflow");
}

const plainTexts: ReadonlySet<unknown> = new Set(["date", "timestamp", "duration", "int", "float", "bool", "null"]);

/** Whether a value of a type can have a dollar in it. */
export function holdsDollar(declared: Type): boolean {
  const type = withoutNull(declared);
  if (typeof type === "string") return !plainTexts.has(type);
  switch (type.kind) {
    case "enum":
      return type.values.some((value) => String(value).includes("$"));
    case "list":
      return holdsDollar(type.of);
    case "struct":
      return Object.values(type.fields).some(holdsDollar);
    default:
      return true;
  }
}

/** Whether a type has keys that only a run knows, which SEL cannot go through. */
export function hasKeys(type: Type): boolean {
  if (typeof type !== "object" || isJsonText(type)) return false;
  if (type.kind === "struct") return Object.values(type.fields).some(hasKeys);
  return type.kind === "map" || (type.kind === "nullable" && hasKeys(type.of));
}

/** A text of a literal param that is handed on, read twice before it is used. */
export function escapeTwice(text: string): string {
  return escapeOnce(escapeOnce(text));
}

function escapeOnce(text: string): string {
  return text.replaceAll("$", () => REFERENCE);
}

/** SEL of a value as it is handed on. */
export function escaped(context: LowerContext, value: string, type: Type): Program {
  if (!holdsDollar(type)) return { setup: "", value };
  const base = baseType(withoutNull(type));
  if (typeof base === "string" || isJsonText(type) || maestroType(type) === "STRING") {
    return { setup: "", value: `${grouped(value)}.replace('$', '${REFERENCE}')` };
  }
  const name = context.fresh("handed");
  if (base.kind === "list") return escapedList(value, name);
  if (base.kind === "struct") return escapedStruct(context, value, name, base.fields);
  return checkedMap(value, name);
}

function escapedList(value: string, name: string): Program {
  const [list, at] = [`${name}_from`, `${name}_at`];
  const body = `${name}[${at}] = ${list}[${at}].replace('$', '${REFERENCE}');`;
  const loop = `for (${at} = 0; ${at} < ${list}.length; ${at} += 1) { ${body} }`;
  return { setup: `${list} = ${value}; ${name} = new String[${list}.length]; ${loop}`, value: name };
}

function escapedStruct(
  context: LowerContext,
  value: string,
  name: string,
  fields: Readonly<Record<string, Type>>,
): Program {
  const from = `${name}_from`;
  const lines = Object.entries(fields).map(([field, type]) => {
    const item = escaped(context, `${from}.get(${selText(field)})`, type);
    return `${item.setup} ${name}.put(${selText(field)}, ${item.value});`.trim();
  });
  return { setup: [`${from} = ${value}; ${name} = new HashMap();`, ...lines].join(" "), value: name };
}

/** SEL has no way through a map of unknown keys, so one that would change on its way stops the step. */
function checkedMap(value: string, name: string): Program {
  const text = `Util.toJson(${name})`;
  const isRead = `${text}.replaceAll('\\\\$[a-zA-Z{$]', '').length() < ${text}.length()`;
  const message = "a map with a dollar sign before a name cannot go into a loop or another workflow";
  return { setup: `${name} = ${value}; if (${isRead}) { throw '${message}'; }`, value: name };
}

const SEPARATOR = "'\\u0001stave\\u0001'";

/** SEL of a value as it was before it was made to be handed on. */
export function unescaped(name: string, type: Type): string {
  if (!holdsDollar(type)) return name;
  const back = (text: string): string => `${text}.replace('${REFERENCE}', '$')`;
  if (maestroType(type) === "STRING") return back(grouped(name));
  if (maestroType(type) !== "STRING_ARRAY") return name;
  const joined = back(`String.join(${SEPARATOR}, ${name})`);
  return `(${name}.length == 0 ? ${name} : ${joined}.split(${SEPARATOR}, -1))`;
}

function grouped(value: string): string {
  return /^\w+$/.test(value) || /^\([^()]*\)$/.test(value) ? value : `(${value})`;
}

/** What a step reads of the workflow's params where params of its own that are made to be handed on hide them. */
export function pastOwn(name: string): string {
  return `params.get(${selText(name)})`;
}

/**
 * Params of a loop that hide the workflow's own of the same name from its body: Maestro gives the body all of them,
 * and fills in references in each.
 */
export function guards(context: LowerContext, frame: Frame, { step }: PlannedStep): Record<string, MaestroParam> {
  if (!handsOn(context, step) || step.kind === "subworkflow") return {};
  const names = [...sharedNames(context, frame)].filter(([, type]) => holdsDollar(type));
  return {
    ...unreadMaps(context),
    ...Object.fromEntries(names.map(([name, type]) => [name, guard(context, name, type)])),
  };
}

/** What a run gives for a map, and its default, are read through the param that has the one or the other. */
function unreadMaps(context: LowerContext): Record<string, MaestroParam> {
  const unread = [...context.mapParams].flatMap(([name, { held }]): readonly (readonly [string, MaestroParam])[] => {
    const type = context.workflow.params?.[name]?.type ?? "json";
    const empty: MaestroParam = { type: maestroType(type) ?? "MAP", value: {} };
    return held === undefined || !holdsDollar(type)
      ? []
      : [
          [name, empty],
          [held.fallback, empty],
        ];
  });
  return Object.fromEntries(unread);
}

function guard(context: LowerContext, name: string, type: Type): MaestroParam {
  const program = escaped(context, isReadableName(name) ? name : pastOwn(name), type);
  return spreadStruct(type, program) ?? { type: maestroType(type) ?? "STRING", expression: programText(program) };
}

/** All that is a param of the workflow for the steps of a frame, with its type. */
function sharedNames(context: LowerContext, frame: Frame): ReadonlyMap<string, Type> {
  const names = new Map<string, Type>();
  for (const [name, { type }] of Object.entries(context.workflow.params ?? {}))
    names.set(context.mapParams.get(name)?.held?.value ?? name, type);
  for (let at: Frame | undefined = frame; at !== undefined; at = at.parent) {
    const lists = at.loop?.loop?.lists.values() ?? [];
    for (const { name, type } of [...at.variables.values(), ...at.handedIn.values(), ...lists]) names.set(name, type);
  }
  return names;
}
