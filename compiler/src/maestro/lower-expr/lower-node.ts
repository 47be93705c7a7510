import {
  baseType,
  decodeValue,
  type Expr,
  encodeValue,
  type Json,
  selString,
  type Type,
  withoutNull,
} from "@stave/ir-schema";
import { coerced } from "./coerce.js";
import type { Emitter } from "./emitter.js";
import { textOf } from "./float-text.js";
import type { RefExpr } from "./index.js";
import { lowerCall } from "./lower-call.js";
import { lowerOp } from "./lower-op.js";
import { refuse } from "./refuse.js";
import { computed, elementWord, floatText, intText, placeholder, type SelValue, simple } from "./value.js";

type Lower<K extends Expr["kind"]> = (node: Extract<Expr, { kind: K }>, emitter: Emitter) => SelValue;

const reference = (node: RefExpr, emitter: Emitter): SelValue => {
  const type = emitter.types.get(node) ?? refuse("the type of a reference is not known");
  const text = emitter.scope.nameOf(node);
  const isNull = emitter.scope.nullOf?.(node);
  const value = /^\w+$/.test(text) ? simple(text, type) : computed(text, type);
  return isNull === undefined ? value : { ...value, isNull };
};

const lowerers: { readonly [K in Expr["kind"]]: Lower<K> } = {
  literal: (node, emitter) => lowerLiteral(node.type, node.value, emitter),
  param: reference,
  output: reference,
  loop: reference,
  signal: reference,
  run: reference,
  sel: (node) =>
    /[;}]\s*$/.test(node.source)
      ? refuse("raw SEL statements stand inside it")
      : computed(`(${node.source})`, node.type),
  var: lowerVariable,
  op: lowerOp,
  call: lowerCall,
  if: (node, emitter) =>
    chosen(
      node,
      lowerWhole(node.cond, emitter),
      () => lowerNode(node.then, emitter),
      () => lowerNode(node.else, emitter),
      emitter,
    ),
  list: lowerList,
  map: (node, emitter) => {
    const type = emitter.types.get(node) ?? "json";
    const of = typeof type === "object" && type.kind === "map" ? type.of : "json";
    const entries = node.entries.map(
      ({ key, value }) => [lowerWhole(key, emitter).text, lowerWhole(value, emitter)] as const,
    );
    return builtMap(
      type,
      entries.map(([key, value]) => [key, coerced(value, of, emitter)]),
      emitter,
    );
  },
  struct: (node, emitter) => {
    const type = emitter.types.get(node) ?? "json";
    return builtMap(
      type,
      Object.entries(node.fields).map(([name, field]) => [selString(name), lowerWhole(field, emitter)]),
      emitter,
    );
  },
  index: lowerIndex,
  field: lowerField,
  text: (node, emitter) => {
    const parts = node.parts.map((part) =>
      typeof part === "string" ? selString(part) : textOf(lowerWhole(part, emitter), emitter),
    );
    const isText = parts.length > 1 && /^['"]/.test(parts[0] ?? "");
    return computed(`(${(isText ? parts : ["''", ...parts]).join(" + ")})`, "string");
  },
  let: (node, emitter) => {
    const value = emitter.held(lowerNode(node.value, emitter));
    return emitter.within(node.name, value, () => lowerNode(node.in, emitter));
  },
  fn: () => refuse("a function stands where a value is expected"),
  firstOf: () => refuse("it chooses among steps that may be skipped"),
};

/** The SEL of one node; it may be null where its type says so. */
export function lowerNode(node: Expr, emitter: Emitter): SelValue {
  const value = (lowerers[node.kind] as Lower<Expr["kind"]>)(node as never, emitter);
  if (value.isNull === undefined) return value;
  const type = emitter.types.get(node);
  const mayBeNull = type === "null" || (typeof type === "object" && type.kind === "nullable");
  return mayBeNull ? value : { text: value.text, type: value.type, isSimple: value.isSimple };
}

/** The SEL of a node that is never null. */
export function lowerWhole(node: Expr, emitter: Emitter): SelValue {
  const value = lowerNode(node, emitter);
  return value.isNull === undefined ? value : refuse("a part may be null, which Maestro has no value for");
}

