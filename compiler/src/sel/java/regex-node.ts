/** Whether a code point belongs to a set. */
export type CharTest = (codePoint: number) => boolean;

/** How a repetition prefers: as much as possible, as little, or as much without giving back. */
export type RepeatMode = "greedy" | "lazy" | "possessive";

/** Where in the text a position is; `last` is the end of the previous match. */
export interface Place {
  readonly text: string;
  readonly at: number;
  readonly last: number;
}

/** A parsed pattern. */
export type RegexNode =
  | { readonly kind: "char"; readonly test: CharTest }
  | { readonly kind: "sequence"; readonly items: readonly RegexNode[] }
  | { readonly kind: "choice"; readonly items: readonly RegexNode[] }
  | { readonly kind: "group"; readonly number: number; readonly body: RegexNode }
  | {
      readonly kind: "repeat";
      readonly body: RegexNode;
      readonly min: number;
      readonly max: number;
      readonly mode: RepeatMode;
    }
  | { readonly kind: "assert"; readonly holds: (place: Place) => boolean }
  | { readonly kind: "backreference"; readonly group: number; readonly same: (left: number, right: number) => boolean }
  | { readonly kind: "look"; readonly ahead: boolean; readonly negated: boolean; readonly body: RegexNode }
  | { readonly kind: "atomic"; readonly body: RegexNode };

export interface Regex {
  readonly root: RegexNode;
  readonly groupCount: number;
  readonly names: ReadonlyMap<string, number>;
}

/** How many UTF-16 units a node takes; `max` is infinite when nothing bounds it. */
export interface Width {
  readonly min: number;
  readonly max: number;
}

const NONE: Width = { min: 0, max: 0 };

const times = (count: number, width: number): number => (count === 0 || width === 0 ? 0 : count * width);

export function widthOf(node: RegexNode): Width {
  switch (node.kind) {
    case "char":
      return { min: 1, max: 1 };
    case "sequence":
      return node.items
        .map(widthOf)
        .reduce((sum, width) => ({ min: sum.min + width.min, max: sum.max + width.max }), NONE);
    case "choice": {
      const widths = node.items.map(widthOf);
      return { min: Math.min(...widths.map(({ min }) => min)), max: Math.max(...widths.map(({ max }) => max)) };
    }
    case "group":
    case "atomic":
      return widthOf(node.body);
    case "repeat": {
      const { min, max } = widthOf(node.body);
      return { min: times(node.min, min), max: node.max === Infinity ? Infinity : times(node.max, max) };
    }
    case "backreference":
      return { min: 0, max: Infinity };
    case "assert":
    case "look":
      return NONE;
  }
}
