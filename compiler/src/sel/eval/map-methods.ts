import { notNull, stringBox } from "./argument.js";
import { type MapBox, NULL } from "./box.js";
import { at, type Method, methodMap } from "./method.js";

const unset = "the map";

export const MAP_METHODS: ReadonlyMap<string, Method<MapBox>> = methodMap<MapBox>({
  "size/0": (machine, { value }) => machine.long(value === null ? 0 : value.size),
  "get/1": (_machine, { value }, args) => {
    const key = stringBox(at(args, 0));
    return notNull(value, unset).get(key) ?? NULL;
  },
  "containsKey/1": (machine, { value }, args) => machine.boolean(value?.has(stringBox(at(args, 0))) ?? false),
  "put/2": (_machine, { value }, args) => {
    const key = stringBox(at(args, 0));
    return notNull(value, unset).put(key, at(args, 1)) ?? NULL;
  },
  "getOrDefault/2": (_machine, { value }, args) => {
    const key = stringBox(at(args, 0));
    return notNull(value, unset).get(key) ?? at(args, 1);
  },
});