function lowerLiteral(type: Type, value: Json, emitter: Emitter): SelValue {
  if (value === null) return { ...simple(placeholder("int"), "null"), isNull: "true" };
  const base = baseType(withoutNull(type));
  if (typeof base !== "string") return lowerCompound(base, value, emitter);
  if (base === "bool") return simple(String(value), base);
  if (base === "int") return simple(intText(String(value)), base);
  if (base === "float") return simple(floatText(Number(value)), base);
  if (base === "json") return refuse("Maestro holds JSON as text");
  return simple(selString(base === "duration" ? canonicalDuration(value) : String(value)), base);
}

const canonicalDuration = (value: Json): string => String(encodeValue(decodeValue(value, "duration")));

function lowerCompound(type: Exclude<Type, string>, value: Json, emitter: Emitter): SelValue {
  if (type.kind === "list") {
    const items = (value as readonly Json[]).map((item) => lowerLiteral(type.of, item, emitter));
    return builtList(type.of, items, emitter);
  }
  if (type.kind !== "map" && type.kind !== "struct") return refuse("it holds a constant that SEL cannot write");
  const entries = Object.entries(value as Record<string, Json>).map(([name, item]) => {
    const of = type.kind === "map" ? type.of : (type.fields[name] ?? "json");
    return [selString(name), lowerLiteral(of, item, emitter)] as const;
  });
  return builtMap(type, entries, emitter);
}

const MOST_ITEMS = 60;

/** An array of given items; a long one is filled item by item, since SEL's stack is short. */
function builtList(of: Type, items: readonly SelValue[], emitter: Emitter): SelValue {
  const type: Type = { kind: "list", of };
  if (isNothing(of)) return computed("new String[0]", type);
  const word = elementWord(of);
  const values = items.map((item) => coerced(item, of, emitter).text);
  if (values.length === 0) return computed(`new ${word}[0]`, type);
  if (values.length <= MOST_ITEMS) return computed(`new ${word}[]{${values.join(", ")}}`, type);
  const name = emitter.name(`new ${word}[${values.length}]`);
  for (const [index, value] of values.entries()) emitter.emit(`${name}[${index}] = ${value};`);
  return simple(name, type);
}

/** True for the type of the items of an empty list. */
export function isNothing(type: Type): boolean {
  return typeof type === "object" && type.kind === "enum" && type.values.length === 0;
}

/** `put` keeps the variable itself, so that each value is written as one that nothing changes later. */
function builtMap(type: Type, entries: readonly (readonly [string, SelValue])[], emitter: Emitter): SelValue {
  const name = emitter.name("new HashMap()");
  for (const [key, value] of entries) emitter.emit(`${name}.put(${key}, ${detached(value)});`);
  return simple(name, type);
}

/** A value in a box of its own. */
export function detached(value: SelValue): string {
  const base = baseType(value.type);
  if (base === "int") return `${value.text} + 0`;
  if (base === "float") return `${value.text} * 1.0`;
  if (base === "bool") return `(${value.text} ? true : false)`;
  return typeof base === "string" ? `${value.text} + ""` : value.text;
}

function lowerList(node: Extract<Expr, { kind: "list" }>, emitter: Emitter): SelValue {
  const type = emitter.types.get(node);
  const of = typeof type === "object" && type.kind === "list" ? type.of : "json";
  return builtList(
    of,
    node.items.map((item) => lowerWhole(item, emitter)),
    emitter,
  );
}

function lowerVariable(node: Extract<Expr, { kind: "var" }>, emitter: Emitter): SelValue {
  for (let binding = emitter.bindings; binding !== undefined; binding = binding.parent) {
    if (binding.name === node.name) return binding.value;
  }
  return refuse(`nothing here is named ${node.name}`);
}

function lowerIndex(node: Extract<Expr, { kind: "index" }>, emitter: Emitter): SelValue {
  const of = lowerWhole(node.of, emitter);
  const index = lowerWhole(node.index, emitter);
  const base = baseType(of.type);
  if (base === "string") {
    const [text, at] = [emitter.held(of).text, emitter.held(index).text];
    return computed(`${text}.substring(${at}, ${at} + 1)`, "string");
  }
  if (typeof base === "object" && base.kind === "list") return computed(`${receiver(of)}[${index.text}]`, base.of);
  if (typeof base === "object" && base.kind === "map") return entryOf(of, index, base.of, emitter);
  return refuse("Maestro holds JSON as text");
}

