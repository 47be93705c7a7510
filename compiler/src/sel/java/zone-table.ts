import { ZONE_ALIASES, ZONE_LINES, ZONE_NAMES } from "./generated/zone-data.js";
import { LONG_MIN, type Long } from "./long.js";
import type { Recurrence, TailRules, Zone, ZoneRules } from "./zone.js";

interface ZoneIndex {
  readonly lines: ReadonlyMap<string, string>;
  readonly aliases: ReadonlyMap<string, string>;
  readonly names: readonly string[];
  readonly zones: Map<string, Zone>;
}

let index: ZoneIndex | undefined;

const pairs = (text: string, mark: string): Map<string, string> =>
  new Map(
    text.split("\n").map((line) => {
      const at = line.indexOf(mark);
      return [line.slice(0, at), line.slice(at + 1)];
    }),
  );

function zoneIndex(): ZoneIndex {
  index ??= {
    lines: pairs(ZONE_LINES, "|"),
    aliases: pairs(ZONE_ALIASES, "="),
    names: ZONE_NAMES.split("\n"),
    zones: new Map(),
  };
  return index;
}

const seconds = (text: string): number => Number.parseInt(text, 36) * 1000;

function readRecurrence(text: string): Recurrence {
  const [mode, month, dayOfMonth, weekday, advance, time = "", save = ""] = text.split(" ");
  return {
    mode: mode === "w" || mode === "s" ? mode : "u",
    month: Number(month),
    dayOfMonth: Number(dayOfMonth),
    dayOfWeek: Number(weekday),
    advance: advance === "1",
    time: seconds(time),
    save: seconds(save),
  };
}

function readTail(text: string): TailRules | undefined {
  if (text === "") return undefined;
  const [standard = "", start = "", end = ""] = text.split(",");
  return { standard: seconds(standard), start: readRecurrence(start), end: readRecurrence(end) };
}

function readTransitions(text: string): Long[] {
  const transitions: Long[] = [LONG_MIN];
  let at = 0;
  for (const delta of text === "" ? [] : text.split(" ")) {
    at += seconds(delta);
    transitions.push(delta.endsWith("'") ? at - 1 : at);
  }
  return transitions;
}

function readRules(offsetText: string, indexText: string, deltaText: string, tailText: string): ZoneRules {
  const offsets = offsetText.split(" ");
  const chosen = [...indexText].map((digit) => offsets[Number.parseInt(digit, 36)] ?? "0");
  return {
    transitions: readTransitions(deltaText),
    offsets: chosen.map(seconds),
    standard: chosen.map((offset) => !offset.endsWith("*")),
    tail: readTail(tailText),
  };
}

function readZone(id: string, line: string, { names }: ZoneIndex): Zone {
  const [name = "", offsets = "", indices, deltas = "", tail = ""] = line.split("|");
  const named = name === "" ? undefined : names[Number.parseInt(name, 36)]?.split("/");
  if (offsets.startsWith("=")) return { ...namedZone(offsets.slice(1)), id, names: named };
  const fixed = indices === undefined;
  return {
    id,
    offset: fixed ? seconds(offsets) : 0,
    rules: fixed ? undefined : readRules(offsets, indices, deltas, tail),
    names: named,
    unnamed: false,
  };
}

function namedZone(id: string): Zone {
  const zone = findZone(id);
  if (zone === undefined) throw new TypeError(`zone data refers to ${id}, which it does not hold`);
  return zone;
}

/** The zone of an id of the IANA database, under its canonical id. */
export function findZone(id: string): Zone | undefined {
  const table = zoneIndex();
  const canonical = table.aliases.get(id) ?? id;
  const known = table.zones.get(canonical);
  if (known !== undefined) return known;
  const line = table.lines.get(canonical);
  if (line === undefined) return undefined;
  const zone = readZone(canonical, line, table);
  table.zones.set(canonical, zone);
  return zone;
}

/** Every id that `findZone` knows. */
function zoneIds(): string[] {
  const { lines, aliases } = zoneIndex();
  return [...lines.keys(), ...aliases.keys()];
}

function groupByArea(ids: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const id of ids) {
    const area = id.slice(0, id.indexOf("/") + 1);
    const group = groups.get(area);
    if (group === undefined) groups.set(area, [id]);
    else group.push(id);
  }
  return groups;
}

let areas: ReadonlyMap<string, readonly string[]> | undefined;

/** The ids of an area like `Europe/`, or of none, longest first. */
export function zoneIdsOf(area: string): readonly string[] {
  areas ??= groupByArea(zoneIds().sort((left, right) => right.length - left.length));
  return areas.get(area) ?? [];
}
