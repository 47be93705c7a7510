import type { StructType, Type } from "../generated/ir.js";
import { baseType, isAssignable, joinTypes, nullable, withoutNull } from "./assignable.js";
import { isNever, isNumeric, isOrdered, isPrintable } from "./type-sets.js";

/** A type of a signature: a plain type, or a pattern with variables. */
export type Pattern =
  | { readonly kind: "type"; readonly type: Type }
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "list" | "map" | "nullable"; readonly of: Pattern }
  | { readonly kind: "struct"; readonly fields: Readonly<Record<string, Pattern>> }
  | { readonly kind: "fn"; readonly params: readonly Pattern[]; readonly result: Pattern };

/** A parameter of a signature. */
export interface SignatureParam {
  readonly name: string;
  readonly pattern: Pattern;
  readonly optional: boolean;
  readonly rest: boolean;
}

/** One way to call a function. */
export interface Signature {
  readonly text: string;
  readonly params: readonly SignatureParam[];
  readonly result: Pattern;
  readonly least: number;
  readonly most: number;
}

/** The types that the variables of a signature stand for in one call. */
export type Bindings = Map<string, Type>;

const scalars = new Set(["string", "int", "float", "bool", "date", "timestamp", "duration", "json", "null"]);
const tokenPattern = /\s*(\.\.\.|[A-Za-z][A-Za-z0-9]*|[<>(){}:,?])/gy;

class Reader {
  readonly tokens: readonly string[];
  at = 0;

  constructor(text: string) {
    this.tokens = [...text.matchAll(tokenPattern)].map((match) => match[1] as string);
  }

  next(): string {
    const token = this.tokens[this.at];
    this.at += 1;
    return token ?? "";
  }

  take(token: string): boolean {
    if (this.tokens[this.at] !== token) return false;
    this.at += 1;
    return true;
  }

  until<T>(end: string, read: () => T): T[] {
    const items: T[] = [];
    while (!this.take(end)) {
      items.push(read());
      this.take(",");
    }
    return items;
  }
}

/** Reads a signature such as `slice(text: string, start: int, end?: int): string`. */
export function parseSignature(text: string): Signature {
  const reader = new Reader(text);
  reader.next();
  reader.take("(");
  const params = reader.until(")", () => readParam(reader));
  reader.take(":");
  const result = readPattern(reader);
  const least = params.filter((param) => !param.optional && !param.rest).length;
  const most = params.at(-1)?.rest ? Number.POSITIVE_INFINITY : params.length;
  return { text, params, result, least, most };
}

function readParam(reader: Reader): SignatureParam {
  const rest = reader.take("...");
  const name = reader.next();
  const optional = reader.take("?");
  reader.take(":");
  return { name, pattern: readPattern(reader), optional, rest };
}

function readPattern(reader: Reader): Pattern {
  const pattern = readSimple(reader);
  return reader.take("?") ? { kind: "nullable", of: pattern } : pattern;
}

function readSimple(reader: Reader): Pattern {
  const word = reader.next();
  if (word === "{") return readStruct(reader);
  if (word === "fn") {
    reader.take("(");
    const params = reader.until(")", () => readPattern(reader));
    reader.take(":");
    return { kind: "fn", params, result: readPattern(reader) };
  }
  if (word === "list" || word === "map") {
    reader.take("<");
    const of = readPattern(reader);
    reader.take(">");
    return { kind: word, of };
  }
  return scalars.has(word) ? { kind: "type", type: word as Type } : { kind: "variable", name: word };
}

function readStruct(reader: Reader): Pattern {
  const fields = reader.until("}", () => {
    const name = reader.next();
    reader.take(":");
    return [name, readPattern(reader)] as const;
  });
  return { kind: "struct", fields: Object.fromEntries(fields) };
}

/** Variables that stand only for some types; all others stand for any. */
const constraints: Readonly<Record<string, (type: Type) => boolean>> = {
  N: isNumeric,
  C: isOrdered,
  P: isPrintable,
};