/** A key that may be missing, which is no value. */
function mayLack(of: SelValue, name: string, type: Type, emitter: Emitter): SelValue {
  const held = emitter.held(of).text;
  const key = selString(name);
  return { ...read(`${held}.get(${key})`, type), isNull: `(!${held}.containsKey(${key}))` };
}

/** The value of a key that must be there: without the test, SEL would go on with null. */
function entryOf(map: SelValue, key: SelValue, type: Type, emitter: Emitter): SelValue {
  const [held, name] = [emitter.held(map).text, emitter.held(key).text];
  emitter.emit(`if (!${held}.containsKey(${name})) { throw 'the map has no key ' + ${name}; }`);
  return read(`${held}.get(${name})`, type);
}

/** A value read from a map, where Maestro may hold a float without fraction as a whole number. */
function read(text: string, type: Type): SelValue {
  return baseType(type) === "float" ? computed(`(${text} * 1.0)`, type) : computed(text, type);
}

/** A value's text before `.` or `[`. */
export function receiver(value: SelValue): string {
  return value.isSimple && /^[\w"']/.test(value.text)
    ? value.text
    : value.text.startsWith("(")
      ? value.text
      : `(${value.text})`;
}

function lowerField(node: Extract<Expr, { kind: "field" }>, emitter: Emitter): SelValue {
  const of = lowerWhole(node.of, emitter);
  const base = baseType(of.type);
  if (typeof base === "object" && base.kind === "map") return mayLack(of, node.name, base.of, emitter);
  if (typeof base === "object" && base.kind === "struct" && Object.hasOwn(base.fields, node.name)) {
    const type = base.fields[node.name] as Type;
    if (!base.optional?.includes(node.name))
      return notNull(read(`${receiver(of)}.get(${selString(node.name)})`, type), type);
    return mayLack(of, node.name, withoutNull(type), emitter);
  }
  return lowerCall.property(of, node.name, emitter);
}

function notNull(value: SelValue, type: Type): SelValue {
  return withoutNull(type) === type ? value : refuse("a struct with null in it is JSON text in Maestro");
}

/** One of two values, of which only the one that is needed is computed. */
export function chosen(
  node: Expr,
  condition: SelValue,
  then: () => SelValue,
  otherwise: () => SelValue,
  emitter: Emitter,
): SelValue {
  const type = withoutNull(emitter.types.get(node) ?? refuse("the type of a choice is not known"));
  const fit = (value: SelValue): SelValue =>
    value.type === "null" ? { ...value, type } : coerced(value, type, emitter);
  const [yes, no] = [emitter.block(() => fit(then())), emitter.block(() => fit(otherwise()))];
  const hasNull = yes.result.isNull !== undefined || no.result.isNull !== undefined;
  const cond = hasNull ? emitter.held(condition).text : condition.text;
  const isNull = hasNull ? { isNull: nullOf(cond, yes.result, no.result) } : {};
  if (yes.lines.length + no.lines.length === 0)
    return { ...computed(pick(cond, yes.result, no.result), type), ...isNull };
  const name = emitter.fresh();
  const lines = (side: typeof yes): string[] => [
    ...side.lines,
    `${name} = ${side.result.isNull === "true" ? placeholder(type) : side.result.text};`,
  ];
  if (!hasNull) {
    emitter.choose(cond, lines(yes), lines(no));
    return simple(name, type);
  }
  const flag = emitter.fresh();
  const held = (side: typeof yes): string[] => [
    ...side.lines,
    `${flag} = ${side.result.isNull ?? "false"};`,
    `${name} = (${flag} ? ${placeholder(type)} : ${side.result.text});`,
  ];
  emitter.choose(cond, held(yes), held(no));
  return { ...simple(name, type), isNull: flag };
}

function nullOf(cond: string, yes: SelValue, no: SelValue): string {
  if (yes.isNull === "true" && no.isNull === undefined) return cond;
  if (no.isNull === "true" && yes.isNull === undefined) return `(!${cond})`;
  return `(${cond} ? ${yes.isNull ?? "false"} : ${no.isNull ?? "false"})`;
}

function pick(cond: string, yes: SelValue, no: SelValue): string {
  if (yes.isNull === "true") return no.text;
  return no.isNull === "true" ? yes.text : `(${cond} ? ${yes.text} : ${no.text})`;
}
