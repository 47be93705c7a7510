import { baseType, type Type } from "@stave/ir-schema";
import { apply, collected, each, functionAt, itemOf } from "./apply.js";
import { coerced } from "./coerce.js";
import type { Emitter } from "./emitter.js";
import { textOf } from "./float-text.js";
import type { CallInput, LowerCall } from "./lower-call.js";
import { isNothing, receiver } from "./lower-node.js";
import { equal } from "./lower-op.js";
import { positionOf } from "./position-of.js";
import { refuse } from "./refuse.js";
import { computed, elementWord, itemType, type SelValue, simple } from "./value.js";

const first = ({ args }: CallInput): SelValue => args[0] ?? refuse("an argument is missing");

/** The list argument, under a name. */
function listOf(input: CallInput, emitter: Emitter): SelValue {
  const value = first(input);
  if (typeof value.type === "object" && value.type.kind === "list" && isNothing(value.type.of)) {
    return emitter.held(computed("new String[0]", { kind: "list", of: "string" }));
  }
  itemType(value.type);
  return emitter.held(value);
}

const resultItem = (type: Type): Type => {
  const of = typeof type === "object" && type.kind === "list" ? type.of : refuse("it is no list");
  return isNothing(of) ? "string" : of;
};

/** A new list of known length, each item made from its position. */
function tabulated(of: Type, length: string, emitter: Emitter, item: (position: string) => SelValue): SelValue {
  const result = emitter.name(`new ${elementWord(of)}[${length}]`);
  emitter.loop(length, (at) => emitter.emit(`${result}[${at}] = ${coerced(item(at), of, emitter).text};`));
  return simple(result, { kind: "list", of });
}

/** `some`, `every` and their like: a flag that the loop changes once. */
const quantified =
  (
    isEvery: boolean,
    test: (input: CallInput, item: SelValue, position: SelValue, emitter: Emitter) => string,
  ): LowerCall =>
  (input, emitter) => {
    const list = listOf(input, emitter);
    const flag = emitter.name(String(isEvery));
    each(list, emitter, (item, position) => {
      const { lines, result } = emitter.block(() => test(input, item, position, emitter));
      const then = [...lines, `if (${isEvery ? `!${result}` : result}) { ${flag} = ${!isEvery}; }`];
      emitter.choose(isEvery ? flag : `!${flag}`, then, []);
    });
    return simple(flag, "bool");
  };

const byFunction = ({ node }: CallInput, item: SelValue, position: SelValue, emitter: Emitter): string =>
  `(${apply(functionAt(node, 1), [item, position], emitter).text})`;

const firstPosition =
  (test: (input: CallInput, item: SelValue, position: SelValue, emitter: Emitter) => string): LowerCall =>
  (input, emitter) => {
    const list = listOf(input, emitter);
    const found = emitter.name("0 - 1");
    each(list, emitter, (item, position) => {
      const { lines, result } = emitter.block(() => test(input, item, position, emitter));
      emitter.choose(`${found} < 0`, [...lines, `if (${result}) { ${found} = ${position.text} + 0; }`], []);
    });
    return simple(found, "int");
  };

/** An argument computed once, before a loop looks at it. */
const withHeld =
  (lower: LowerCall): LowerCall =>
  (input, emitter) =>
    lower({ ...input, args: input.args.map((arg) => (arg.text === "" ? arg : emitter.held(arg))) }, emitter);

const equalsArgument = ({ args }: CallInput, item: SelValue): string =>
  equal(item, args[1] ?? refuse("an item is missing"));

const isList = (value: SelValue): boolean => typeof value.type === "object" && value.type.kind === "list";

const includesItem = withHeld(
  quantified(false, (input, item) => {
    const wanted = input.args[1] ?? refuse("an item is missing");
    const isFloat = baseType(wanted.type) === "float";
    const text = equalsArgument(input, item);
    return isFloat ? `(${text} || (${item.text} != ${item.text} && ${wanted.text} != ${wanted.text}))` : text;
  }),
);

