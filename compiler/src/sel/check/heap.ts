import type { SelType } from "../types.js";
import { bitOf, setOf, type TypeSet } from "./type-set.js";

/** What is known of an array: its length, and its elements while they are few. */
export interface ArrayStore {
  readonly kind: "array";
  readonly length: number | undefined;
  readonly elements: readonly Box[] | undefined;
}

/** What is known of a map: its entries, or nothing. */
export interface MapStore {
  readonly kind: "map";
  readonly cell: Cell<ReadonlyMap<string, Box> | undefined>;
}

/** A value of a date type (or another opaque one) that is known exactly. */
export interface OpaqueValue {
  readonly kind: "opaque";
  readonly value: unknown;
}

/** A known value; null is Java's null inside a typed value. */
export type Constant = number | bigint | string | boolean | null | ArrayStore | MapStore | OpaqueValue;

/** What a box may hold: its possible types and, where known, the value itself. */
export interface Content {
  readonly types: TypeSet;
  /** Absent when unknown. */
  readonly constant?: Constant;
  /** Known not to be null though the value itself is unknown. */
  readonly notNull?: boolean;
  /** Unknown values with the same symbol are equal: a param read twice, or a copy of it. */
  readonly symbol?: unknown;
}

/** Something a program changes; changes on one path are undone before the other path runs. */
export interface Cell<T> {
  readonly kind: "box" | "binding" | "entries";
  content: T;
}

/** A mutable value: names, elements, map entries and literals are such boxes, and may share them. */
export interface Box extends Cell<Content> {
  readonly kind: "box";
  /** Something unseen may change it, so nothing but its types is ever known again. */
  volatile: boolean;
}

/** The box a name stands for; undefined while the name is unknown. */
export interface Binding extends Cell<Box | undefined> {
  readonly kind: "binding";
}

type AnyCell = Cell<unknown>;

/** A value of some types, with what is known of it. */
export function typed(types: TypeSet, constant?: Constant): Box {
  const content = constant === undefined ? { types } : { types, constant };
  return { kind: "box", content, volatile: false };
}

/** A value of one type, with what is known of it. */
export const ofType = (type: SelType, constant?: Constant): Box => typed(bitOf(type), constant);

/** A value of a type of which only that is known that it is not null. */
export function present(types: TypeSet): Box {
  return { kind: "box", content: { types, notNull: true }, volatile: false };
}

/** A value that may be shared with something unseen. */
export function shared(types: TypeSet): Box {
  return { kind: "box", content: { types }, volatile: true };
}

/** An array of which nothing is known; its identity stands for its length. */
export function unknownArray(): ArrayStore {
  return { kind: "array", length: undefined, elements: undefined };
}

const isStore = (constant: Constant | undefined): constant is ArrayStore | MapStore =>
  typeof constant === "object" && constant !== null && constant.kind !== "opaque";

/** The changes of a program's state, with the means to run two paths from the same point. */
export class Heap {
  /** While set, a write keeps the old content possible: used where the order of writes is unknown. */
  weak = false;
  /** Set whenever a weak write changed anything. */
  changed = false;
  private trail: Map<AnyCell, unknown> | undefined;

  write(box: Box, content: Content): void {
    this.put(box, box.volatile ? { types: content.types } : content, joinContents);
  }

  bind(binding: Binding, box: Box): void {
    this.put(binding, box, joinBoxes);
  }

  setEntries(store: MapStore, entries: ReadonlyMap<string, Box> | undefined): void {
    if (entries === undefined) this.forget(store);
    else this.put(store.cell, entries, (left, right) => (left === right ? left : this.lost(store, left, right)));
  }

  /** Runs both paths from the present state and leaves the state either may have left. */
  fork(first: () => boolean, second: () => boolean): void {
    const outer = this.trail;
    const firstTrail = this.record(first);
    const after = new Map<AnyCell, unknown>();
    for (const [cell, base] of firstTrail.trail) {
      after.set(cell, cell.content);
      restore(cell, base);
    }
    const secondTrail = this.record(second);
    this.trail = outer;
    if (firstTrail.trail.size === 0 && secondTrail.trail.size === 0) return;
    for (const [cell, base] of [...firstTrail.trail, ...secondTrail.trail])
      if (outer?.has(cell) === false) outer.set(cell, base);
    if (!firstTrail.lives) return;
    for (const [cell, content] of after) {
      cell.content = secondTrail.lives ? joinCell(cell, content, cell.content) : stripped(cell, content);
    }
    this.mergeSecond(secondTrail, after);
  }

  private mergeSecond(second: { lives: boolean; trail: Map<AnyCell, unknown> }, after: Map<AnyCell, unknown>): void {
    for (const [cell, base] of second.trail) {
      if (after.has(cell)) continue;
      cell.content = second.lives ? joinCell(cell, base, cell.content) : stripped(cell, base);
    }
  }

