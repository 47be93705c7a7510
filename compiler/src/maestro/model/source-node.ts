import type { DefinitionFix } from "../findings/finding.js";

/** A value of a JSON or YAML file with the place it stands at; offsets are UTF-16 units. */
export type SourceNode = SourceObject | SourceArray | SourceText | SourceNumber | SourceBoolean | SourceNull;

interface Placed {
  readonly start: number;
  readonly end: number;
}

/** One key of an object with its value. */
export interface SourceEntry {
  readonly key: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly value: SourceNode;
}

/** An object; a repeated key is listed each time. */
export interface SourceObject extends Placed {
  readonly kind: "object";
  readonly entries: readonly SourceEntry[];
}

export interface SourceArray extends Placed {
  readonly kind: "array";
  readonly items: readonly SourceNode[];
}

export interface SourceText extends Placed {
  readonly kind: "text";
  readonly value: string;
  /** Whether it is the name of an anchor, which an older reader of YAML takes for the text. */
  readonly isAlias?: true;
  /** The offset in the file of each unit of the value, and of its end; absent where that is not known. */
  readonly offsets?: readonly number[];
}

export interface SourceNumber extends Placed {
  readonly kind: "number";
  /** As written. */
  readonly text: string;
  /** What was written, where only YAML 1.1 makes this value of it. */
  readonly written?: string;
}

export interface SourceBoolean extends Placed {
  readonly kind: "boolean";
  readonly value: boolean;
  /** What was written, where only YAML 1.1 makes this value of it. */
  readonly written?: string;
}

export interface SourceNull extends Placed {
  readonly kind: "null";
}

/** Why a file could not be read. */
export interface SourceProblem extends Placed {
  readonly message: string;
  readonly fix?: DefinitionFix;
}

/** A file's content as trees, one a document, or the problems that kept it from being that. */
export interface SourceTree {
  readonly roots: readonly SourceNode[];
  readonly problems: readonly SourceProblem[];
}

const words: Readonly<Record<SourceNode["kind"], string>> = {
  object: "an object",
  array: "a list",
  text: "a text",
  number: "a number",
  boolean: "true or false",
  null: "null",
};

/** What a node is, in a person's words: `the text "x"`, `a list`. */
export function describeNode(node: SourceNode): string {
  if (node.kind === "text" && node.value.length <= 40) return `the text ${JSON.stringify(node.value)}`;
  if (node.kind === "number") return `the number ${node.text}`;
  return node.kind === "boolean" ? String(node.value) : words[node.kind];
}

/** The plain JSON value of a node; numbers beyond the exact range stay text. */
export function plainValue(node: SourceNode): unknown {
  switch (node.kind) {
    case "object":
      return Object.fromEntries(node.entries.map(({ key, value }) => [key, plainValue(value)]));
    case "array":
      return node.items.map(plainValue);
    case "text":
    case "boolean":
      return node.value;
    case "number":
      return plainNumber(node.text);
    case "null":
      return null;
  }
}

function plainNumber(text: string): unknown {
  const value = Number(text);
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? text : value;
}

/** The value of the last entry with a key, which is the one Maestro takes. */
export function entryOf(object: SourceObject, key: string): SourceEntry | undefined {
  return object.entries.findLast((entry) => entry.key === key);
}
