import { constantOf } from "./fold-operator.js";
import { type Box, expose, joinBoxes, type MapStore, ofType, present, shared } from "./heap.js";
import type { Machine } from "./machine.js";
import { MAP_VALUES } from "./machine.js";
import { ANY_TYPE, setOf } from "./type-set.js";

const TRACKED_ENTRIES = 200;

type Entries = ReadonlyMap<string, Box>;
type MapCall = (machine: Machine, store: MapStore | undefined, args: readonly Box[]) => Box;

const entriesOf = (store: MapStore | undefined): Entries | undefined => store?.cell.content;

function keyOf(args: readonly Box[]): string | undefined {
  const known = args[0] === undefined ? undefined : constantOf(args[0].content);
  return known?.type === "STRING" && typeof known.constant === "string" ? known.constant : undefined;
}

/** The value under a key that is not known, or of a map whose entries are not known. */
function anyEntry(store: MapStore | undefined): Box {
  const entries = entriesOf(store);
  for (const box of entries?.values() ?? []) expose(box);
  return shared(store === undefined ? MAP_VALUES : ANY_TYPE);
}

const get: MapCall = (_machine, store, args) => {
  const entries = entriesOf(store);
  const key = keyOf(args);
  if (entries === undefined || key === undefined) return anyEntry(store);
  return entries.get(key) ?? ofType("NULL", null);
};

const getOrDefault: MapCall = (machine, store, args) => {
  const fallback = args[1] as Box;
  const entries = entriesOf(store);
  const key = keyOf(args);
  if (entries === undefined || key === undefined) {
    const entry = anyEntry(store);
    return joinBoxes(entry, fallback);
  }
  return entries.has(key) ? get(machine, store, args) : fallback;
};

const containsKey: MapCall = (_machine, store, args) => {
  const entries = entriesOf(store);
  const key = keyOf(args);
  return entries === undefined || key === undefined ? present(setOf("BOOLEAN")) : ofType("BOOLEAN", entries.has(key));
};

const put: MapCall = (machine, store, args) => {
  const old = get(machine, store, args);
  const entries = entriesOf(store);
  const key = keyOf(args);
  const value = args[1] as Box;
  if (store === undefined || entries === undefined || key === undefined || entries.size >= TRACKED_ENTRIES) {
    expose(value);
    if (store !== undefined) machine.heap.setEntries(store, undefined);
    return old;
  }
  machine.heap.setEntries(store, new Map(entries).set(key, value));
  return old;
};

const size: MapCall = (_machine, store) => {
  const entries = entriesOf(store);
  return entries === undefined ? present(setOf("LONG")) : ofType("LONG", entries.size);
};

const CALLS: Readonly<Record<string, MapCall>> = { get, getOrDefault, containsKey, put, size };

/** Runs a method of a map on what is known of its entries. */
export function callMap(machine: Machine, name: string, receiver: Box, args: readonly Box[]): Box {
  const { constant } = receiver.content;
  if (constant === null) return name === "size" ? ofType("LONG", 0) : ofType("BOOLEAN", false);
  const store = typeof constant === "object" && constant.kind === "map" ? constant : undefined;
  return (CALLS[name] as MapCall)(machine, store, args);
}
