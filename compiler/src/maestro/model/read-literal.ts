import type { MaestroType } from "../definition.js";
import { capital, inside, isNothing, placeOf, type Reading } from "./fields.js";
import { describeNode, type SourceNode } from "./source-node.js";

type Scalar = "STRING" | "LONG" | "DOUBLE" | "BOOLEAN";

const elements: Readonly<Partial<Record<MaestroType, Scalar>>> = {
  STRING_ARRAY: "STRING",
  LONG_ARRAY: "LONG",
  DOUBLE_ARRAY: "DOUBLE",
  BOOLEAN_ARRAY: "BOOLEAN",
};

/** Checks a literal as Maestro parses it for a type. */
export function checkLiteral(value: Reading, type: MaestroType, name: string): void {
  const element = elements[type];
  if (element !== undefined) {
    checkItems(value, type, element, name);
  } else if (type === "STRING_MAP") {
    checkTexts(value, name);
  } else if (type === "MAP") {
    if (value.node.kind !== "object") wrong(value, type, name, "Write an object of params.");
  } else {
    checkScalar(value, type as Scalar, type, name);
  }
}

function checkItems(value: Reading, type: MaestroType, element: Scalar, name: string): void {
  if (value.node.kind !== "array") {
    wrong(value, type, name, "Write a list.");
    return;
  }
  value.node.items.forEach((item, position) => {
    const reading = inside(value, position, item);
    const read = element === "LONG" ? "0" : element === "BOOLEAN" ? "false" : undefined;
    if (read !== undefined && isNothing(reading)) {
      value.reporter.report("nullRead", placeOf(reading), { name, found: describeNode(item), read });
    } else if (item.kind === "null") {
      value.reporter.report("nullItem", placeOf(reading), { name });
    } else {
      checkScalar(reading, element, type, name);
    }
  });
}

function checkTexts(value: Reading, name: string): void {
  if (value.node.kind !== "object") {
    wrong(value, "STRING_MAP", name, "Write an object of texts.");
    return;
  }
  for (const { key, value: item } of value.node.entries) {
    const reading = inside(value, key, item);
    if (item.kind === "null") value.reporter.report("nullItem", placeOf(reading), { name });
    else if (item.kind === "object" || item.kind === "array") wrong(reading, "STRING_MAP", name, "Make it a MAP.");
  }
}

function wrong(value: Reading, type: MaestroType, name: string, advice = ""): void {
  const details = { name, type: articleOf(type), found: describeNode(value.node), advice };
  value.reporter.report("badLiteral", placeOf(value), details);
}

function articleOf(type: string): string {
  return `a ${type}`;
}

function checkScalar(value: Reading, scalar: Scalar, type: MaestroType, name: string): void {
  const verdict = verdicts[scalar](value.node);
  if (verdict === "wrong") {
    wrong(value, type, name);
  } else if (verdict !== "fine") {
    const fix = {
      description: `Write ${verdict.cut}`,
      edits: [{ start: value.node.start, end: value.node.end, text: verdict.cut }],
    };
    const details = { name, type: capital(type), found: describeNode(value.node), cut: verdict.cut };
    value.reporter.report("literalCut", placeOf(value), details, fix);
  }
}

type Verdict = "fine" | "wrong" | { readonly cut: string };

const verdicts: Readonly<Record<Scalar, (node: SourceNode) => Verdict>> = {
  STRING: (node) => (node.kind === "object" || node.kind === "array" ? "wrong" : "fine"),
  LONG: longVerdict,
  DOUBLE: (node) => {
    if (node.kind === "number") return Number.isFinite(Number(node.text)) ? "fine" : "wrong";
    return node.kind === "text" && /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(node.value) ? "fine" : "wrong";
  },
  BOOLEAN: (node) => {
    if (node.kind === "boolean") return "fine";
    if (node.kind === "number") return /^-?\d+$/.test(node.text) ? "fine" : "wrong";
    return node.kind === "text" && /^(true|True|TRUE|false|False|FALSE)$/.test(node.value) ? "fine" : "wrong";
  },
};

const LEAST = -(2n ** 63n);
const MOST = 2n ** 63n - 1n;

function longVerdict(node: SourceNode): Verdict {
  const text = node.kind === "number" ? node.text : node.kind === "text" ? node.value.trim() : "";
  if (/^[+-]?\d+$/.test(text)) {
    const value = BigInt(text.replace("+", ""));
    return value >= LEAST && value <= MOST ? "fine" : "wrong";
  }
  if (node.kind !== "number") return "wrong";
  const value = Number(text);
  if (!Number.isFinite(value) || Math.abs(value) >= 2 ** 63) return "wrong";
  return Number.isInteger(value) ? "fine" : { cut: String(Math.trunc(value)) };
}
