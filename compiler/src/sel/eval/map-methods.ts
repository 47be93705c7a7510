import { notNull, stringBox } from "./argument.js";
import { type Box, type MapBox, NULL, type StringBox } from "./box.js";
import type { Machine } from "./machine.js";
import { at, type Methods, methodMap } from "./method.js";

const unset = "the map";

/** The key, whose hash takes a step for each character. */
function keyOf(machine: Machine, args: readonly Box[]): StringBox {
  const key = stringBox(at(args, 0));
  if (key.value !== null) machine.charge(key.value.length / 4);
  return key;
}

export const MAP_METHODS: Methods<MapBox> = methodMap<MapBox>({
  "size/0": (machine, { value }) => machine.long(value === null ? 0 : value.size),
  "get/1": (machine, { value }, args) => {
    const key = keyOf(machine, args);
    return notNull(value, unset).get(key) ?? NULL;
  },
  "containsKey/1": (machine, { value }, args) => machine.boolean(value?.has(keyOf(machine, args)) ?? false),
  "put/2": (machine, { value }, args) => {
    const key = keyOf(machine, args);
    return notNull(value, unset).put(key, at(args, 1)) ?? NULL;
  },
  "getOrDefault/2": (machine, { value }, args) => {
    const key = keyOf(machine, args);
    return notNull(value, unset).get(key) ?? at(args, 1);
  },
});
