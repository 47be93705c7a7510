import { baseType, type Input, type Type } from "@stave/ir-schema";
import type { MaestroParam } from "../definition.js";
import { lowerExprToSel } from "../lower-expr/index.js";
import { fixedText, type KindInput } from "./kubernetes-entries.js";
import { selText } from "./literal.js";
import { heldValue, isNullText, nullableScalar } from "./nullable.js";
import { isJsonText } from "./type-map.js";

/** One input as arguments of a script. */
interface Flag {
  readonly flag: string;
  /** SEL that is true when the flag stands at all; always when absent. */
  readonly condition?: string;
  /** SEL of the text after it; none for a bare flag. */
  readonly text?: string;
  /** Statements before the text. */
  readonly setup: string;
  /** The param whose value Maestro itself can fill into a text. */
  readonly filled?: string;
}

/** The arguments of a container that runs a script: a list of texts where nothing is conditional, else computed. */
export function shellArguments(
  input: KindInput<unknown>,
  fixed: readonly string[],
  given: readonly (readonly [string, Input])[],
): MaestroParam {
  const flags = given.map(([name, { type }]) => flagOf(name, type, input.planned.inputs.get(name) ?? name));
  if (flags.every(({ filled }) => filled !== undefined)) {
    const texts = flags.flatMap(({ flag, filled }) => [fixedText(input, flag, "flag"), `\${${filled}}`]);
    return { type: "STRING_ARRAY", value: [...fixed.map((text) => fixedText(input, text, "stave_script")), ...texts] };
  }
  return { type: "STRING_ARRAY", expression: argumentProgram(fixed, flags) };
}

const filledAsText: ReadonlySet<unknown> = new Set(["string", "int", "date", "timestamp", "duration"]);

/** True is a bare flag, false and null are left out, lists and structs are JSON. */
function flagOf(name: string, type: Type, param: string): Flag {
  const flag = `--${name}`;
  const held = nullableScalar(type);
  if (held !== undefined) {
    if (held === "bool") return { flag, setup: "", condition: heldValue(param, type) };
    return { ...valueFlag(flag, held, heldValue(param, type)), condition: `!${isNullText(param)}` };
  }
  if (typeof type === "object" && type.kind === "nullable")
    return { ...valueFlag(flag, type, param), condition: `(${param} != 'null')` };
  const base = baseType(type);
  if (base === "bool") return { flag, setup: "", condition: param };
  const isFilled = filledAsText.has(base) || typeof base === "object" || isJsonText(type);
  return { ...valueFlag(flag, type, param), ...(isFilled && { filled: param }) };
}

function valueFlag(flag: string, type: Type, value: string): Flag {
  if (isJsonText(type)) return { flag, setup: "", text: value };
  if (typeof baseType(type) === "object") return { flag, setup: "", text: `Util.toJson(${value})` };
  const lowered = lowerExprToSel(
    { kind: "text", parts: [{ kind: "param", name: "value" }] },
    { nameOf: () => value, typeOf: () => type },
  );
  if ("diagnostics" in lowered) return { flag, setup: "", text: `('' + ${value})` };
  return { flag, setup: lowered.setup, text: lowered.value };
}

function argumentProgram(fixed: readonly string[], flags: readonly Flag[]): string {
  const sure = flags.filter(({ condition }) => condition === undefined);
  const count = (some: readonly Flag[]): number =>
    some.reduce((sum, { text }) => sum + (text === undefined ? 1 : 2), 0);
  const sizes = flags.flatMap((one) =>
    one.condition === undefined ? [] : [`if (${one.condition}) { arg_size = arg_size + ${count([one])}; }`],
  );
  const lines = [
    `arg_size = ${fixed.length + count(sure)};`,
    ...sizes,
    "arg_list = new String[arg_size]; arg_at = 0;",
    ...fixed.map((text) => put(selText(text))),
    ...flags.map(flagLines),
    "return arg_list;",
  ];
  return lines.join(" ");
}

function put(text: string): string {
  return `arg_list[arg_at] = ${text}; arg_at = arg_at + 1;`;
}

function flagLines({ flag, condition, setup, text }: Flag): string {
  const body = [put(selText(flag)), ...(text === undefined ? [] : [`${setup} ${put(text)}`.trim()])].join(" ");
  return condition === undefined ? body : `if (${condition}) { ${body} }`;
}
