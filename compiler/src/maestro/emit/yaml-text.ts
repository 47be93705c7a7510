import { Document, type Node, Pair, Scalar, type ScalarTag, YAMLMap, YAMLSeq } from "yaml";

/** A number that is written with exactly this text. */
export class WrittenNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A value with a comment on the line before it. */
export class Noted {
  readonly value: unknown;
  readonly note: string;

  constructor(value: unknown, note: string) {
    this.value = value;
    this.note = note;
  }
}

/** A value with a comment, where there is one to make. */
export function noted(value: unknown, note: string | undefined): unknown {
  return note === undefined ? value : new Noted(value, note);
}

const numberTag: ScalarTag = {
  identify: (value) => value instanceof WrittenNumber,
  tag: "tag:yaml.org,2002:float",
  default: true,
  resolve: (text) => text,
  stringify: ({ value }) => (value as WrittenNumber).text,
};

/**
 * Plain values as YAML that readers of either version take for the same values: texts of several lines as blocks, other
 * texts in quotes where a reader could take them for something else, no anchors, no folded lines.
 */
export function yamlText(value: unknown, head?: string): string {
  const document = new Document(null, {
    version: "1.1",
    compat: "core",
    aliasDuplicateObjects: false,
    customTags: (tags) => [...tags.filter((tag) => !isMerge(tag)), numberTag],
  });
  document.contents = toNode(value) as typeof document.contents;
  const comment = head === undefined ? "" : `${head.replace(/^/gm, "# ")}\n`;
  return comment + escaped(document.toString({ lineWidth: 0 }));
}

function toNode(value: unknown): Node {
  if (value instanceof Noted) return toNode(value.value);
  if (Array.isArray(value)) {
    const list = new YAMLSeq();
    list.items = value.map((item) => withNote(toNode(item), item));
    return list;
  }
  if (typeof value !== "object" || value === null || value instanceof WrittenNumber) return toScalar(value);
  const map = new YAMLMap();
  map.items = Object.entries(value).map(([key, item]) => new Pair(withNote(toKey(key), item), toNode(item)));
  return map;
}

function withNote<TNode extends Node>(node: TNode, value: unknown): TNode {
  if (value instanceof Noted) node.commentBefore = ` ${value.note}`;
  return node;
}

function toKey(key: string): Scalar {
  const node = toScalar(key);
  // Readers of version 1.1 take it for a merge.
  if (key === "<<") node.type = Scalar.QUOTE_DOUBLE;
  return node;
}

function isMerge(tag: string | { readonly tag: string }): boolean {
  return typeof tag === "string" ? tag === "merge" : tag.tag === "tag:yaml.org,2002:merge";
}

/** Line ends of YAML 1.1, and what it does not let stand as it is. */
const UNSAFE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

function toScalar(value: unknown): Scalar {
  const node = new Scalar(value);
  if (typeof value === "string" && (value.search(UNSAFE) >= 0 || value.trim() === "")) node.type = Scalar.QUOTE_DOUBLE;
  return node;
}

/** Only texts in double quotes hold such characters. */
function escaped(text: string): string {
  return text.replace(UNSAFE, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