  private record(run: () => boolean): { lives: boolean; trail: Map<AnyCell, unknown> } {
    const trail = new Map<AnyCell, unknown>();
    this.trail = trail;
    const lives = run();
    return { lives, trail };
  }

  private put<T>(cell: Cell<T>, content: T, join: (left: NonNullable<T>, right: NonNullable<T>) => T): void {
    const old = cell.content;
    if (this.trail?.has(cell) === false) this.trail.set(cell, old);
    if (!this.weak) {
      cell.content = content;
      return;
    }
    const joined = joinOptional(cell, old, content, join);
    if (!sameContent(old, joined)) this.changed = true;
    cell.content = joined;
  }

  private forget(store: MapStore): void {
    const entries = store.cell.content;
    if (entries === undefined) return;
    if (this.trail?.has(store.cell) === false) this.trail.set(store.cell, undefined);
    for (const box of entries.values()) expose(box);
    store.cell.content = undefined;
  }

  private lost(store: MapStore, ...both: ReadonlyMap<string, Box>[]): undefined {
    for (const entries of both) for (const box of entries.values()) expose(box);
    store.cell.content = undefined;
    return undefined;
  }
}

const NULL_TYPES = setOf("NULL");

function joinOptional<T>(
  cell: Cell<T>,
  old: T,
  content: T,
  join: (left: NonNullable<T>, right: NonNullable<T>) => T,
): T {
  if (old !== undefined && old !== null && content !== undefined && content !== null) return join(old, content);
  if (cell.kind === "entries") return undefined as T;
  // A name that was unknown on the other path reads as null there.
  const box = (old ?? content) as Box;
  return joinBoxes(box, typed(NULL_TYPES, null)) as T;
}

function sameContent(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  const [a, b] = [left as Partial<Content> | undefined, right as Partial<Content> | undefined];
  if (a?.types === undefined || b?.types === undefined) return false;
  return a.types === b.types && a.constant === b.constant && a.notNull === b.notNull && a.symbol === b.symbol;
}

function restore(cell: AnyCell, base: unknown): void {
  cell.content = stripped(cell, base);
}

function stripped(cell: AnyCell, content: unknown): unknown {
  return cell.kind === "box" && (cell as Box).volatile ? { types: (content as Content).types } : content;
}

function joinCell(cell: AnyCell, left: unknown, right: unknown): unknown {
  if (left === right) return stripped(cell, left);
  if (cell.kind === "box") return stripped(cell, joinContents(left as Content, right as Content));
  if (cell.kind === "binding") return joinOptional<unknown>(cell, left, right, (a, b) => joinBoxes(a as Box, b as Box));
  for (const entries of [left, right] as (ReadonlyMap<string, Box> | undefined)[]) {
    for (const box of entries?.values() ?? []) expose(box);
  }
  return undefined;
}

/** The content of a value that is not known. */
export function unknownContent(types: TypeSet, notNull: boolean | undefined, symbol: unknown): Content {
  return {
    types,
    ...(notNull === true ? { notNull } : {}),
    ...(symbol === undefined ? {} : { symbol }),
  };
}

/** What holds of a value that is either. */
function joinContents(left: Content, right: Content): Content {
  const types = left.types | right.types;
  if (left.constant !== undefined && left.constant === right.constant) return { types, constant: left.constant };
  exposeStore(left.constant);
  exposeStore(right.constant);
  const symbol = left.symbol === right.symbol ? left.symbol : undefined;
  return unknownContent(types, isNotNull(left) && isNotNull(right), symbol);
}

/** Whether the value is certainly not Java's null (and not SEL's). */
export function isNotNull(content: Content): boolean {
  if (content.types & NULL_TYPES) return false;
  return content.notNull === true || (content.constant !== undefined && content.constant !== null);
}

/** One box that may be either: both lose what is known of their value, since a write through it may reach them. */
export function joinBoxes(left: Box, right: Box): Box {
  if (left === right) return left;
  const types = left.content.types | right.content.types;
  const notNull = isNotNull(left.content) && isNotNull(right.content);
  expose(left);
  expose(right);
  if (left.volatile && left.content.types === types) return left;
  return notNull ? { ...shared(types), content: { types, notNull } } : shared(types);
}

/** Gives up all knowledge of a box but its types. */
export function expose(box: Box): void {
  if (box.volatile) return;
  box.volatile = true;
  const { constant, types } = box.content;
  exposeStore(constant);
  box.content = { types };
}

function exposeStore(constant: Constant | undefined): void {
  if (!isStore(constant)) return;
  if (constant.kind === "array") {
    for (const element of constant.elements ?? []) expose(element);
    return;
  }
  const entries = constant.cell.content;
  constant.cell.content = undefined;
  for (const box of entries?.values() ?? []) expose(box);
}