function lowerReduce(input: CallInput, emitter: Emitter): SelValue {
  const list = listOf(input, emitter);
  const start = coerced(input.args[2] ?? refuse("a start is missing"), input.type, emitter);
  const sum: SelValue = simple(emitter.name(start.text), input.type);
  each(list, emitter, (item, position) => {
    const next = apply(functionAt(input.node, 1), [sum, item, position], emitter);
    emitter.emit(`${sum.text} = ${coerced(next, input.type, emitter).text};`);
  });
  return sum;
}

function lowerFlatMap(input: CallInput, emitter: Emitter): SelValue {
  const list = listOf(input, emitter);
  const of = resultItem(input.type);
  const result: SelValue = simple(emitter.name(`new ${elementWord(of)}[0]`), { kind: "list", of });
  each(list, emitter, (item, position) => {
    const part = emitter.held(
      coerced(apply(functionAt(input.node, 1), [item, position], emitter), result.type, emitter),
    );
    emitter.emit(`${result.text} = ${joinedLists([result, part], of, emitter).text};`);
  });
  return result;
}

function joinedLists(lists: readonly SelValue[], of: Type, emitter: Emitter): SelValue {
  const total = lists.map((list) => `${list.text}.length`).join(" + ");
  const result = emitter.name(`new ${elementWord(of)}[${total}]`);
  let offset = "";
  for (const list of lists) {
    const before = offset;
    emitter.loop(`${list.text}.length`, (at) => emitter.emit(`${result}[${before}${at}] = ${list.text}[${at}];`));
    offset += `${list.text}.length + `;
  }
  return simple(result, { kind: "list", of });
}

const lowerConcat: LowerCall = ({ args, type }, emitter) => {
  if (!isList(args[0] ?? refuse("a list is missing")))
    return computed(`(${args.map(({ text }) => text).join(" + ")})`, "string");
  const of = resultItem(type);
  const lists = args.map((arg) => emitter.held(coerced(arg, { kind: "list", of }, emitter)));
  return joinedLists(lists, of, emitter);
};

/** The start and end of `slice` inside a length. */
export function bounds(
  input: CallInput,
  length: string,
  emitter: Emitter,
): { readonly start: string; readonly end: string } {
  const bound = (position: number, fallback: string): string => {
    const value = input.args[position];
    if (value === undefined) return fallback;
    const at = emitter.held(value).text;
    return emitter.name(`(${at} < 0 ? Math.max(${length} + ${at}, 0) : Math.min(${at}, ${length}))`);
  };
  return { start: bound(1, "0"), end: bound(2, length) };
}

const sliceList: LowerCall = (input, emitter) => {
  const list = listOf(input, emitter);
  const { start, end } = bounds(input, `${list.text}.length`, emitter);
  const count = emitter.name(`Math.max(${end} - ${start}, 0)`);
  return tabulated(itemType(list.type), count, emitter, (at) =>
    computed(`${list.text}[${start} + ${at}]`, itemType(list.type)),
  );
};

const sliceText: LowerCall = (input, emitter) => {
  const text = emitter.held(first(input)).text;
  const { start, end } = bounds(input, `${text}.length()`, emitter);
  const from = /^\w+$/.test(start) ? start : emitter.name(start);
  return computed(`${text}.substring(${from}, Math.max(${from}, ${end}))`, "string");
};

const joinItems: LowerCall = (input, emitter) => {
  const list = listOf(input, emitter);
  const separator = input.args[1]?.text ?? "','";
  if (elementWord(itemType(list.type)) === "String")
    return computed(`String.join(${separator}, ${list.text})`, "string");
  const texts = tabulated("string", `${list.text}.length`, emitter, (at) =>
    computed(`"" + ${textOf(itemOf(list, at, emitter), emitter)}`, "string"),
  );
  return computed(`String.join(${separator}, ${texts.text})`, "string");
};

const both =
  (list: LowerCall, text: LowerCall): LowerCall =>
  (input, emitter) =>
    isList(first(input)) ? list(input, emitter) : text(input, emitter);

const containsText: LowerCall = ({ args }) =>
  computed(`${receiver(args[0] as SelValue)}.contains(${args[1]?.text})`, "bool");

