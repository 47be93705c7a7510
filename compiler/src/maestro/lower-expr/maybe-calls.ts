import { baseType, type Type } from "@stave/ir-schema";
import { apply, functionAt, itemOf } from "./apply.js";
import type { Emitter } from "./emitter.js";
import type { CallInput, LowerCall } from "./lower-call.js";
import { refuse } from "./refuse.js";
import { computed, itemType, placeholder, type SelValue, simple } from "./value.js";

function sequence(of: SelValue): { readonly length: string; readonly at: (position: string) => SelValue } {
  if (baseType(of.type) === "string") {
    return {
      length: `${of.text}.length()`,
      at: (position) => computed(`${of.text}.substring(${position}, ${position} + 1)`, "string"),
    };
  }
  const type = itemType(of.type);
  return { length: `${of.text}.length`, at: (position) => computed(`${of.text}[${position}]`, type) };
}

/** `at` and `get`: no value outside. */
const positioned =
  (isFromEnd: boolean): LowerCall =>
  (input, emitter) => {
    const [of, index] = input.args.map((arg) => emitter.held(arg)) as [SelValue, SelValue];
    if (typeof of.type === "object" && of.type.kind === "map") return keyed(of, index);
    const { length, at } = sequence(of);
    const position = isFromEnd
      ? emitter.name(`(${index.text} < 0 ? ${length} + ${index.text} : ${index.text} + 0)`)
      : index.text;
    return { ...at(position), isNull: `(${position} < 0 || ${position} >= ${length})` };
  };

function keyed(of: SelValue, key: SelValue): SelValue {
  const type: Type = typeof of.type === "object" && of.type.kind === "map" ? of.type.of : "json";
  const read = `${of.text}.get(${key.text})`;
  const value = baseType(type) === "float" ? computed(`(${read} * 1.0)`, type) : computed(read, type);
  return { ...value, isNull: `(!${of.text}.containsKey(${key.text}))` };
}

/** `find` and `findLast`: the item goes into a variable that holds a placeholder until one is found. */
const found =
  (isLast: boolean): LowerCall =>
  ({ node, args }: CallInput, emitter: Emitter) => {
    const list = emitter.held(args[0] ?? refuse("a list is missing"));
    const type = itemType(list.type);
    const [value, isMissing] = [emitter.name(placeholder(type)), emitter.name("true")];
    emitter.loop(`${list.text}.length`, (index) => {
      const position = isLast ? `${list.text}.length - 1 - ${index}` : index;
      const { lines, result } = emitter.block(() => {
        const item = itemOf(list, position, emitter);
        return {
          item,
          test: apply(functionAt(node, 1), [item, simple(emitter.name(`${position} + 0`), "int")], emitter),
        };
      });
      const take = `if (${result.test.text}) { ${value} = ${result.item.text}; ${isMissing} = false; }`;
      emitter.choose(isMissing, [...lines, take], []);
    });
    return { ...simple(value, type), isNull: isMissing };
  };

/** Functions that may have no value. */
export const maybeCalls: Readonly<Record<string, LowerCall>> = {
  at: positioned(true),
  get: positioned(false),
  find: found(false),
  findLast: found(true),
  require: ({ args }, emitter) => {
    const { isNull, ...value } = emitter.held(args[0] ?? refuse("a value is missing"));
    if (isNull !== undefined) emitter.emit(`if (${isNull}) { throw "a required value is null"; }`);
    return value;
  },
};
