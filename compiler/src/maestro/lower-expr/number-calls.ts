import { baseType } from "@stave/ir-schema";
import type { Emitter } from "./emitter.js";
import { textOf } from "./float-text.js";
import type { CallInput, LowerCall } from "./lower-call.js";
import { refuse } from "./refuse.js";
import { computed, type SelValue, simple } from "./value.js";

const one = ({ args }: CallInput): SelValue => args[0] ?? refuse("an argument is missing");

/** A whole number from a float; what fits no int stops the evaluation. */
function rounding(name: string, adjust: (value: string, whole: string) => string): LowerCall {
  return (input, emitter) => {
    const value = one(input);
    if (baseType(value.type) === "int") return value;
    const held = emitter.held(value).text;
    emitter.emit(
      `if (${held} - ${held} != 0 || ${held} >= 9223372036854775807.0 || ${held} < -9223372036854775807.0) ` +
        `{ throw "${name} of a number that fits no int"; }`,
    );
    const whole = emitter.name(`${held}.longValue()`);
    return computed(adjust(held, whole), "int");
  };
}

const floor = (value: string, whole: string): string => `(${whole} * 1.0 > ${value} ? ${whole} - 1 : ${whole})`;

const halfEven: LowerCall = rounding("round", (value, whole) => {
  const low = floor(value, whole);
  const rest = `${value} - ${low} * 1.0`;
  return `(${rest} < 0.5 ? ${low} : (${rest} > 0.5 ? ${low} + 1 : (${low} % 2 == 0 ? ${low} : ${low} + 1)))`;
});

const sign: LowerCall = (input, emitter) => {
  const { text, type } = emitter.held(one(input));
  return baseType(type) === "int"
    ? computed(`(${text} < 0 ? -1 : (${text} > 0 ? 1 : 0))`, "int")
    : computed(`(${text} < 0 ? -1.0 : (${text} > 0 ? 1.0 : ${text}))`, "float");
};

function operands({ args, node }: CallInput, emitter: Emitter): readonly [string, string] {
  const [left, right] = args.map((arg) => emitter.held(arg).text) as [string, string];
  emitter.emit(`if (${right} == 0) { throw "${node.fn} by 0"; }`);
  return [left, right];
}

const floordiv: LowerCall = (input, emitter) => {
  if (baseType(input.type) !== "int") return refuse("SEL has no floor division of floats");
  const [left, right] = operands(input, emitter);
  const isBelow = `${left} % ${right} != 0 && (${left} < 0) != (${right} < 0)`;
  return computed(`(${isBelow} ? ${left} / ${right} - 1 : ${left} / ${right})`, "int");
};

const mod: LowerCall = (input, emitter) => {
  const [left, right] = operands(input, emitter);
  const rest = emitter.name(`${left} % ${right}`);
  return computed(`(${rest} != 0 && (${rest} < 0) != (${right} < 0) ? ${rest} + ${right} : ${rest})`, input.type);
};

const gcd: LowerCall = ({ args }, emitter) => {
  const size = (value: SelValue): string => {
    const { text } = emitter.held(value);
    return emitter.name(`(${text} < 0 ? 0 - ${text} : ${text})`);
  };
  const [a, b] = args.map(size) as [string, string];
  const rest = emitter.fresh();
  emitter.emit(`while (${b} != 0) { ${rest} = ${a} % ${b}; ${a} = ${b} + 0; ${b} = ${rest} + 0; }`);
  return simple(a, "int");
};

const epochSeconds: LowerCall = (input, emitter) => {
  const millis = emitter.name(`new DateTime(${one(input).text}, DateTimeZone.UTC).getMillis()`);
  return computed(`(${millis} % 1000 < 0 ? ${millis} / 1000 - 1 : ${millis} / 1000)`, "int");
};

/** Functions of numbers. */
export const numberCalls: Readonly<Record<string, LowerCall>> = {
  floor: rounding("floor", floor),
  ceil: rounding("ceil", (value, whole) => `(${whole} * 1.0 < ${value} ? ${whole} + 1 : ${whole})`),
  trunc: rounding("trunc", (_, whole) => whole),
  mathRound: rounding("Math.round", (value, whole) => {
    const low = floor(value, whole);
    return `(${value} - ${low} * 1.0 >= 0.5 ? ${low} + 1 : ${low})`;
  }),
  round: (input, emitter) =>
    input.args.length > 1 ? refuse("SEL has no rounding to decimal digits") : halfEven(input, emitter),
  toInt: (input, emitter) => {
    const value = one(input);
    if (baseType(value.type) === "float") return rounding("toInt", (_, whole) => whole)(input, emitter);
    if (baseType(value.type) === "int") return value;
    return baseType(value.type) === "bool"
      ? computed(`(${value.text} ? 1 : 0)`, "int")
      : computed(`Long.parseLong(${value.text}.trim())`, "int");
  },
  number: (input) => {
    const value = one(input);
    const base = baseType(value.type);
    if (base === "bool") return computed(`(${value.text} ? 1 : 0)`, "int");
    return base === "string" ? refuse("SEL has no NaN for a text that is no number") : value;
  },
  sign,
  floordiv,
  mod,
  gcd,
  epochSeconds,
  toText: (input, emitter) => computed(`("" + ${textOf(one(input), emitter)})`, "string"),
};
