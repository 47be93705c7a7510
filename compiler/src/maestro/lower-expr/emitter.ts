import type { Expr, Type } from "@stave/ir-schema";
import type { SelScope } from "./index.js";
import { placeholder, type SelValue, simple } from "./value.js";

/** A name bound by `let` or a function. */
export interface SelBinding {
  readonly name: string;
  readonly value: SelValue;
  readonly parent: SelBinding | undefined;
}

const MAX_STATEMENTS = 2000;

/** The statements written so far, and the types of all nodes. */
export class Emitter {
  readonly scope: SelScope;
  readonly types: ReadonlyMap<Expr, Type | undefined>;
  bindings: SelBinding | undefined;
  lines: string[] = [];
  private count = 0;
  private readonly prefix: string;

  constructor(scope: SelScope, types: ReadonlyMap<Expr, Type | undefined>, taken: string) {
    this.scope = scope;
    this.types = types;
    let prefix = "v";
    while (taken.includes(prefix)) prefix += "_";
    this.prefix = prefix;
  }

  fresh(): string {
    this.count += 1;
    return `${this.prefix}${this.count}`;
  }

  emit(line: string): void {
    if (this.count > MAX_STATEMENTS) throw new RangeError("too many statements");
    this.lines.push(line);
  }

  /** The statements that `write` writes, apart from the others. */
  block<T>(write: () => T): { readonly lines: readonly string[]; readonly result: T } {
    const outer = this.lines;
    this.lines = [];
    const result = write();
    const { lines } = this;
    this.lines = outer;
    return { lines, result };
  }

  /** A name that holds a text's value. */
  name(text: string): string {
    const name = this.fresh();
    this.emit(`${name} = ${text};`);
    return name;
  }

  /** The value under a name, so that it may be written twice. */
  held(value: SelValue): SelValue {
    if (value.isNull === undefined) return value.isSimple ? value : simple(this.name(value.text), value.type);
    const isNull = /^\w+$/.test(value.isNull) ? value.isNull : this.name(value.isNull);
    if (value.isSimple) return { ...value, isNull };
    const text =
      isNull === "true" ? placeholder(value.type) : `(${isNull} ? ${placeholder(value.type)} : ${value.text})`;
    return { text: this.name(text), type: value.type, isSimple: true, isNull };
  }

  /** Runs `write` with a name bound. */
  within<T>(name: string, value: SelValue, write: () => T): T {
    const outer = this.bindings;
    this.bindings = { name, value, parent: outer };
    const result = write();
    this.bindings = outer;
    return result;
  }

  /** `for` over the positions before a length. */
  loop(length: string, body: (position: string) => void): void {
    const position = this.fresh();
    const { lines } = this.block(() => body(position));
    this.emit(`for (${position} = 0; ${position} < ${length}; ${position} += 1) { ${lines.join(" ")} }`);
  }

  /** `if`, with the statements of both branches. */
  choose(cond: string, then: readonly string[], otherwise: readonly string[]): void {
    const rest = otherwise.length === 0 ? "" : ` else { ${otherwise.join(" ")} }`;
    this.emit(`if (${cond}) { ${then.join(" ")} }${rest}`);
  }
}
