import { baseType, type Type } from "@stave/ir-schema";
import { apply, each, functionAt, itemOf } from "./apply.js";
import { coerced } from "./coerce.js";
import type { Emitter } from "./emitter.js";
import type { CallInput, LowerCall } from "./lower-call.js";
import { compared } from "./lower-op.js";
import { refuse } from "./refuse.js";
import { computed, elementWord, floatText, itemType, type SelValue, simple } from "./value.js";

type Before = (a: SelValue, b: SelValue) => string;

const natural: Before = (a, b) => compared("<", a, b).text;

function heldList({ args }: CallInput, emitter: Emitter): SelValue {
  const list = args[0] ?? refuse("a list is missing");
  itemType(list.type);
  return emitter.held(list);
}

/** Insertion sort: stable, and short to write. */
function sorted(list: SelValue, isBefore: Before, emitter: Emitter): SelValue {
  const of = itemType(list.type);
  const result = emitter.name(`new ${elementWord(of)}[${list.text}.length]`);
  each(list, emitter, (item, position) => {
    const place = emitter.name(`${position.text} + 0`);
    const isMoving = emitter.name("true");
    const above = emitter.fresh();
    const { lines, result: before } = emitter.block(() => isBefore(item, simple(above, of)));
    const compare = [
      `${above} = ${result}[${place} - 1];`,
      ...lines,
      `if (${before}) { ${result}[${place}] = ${above}; ${place} -= 1; } else { ${isMoving} = false; }`,
    ];
    emitter.emit(`while (${isMoving}) { if (${place} == 0) { ${isMoving} = false; } else { ${compare.join(" ")} } }`);
    emitter.emit(`${result}[${place}] = ${item.text};`);
  });
  return simple(result, { kind: "list", of });
}

/** The keys that a function gives for the items, computed once each. */
function keysOf(input: CallInput, list: SelValue, emitter: Emitter): SelValue {
  const fn = functionAt(input.node, 1);
  const of = baseType(emitter.types.get(fn.body) ?? refuse("the type of a key is not known"));
  const keys = emitter.name(`new ${elementWord(of)}[${list.text}.length]`);
  each(list, emitter, (item, at) =>
    emitter.emit(`${keys}[${at.text}] = ${coerced(apply(fn, [item, at], emitter), of, emitter).text};`),
  );
  return simple(keys, { kind: "list", of });
}

const sortBy: LowerCall = (input, emitter) => {
  const list = heldList(input, emitter);
  const keys = keysOf(input, list, emitter);
  const of = itemType(list.type);
  const positions = emitter.name(`Util.intsBetween(0, ${list.text}.length, 1)`);
  const order = sorted(
    simple(positions, { kind: "list", of: "int" }),
    (a, b) => natural(at(keys, a), at(keys, b)),
    emitter,
  );
  const result = emitter.name(`new ${elementWord(of)}[${list.text}.length]`);
  emitter.loop(`${list.text}.length`, (index) =>
    emitter.emit(`${result}[${index}] = ${list.text}[${order.text}[${index}]];`),
  );
  return simple(result, list.type);
};

const at = (list: SelValue, position: SelValue): SelValue =>
  computed(`${list.text}[${position.text}]`, itemType(list.type));

const sortWith: LowerCall = (input, emitter) => {
  const list = heldList(input, emitter);
  return sorted(list, (a, b) => `${apply(functionAt(input.node, 1), [a, b], emitter).text} < 0`, emitter);
};

/** The position of the best item, found by comparing keys. */
function bestPosition(keys: SelValue, isBefore: Before, emitter: Emitter): string {
  const best = emitter.name("0");
  emitter.emit(`if (${keys.text}.length == 0) { throw "an empty list has no extreme"; }`);
  emitter.loop(`${keys.text}.length`, (index) => {
    const test = isBefore(at(keys, simple(index, "int")), at(keys, simple(best, "int")));
    emitter.emit(`if (${test}) { ${best} = ${index} + 0; }`);
  });
  return best;
}

const below: Before = natural;
const above: Before = (a, b) => compared(">", a, b).text;

const extreme =
  (isBetter: Before): LowerCall =>
  (input, emitter) => {
    const [first, second] = input.args as readonly [SelValue, SelValue | undefined];
    if (second !== undefined) {
      const [a, b] = [emitter.held(first), emitter.held(second)];
      return computed(`(${isBetter(b, a)} ? ${b.text} : ${a.text})`, input.type);
    }
    const list = heldList(input, emitter);
    return computed(`${list.text}[${bestPosition(list, isBetter, emitter)}]`, input.type);
  };

const extremeBy =
  (isBetter: Before): LowerCall =>
  (input, emitter) => {
    const list = heldList(input, emitter);
    const keys = keysOf(input, list, emitter);
    return computed(`${list.text}[${bestPosition(keys, isBetter, emitter)}]`, input.type);
  };

/** As `Math.min`: NaN wins, and an empty list of floats gives an infinity. */
const mathExtreme =
  (operator: "<" | ">", infinity: number): LowerCall =>
  (input, emitter) => {
    const list = heldList(input, emitter);
    const of: Type = itemType(list.type);
    if (baseType(of) === "int") return extreme(operator === "<" ? below : above)(input, emitter);
    const best = emitter.name(floatText(infinity));
    each(list, emitter, (item) =>
      emitter.emit(
        `if (${item.text} ${operator} ${best} || ${item.text} != ${item.text}) { if (${best} == ${best}) { ${best} = ${item.text}; } }`,
      ),
    );
    return simple(best, "float");
  };

const sum: LowerCall = (input, emitter) => {
  const list = heldList(input, emitter);
  const total = emitter.name(baseType(input.type) === "float" ? "0.0" : "0");
  each(list, emitter, (item) => emitter.emit(`${total} = ${total} + ${item.text};`));
  return simple(total, input.type);
};

const mean: LowerCall = (input, emitter) => {
  const list = heldList(input, emitter);
  emitter.emit(`if (${list.text}.length == 0) { throw "an empty list has no mean"; }`);
  return computed(`(${sum(input, emitter).text} / ${list.text}.length)`, "float");
};

const median: LowerCall = (input, emitter) => {
  const list = heldList(input, emitter);
  emitter.emit(`if (${list.text}.length == 0) { throw "an empty list has no median"; }`);
  const order = sorted(list, natural, emitter);
  const half = emitter.name(`${list.text}.length / 2`);
  const [low, high] = [itemOf(order, `(${list.text}.length - 1) / 2`, emitter), itemOf(order, half, emitter)];
  return computed(`(${low.text} == ${high.text} ? ${high.text} : (${low.text} + ${high.text}) / 2)`, "float");
};

const compare: LowerCall = ({ args }, emitter) => {
  const [a, b] = args.map((arg) => emitter.held(arg)) as [SelValue, SelValue];
  return computed(`(${below(a, b)} ? -1 : (${above(a, b)} ? 1 : 0))`, "int");
};

/** Functions of order. */
export const orderCalls: Readonly<Record<string, LowerCall>> = {
  sorted: (input, emitter) => sorted(heldList(input, emitter), natural, emitter),
  sortText: (input, emitter) => sorted(heldList(input, emitter), natural, emitter),
  sortWith,
  sortBy,
  min: extreme(below),
  max: extreme(above),
  minBy: extremeBy(below),
  maxBy: extremeBy(above),
  mathMin: mathExtreme("<", Number.POSITIVE_INFINITY),
  mathMax: mathExtreme(">", Number.NEGATIVE_INFINITY),
  sum,
  mean,
  median,
  compare,
};
