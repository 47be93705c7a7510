import { isNoClass } from "../class-names.js";
import { Failure } from "../java/failure.js";
import type { Long } from "../java/long.js";
import { ownEntry } from "../own-entry.js";
import type { SelSpan } from "../syntax/ast.js";
import { CLASS_OBJECT_TYPES, type SelType } from "../types.js";
import { type BooleanBox, type Box, type DoubleBox, emptyBox, type LongBox, NULL, type StringBox } from "./box.js";
import { DEFAULT_LIMITS, type SelLimits, TEXT_LIMIT } from "./limits.js";
import { Symbols } from "./symbols.js";
import type { SelExtension, TypedValue } from "./typed-value.js";

/** What an evaluation can see and use. */
export interface SelContext {
  /** The params visible by name. */
  readonly vars: Readonly<Record<string, TypedValue>>;
  /** The data behind the functions of `params`; without it they do not exist. */
  readonly ext?: SelExtension;
  readonly limits?: Partial<SelLimits>;
  /** Milliseconds since 1970, for `new DateTime()` and the like. */
  readonly now?: () => number;
  /** A fraction from 0 to 1, for `Math.random()` and UUIDs. */
  readonly random?: () => number;
}

function staticBox(name: string): Box | undefined {
  if (isNoClass(name) && name !== "params") return undefined;
  const type: SelType | undefined = name === "params" ? "PRESET_PARAMS" : CLASS_OBJECT_TYPES.get(name);
  return type === undefined ? undefined : (emptyBox(type) ?? ({ type, value: null } as Box));
}

/** The state of one evaluation: names, counters, and the place in the text. */
export class Machine {
  readonly context: SelContext;
  readonly limits: SelLimits;
  /** Statement results still on Maestro's operand stack. */
  top = 0;
  visits = 0;
  memory = 0;
  work = 0;
  /** What is being evaluated, for the span of a failure. */
  at: SelSpan;
  result: Box = NULL;
  /** Inside of a loop literals keep their boxes. */
  inLoop = false;
  private literalBoxes: Map<object, Box> | undefined;
  private readonly symbols: Symbols = new Symbols();
  private readonly read: (value: TypedValue, machine: Machine) => Box;

  constructor(context: SelContext, at: SelSpan, read: (value: TypedValue, machine: Machine) => Box) {
    this.context = context;
    this.limits = context.limits === undefined ? DEFAULT_LIMITS : { ...DEFAULT_LIMITS, ...context.limits };
    this.at = at;
    this.read = read;
  }

  now(): number {
    return (this.context.now ?? Date.now)();
  }

  random(): number {
    return (this.context.random ?? Math.random)();
  }

  /** A variable, a class, a param, or undefined. */
  private find(name: string): Box | undefined {
    const known = this.symbols.get(name);
    if (known !== undefined) return known;
    const box = staticBox(name) ?? this.param(name);
    if (box !== undefined) this.symbols.add(name, box);
    return box;
  }

  get(name: string): Box {
    return this.find(name) ?? NULL;
  }

  set(name: string, box: Box): void {
    this.symbols.set(name, box);
  }

  /** Gives a name that means nothing yet a box of this type. */
  createIfMissing(name: string, type: SelType): void {
    if (this.find(name) === undefined) this.symbols.set(name, this.empty(type));
  }

  /** The boxes of literals inside of loops, made when the first one is needed. */
  get literals(): Map<object, Box> {
    this.literalBoxes ??= new Map();
    return this.literalBoxes;
  }

  /** A fresh copy of a param. */
  param(name: string): Box | undefined {
    const value = ownEntry(this.context.vars, name);
    return value === undefined ? undefined : this.read(value, this);
  }

  hasParam(name: string): boolean {
    return Object.hasOwn(this.context.vars, name);
  }

  visit(count: number): void {
    this.visits += count;
    if (this.visits >= this.limits.visits) this.exceeded("syntax nodes visited", this.limits.visits);
  }

  /** Counts one value and the characters of its text. */
  count(characters: number): void {
    this.memory += 32 + 2 * characters;
    if (this.memory >= this.limits.memory) this.exceeded("bytes of values", this.limits.memory);
  }

  /** Counts values that are about to be made, before they are. */
  reserve(values: number): void {
    if (this.memory + 32 * values >= this.limits.memory) this.exceeded("bytes of values", this.limits.memory);
  }

  /** Charges for going over a text at the speed of native code. */
  scan(text: string): void {
    this.charge(text.length / 16);
  }

  /** Charges for reading a pattern; long ones cost more, for what is made of them. */
  readPattern(pattern: string): void {
    this.charge(pattern.length * (pattern.length > 1000 ? 64 : 8));
  }

  charge(work: number): void {
    this.work += work;
    if (this.work >= this.limits.work) this.exceeded("steps inside of texts and patterns", this.limits.work);
  }

  slot(depth: number): void {
    if (depth >= this.limits.stack) this.exceeded("operands waiting", this.limits.stack);
  }

  exceeded(what: string, limit: number): never {
    throw new Failure("limit_exceeded", `the expression needs more ${what} than Maestro's limit of ${limit}`);
  }

  empty(type: SelType): Box {
    const box = emptyBox(type);
    if (box === undefined) throw new Failure("type_error", `a variable cannot hold a value of type ${type}`);
    this.count(0);
    return box;
  }

  text(value: string | null): StringBox {
    const length = value === null ? 0 : value.length;
    if (length > TEXT_LIMIT) this.exceeded("characters in one text", TEXT_LIMIT);
    this.count(length);
    return { type: "STRING", value };
  }

  long(value: Long): LongBox {
    this.count(0);
    return { type: "LONG", value };
  }

  double(value: number): DoubleBox {
    this.count(0);
    return { type: "DOUBLE", value };
  }

  boolean(value: boolean): BooleanBox {
    this.count(0);
    return { type: "BOOLEAN", value };
  }
}