/** True when the type fits the pattern; binds the variables met on the way. */
export function matchPattern(pattern: Pattern, type: Type, bindings: Bindings): boolean {
  switch (pattern.kind) {
    case "type":
      return pattern.type === "json" ? type === "json" || isNever(type) : isAssignable(type, pattern.type);
    case "variable":
      return bindVariable(pattern.name, type, bindings);
    case "nullable":
      return type === "null" || matchPattern(pattern.of, withoutNull(type), bindings);
    case "list":
    case "map":
      if (isNever(type)) return true;
      return typeof type !== "string" && type.kind === pattern.kind && matchPattern(pattern.of, type.of, bindings);
    case "struct":
      return matchStruct(pattern.fields, type, bindings);
    case "fn":
      return false;
  }
}

function matchStruct(fields: Readonly<Record<string, Pattern>>, type: Type, bindings: Bindings): boolean {
  if (typeof type === "string" || type.kind !== "struct") return isNever(type);
  const names = Object.keys(fields);
  if (names.length !== Object.keys(type.fields).length || type.optional?.length) return false;
  return names.every((name) => {
    const field = type.fields[name];
    return field !== undefined && matchPattern(fields[name] as Pattern, field, bindings);
  });
}

function bindVariable(name: string, type: Type, bindings: Bindings): boolean {
  const constraint = constraints[name];
  if (constraint !== undefined && !constraint(type) && !isNever(type)) return false;
  const given = constraint === undefined || isNever(type) ? type : baseType(type);
  const bound = bindings.get(name);
  const joined = bound === undefined ? given : joinTypes(bound, given);
  if (joined === undefined) return false;
  bindings.set(name, joined);
  return true;
}

/** The type a pattern stands for under bindings; undefined when a variable is not bound. */
export function applyBindings(pattern: Pattern, bindings: Bindings): Type | undefined {
  switch (pattern.kind) {
    case "type":
      return pattern.type;
    case "variable":
      return bindings.get(pattern.name);
    case "list":
    case "map": {
      const of = applyBindings(pattern.of, bindings);
      return of && ({ kind: pattern.kind, of } as Type);
    }
    case "nullable": {
      const of = applyBindings(pattern.of, bindings);
      return of && nullable(of);
    }
    case "struct":
      return applyStruct(pattern.fields, bindings);
    case "fn":
      return undefined;
  }
}

function applyStruct(patterns: Readonly<Record<string, Pattern>>, bindings: Bindings): StructType | undefined {
  const fields: Record<string, Type> = {};
  for (const [name, pattern] of Object.entries(patterns)) {
    const type = applyBindings(pattern, bindings);
    if (type === undefined) return undefined;
    fields[name] = type;
  }
  return { kind: "struct", fields };
}

const variableWords: Readonly<Record<string, string>> = {
  N: "a number",
  C: "a number, text, date or duration",
  P: "a number, text, bool, date or duration",
};

/** A pattern in a person's words. */
export function describePattern(pattern: Pattern): string {
  switch (pattern.kind) {
    case "type":
      return String(pattern.type);
    case "variable":
      return variableWords[pattern.name] ?? "any value";
    case "list":
    case "map":
      return describeItems(pattern.kind, pattern.of);
    case "nullable":
      return `${describePattern(pattern.of)} or null`;
    case "struct":
      return `{ ${Object.keys(pattern.fields).join(", ")} }`;
    case "fn":
      return `a function of ${pattern.params.length} parameter${pattern.params.length === 1 ? "" : "s"}`;
  }
}

const itemWords: Readonly<Record<string, string>> = {
  N: "numbers",
  C: "numbers, texts, dates or durations",
  P: "numbers, texts, bools, dates or durations",
};

function describeItems(kind: "list" | "map", of: Pattern): string {
  if (of.kind === "nullable" && of.of.kind === "variable") return describeItems(kind, of.of);
  if (of.kind !== "variable") return `${kind}<${describePattern(of)}>`;
  const items = itemWords[of.name];
  return items === undefined ? `a ${kind}` : `a ${kind} of ${items}`;
}