const indexOfText: LowerCall = ({ args }, emitter) => {
  const [text, part] = args.map((arg) => emitter.held(arg).text) as [string, string];
  return simple(positionOf(text, part, emitter), "int");
};

const lowerEquals: LowerCall = ({ args }, emitter) => {
  const [a, b] = args.map((arg) => emitter.held(arg)) as [SelValue, SelValue];
  if (typeof baseType(a.type) === "string") return computed(equal(a, b), "bool");
  if (!isList(a)) return refuse("SEL cannot list the keys of a map to compare it");
  const flag = emitter.name(`${a.text}.length == ${b.text}.length`);
  const { lines } = emitter.block(() =>
    each(a, emitter, (item, at) => {
      const other = computed(`${b.text}[${at.text}]`, itemType(b.type));
      emitter.emit(`if (!${equal(item, other)}) { ${flag} = false; }`);
    }),
  );
  emitter.choose(flag, lines, []);
  return simple(flag, "bool");
};

const lowerUnique: LowerCall = (input, emitter) => {
  const list = listOf(input, emitter);
  const of = itemType(list.type);
  return collected(of, `${list.text}.length`, emitter, (add) =>
    each(list, emitter, (item, at) => {
      const isNew = emitter.name("true");
      emitter.loop(at.text, (before) =>
        emitter.emit(`if (${equal(computed(`${list.text}[${before}]`, of), item)}) { ${isNew} = false; }`),
      );
      emitter.choose(isNew, emitter.block(() => add(item)).lines, []);
    }),
  );
};

const lowerCount: LowerCall = withHeld((input, emitter) => {
  const list = listOf(input, emitter);
  const count = emitter.name("0");
  each(list, emitter, (item) => emitter.emit(`if (${equalsArgument(input, item)}) { ${count} += 1; }`));
  return simple(count, "int");
});

/** Functions of lists. */
export const listCalls: Readonly<Record<string, LowerCall>> = {
  length: ({ args: [of] }) =>
    isList(of as SelValue)
      ? computed(`${receiver(of as SelValue)}.length`, "int")
      : computed(`${receiver(of as SelValue)}.length()`, "int"),
  spread: (input) => (isList(first(input)) ? first(input) : refuse("SEL cannot split a text between its characters")),
  map: (input, emitter) => {
    const list = listOf(input, emitter);
    return tabulated(resultItem(input.type), `${list.text}.length`, emitter, (at) =>
      apply(functionAt(input.node, 1), [itemOf(list, at, emitter), simple(at, "int")], emitter),
    );
  },
  filter: (input, emitter) => {
    const list = listOf(input, emitter);
    return collected(itemType(list.type), `${list.text}.length`, emitter, (add) =>
      each(list, emitter, (item, at) => {
        const kept = apply(functionAt(input.node, 1), [item, at], emitter).text;
        emitter.choose(kept, emitter.block(() => add(item)).lines, []);
      }),
    );
  },
  reduce: lowerReduce,
  flatMap: lowerFlatMap,
  some: quantified(false, byFunction),
  every: quantified(true, byFunction),
  any: quantified(false, (_, item) => item.text),
  all: quantified(true, (_, item) => item.text),
  findIndex: firstPosition(byFunction),
  includes: both(includesItem, containsText),
  indexOf: both(withHeld(firstPosition(equalsArgument)), indexOfText),
  concat: lowerConcat,
  slice: both(sliceList, sliceText),
  join: joinItems,
  reversed: (input, emitter) => {
    const list = listOf(input, emitter);
    const of = itemType(list.type);
    return tabulated(of, `${list.text}.length`, emitter, (at) =>
      computed(`${list.text}[${list.text}.length - 1 - ${at}]`, of),
    );
  },
  repeatItem: ({ args, type }, emitter) => {
    const [item, count] = args.map((arg) => emitter.held(arg)) as [SelValue, SelValue];
    return tabulated(resultItem(type), `Math.max(0, ${count.text})`, emitter, () => item);
  },
  equals: lowerEquals,
  unique: lowerUnique,
  count: lowerCount,
};
