import { findNodeAtLocation, type Node, parseTree } from "jsonc-parser";
import { expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { applyFixes, checkDefinitionFiles, type Finding } from "../../src/maestro/index.js";
import { caseGroups } from "./adversary/all-cases.js";

const cases = Object.values(caseGroups)
  .flat()
  .filter(({ text }) => text.length < 6_000);
const SMALL = 4_000;
const requests = cases.filter(({ path, text }) => path === "case.json" && isPlain(text));

/** Whether the text is what `JSON.stringify` writes, so that it stands for one value. */
function isPlain(text: string): boolean {
  return text.startsWith("{\n") && JSON.stringify(JSON.parse(text), null, 2) === text;
}

function check(path: string, text: string): readonly Finding[] {
  return checkDefinitionFiles([{ path, text }]);
}

function said(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ code, pointer, message }) => `${code} ${pointer} ${message}`).sort();
}

function everySixth<TItem>(items: readonly TItem[]): readonly TItem[] {
  return items.filter((_item, at) => at % 6 === 0);
}

const manners: Readonly<Record<string, (value: unknown) => string>> = {
  "block YAML": (value) => stringify(value, { lineWidth: 0, aliasDuplicateObjects: false }),
  "flow YAML": (value) => stringify(value, { collectionStyle: "flow", lineWidth: 80, aliasDuplicateObjects: false }),
  "YAML with CRLF and a mark": (value) =>
    `\uFEFF# x\r\n${stringify(value, { aliasDuplicateObjects: false }).replaceAll("\n", "\r\n")}`,
};

it.each(Object.entries(manners))("says of %s what it says of JSON", (_title, write) => {
  const differences = everySixth(requests).flatMap(({ title, path, text }) => {
    if (text.length > SMALL) return [];
    const written = write(JSON.parse(text));
    if (JSON.stringify(parse(written)) !== JSON.stringify(JSON.parse(text))) return [];
    const [before, after] = [said(check(path, text)), said(check("case.yaml", written))];
    return JSON.stringify(before) === JSON.stringify(after)
      ? []
      : [`${title}\n  ${before.join("\n  ")}\n  <>\n  ${after.join("\n  ")}`];
  });
  expect(differences, differences.join("\n")).toEqual([]);
});

function offsetOf(text: string, line: number, column: number): number {
  return (
    text
      .split("\n")
      .slice(0, line - 1)
      .reduce((sum, one) => sum + one.length + 1, 0) +
    column -
    1
  );
}

/** The property or item that a pointer names. */
function nodeAt(root: Node, pointer: string): Node | undefined {
  const path = pointer
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
  let node: Node | undefined = root;
  for (const token of path) {
    const key: string | number = node?.type === "array" ? Number(token) : token;
    node = node === undefined ? undefined : findNodeAtLocation(node, [key]);
  }
  return node?.parent?.type === "property" ? node.parent : node;
}

it("places each finding inside of what its pointer names", () => {
  const misplaced = requests.flatMap(({ title, path, text }) => {
    const root = parseTree(text);
    return check(path, text).flatMap((finding) => {
      const node = root === undefined ? undefined : nodeAt(root, finding.pointer);
      const start = offsetOf(text, finding.line, finding.column);
      const end = offsetOf(text, finding.endLine, finding.endColumn);
      const isInside = node !== undefined && start >= node.offset && end <= node.offset + node.length;
      return isInside && end > start
        ? []
        : [`${title}: ${finding.code} ${finding.pointer} ${JSON.stringify(text.slice(start, end))}`];
    });
  });
  expect(misplaced, misplaced.join("\n")).toEqual([]);
});

it("mends what its fixes say, and breeds no other error", () => {
  let count = 0;
  const wrong = cases.flatMap(({ title, path, text }) => {
    const before = check(path, text);
    return before.flatMap((finding) => {
      if (finding.fix === undefined) return [];
      count += 1;
      const after = check(path, applyFixes(text, [finding]));
      const isLeft = after.some((one) => said([one])[0] === said([finding])[0] && one.column === finding.column);
      const errors = (list: readonly Finding[]): number => list.filter(({ severity }) => severity === "error").length;
      if (!isLeft && errors(after) <= errors(before)) return [];
      return [
        `${title}: ${finding.code} ${finding.message} ${JSON.stringify(finding.fix)} => ${said(after).join(" | ")}`,
      ];
    });
  });
  expect(wrong, wrong.join("\n")).toEqual([]);
  expect(count).toBeGreaterThan(30);
});

it("applies all fixes of a file at once", () => {
  const wrong = cases.flatMap(({ title, path, text }) => {
    const before = check(path, text);
    if (!before.some(({ fix }) => fix !== undefined)) return [];
    const mended = applyFixes(text, before);
    const after = check(path, mended);
    const errors = (list: readonly Finding[]): number => list.filter(({ severity }) => severity === "error").length;
    const isBetter = errors(after) <= errors(before);
    return isBetter && applyFixes(text, [...before, ...before]) === mended
      ? []
      : [`${title}: ${said(after).join(" | ")}`];
  });
  expect(wrong, wrong.join("\n")).toEqual([]);
});
