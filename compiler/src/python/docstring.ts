/** A docstring taken apart: the text for people, and what it says of each parameter and result. */
export interface Docstring {
  readonly text: string;
  readonly params: ReadonlyMap<string, string>;
  readonly returns: ReadonlyMap<string, string>;
}

interface Heading {
  readonly section: Section;
  readonly manner: Manner;
  readonly lines: number;
}

type Manner = "google" | "numpy";
type Section = "text" | "params" | "returns" | "other";

interface Parts {
  readonly text: string[];
  readonly params: Map<string, string>;
  readonly returns: Map<string, string>;
}

const sectionOf: Readonly<Record<string, Section>> = {
  args: "params",
  arguments: "params",
  parameters: "params",
  params: "params",
  "keyword args": "params",
  "keyword arguments": "params",
  "other parameters": "params",
  attributes: "params",
  returns: "returns",
  return: "returns",
  yields: "other",
  raises: "other",
  notes: "other",
  note: "other",
  examples: "other",
  example: "other",
  references: "other",
  "see also": "other",
  warnings: "other",
};

/** Reads a docstring in Google's, NumPy's or Sphinx's manner. */
export function readDocstring(doc: string): Docstring {
  const parts: Parts = { text: [], params: new Map(), returns: new Map() };
  const lines = doc.split("\n");
  let section: Section = "text";
  let manner: Manner = "google";
  for (let index = 0; index < lines.length; ) {
    const heading = headingAt(lines, index);
    if (heading !== undefined) {
      ({ section, manner } = heading);
      if (section === "other") parts.text.push(...lines.slice(index, index + heading.lines));
      index += heading.lines;
      continue;
    }
    index += readBlock(lines, index, section, manner, parts);
  }
  return { text: parts.text.join("\n").trim(), params: parts.params, returns: parts.returns };
}

function headingAt(lines: readonly string[], index: number): Heading | undefined {
  const line = lines[index]?.trimEnd() ?? "";
  const next = lines[index + 1]?.trim() ?? "";
  const google = /^(\w[\w ]*):$/.exec(line);
  if (google !== null && /^\s+\S/.test(lines[index + 1] ?? "")) {
    const section = sectionOf[google[1]?.toLowerCase() ?? ""];
    return section && { section, manner: "google", lines: 1 };
  }
  if (!/^-{3,}$/.test(next)) return undefined;
  const section = sectionOf[line.toLowerCase()];
  return section && { section, manner: "numpy", lines: 2 };
}

// Returns how many lines it used: an entry takes the deeper lines below it along.
function readBlock(lines: readonly string[], index: number, section: Section, manner: Manner, parts: Parts): number {
  const line = lines[index] ?? "";
  const sphinx = /^:(param|parameter|arg|argument|key|keyword|returns?|rtype|type|raises?)\b\s*([^:]*):\s*(.*)$/.exec(
    line,
  );
  if (sphinx !== null) return readSphinx(sphinx, lines, index, parts);
  if (section === "text" || section === "other") {
    parts.text.push(line);
    return 1;
  }
  if (line.trim() === "") return 1;
  const used = 1 + deeperLines(lines, index);
  const body = lines.slice(index + 1, index + used).map((text) => text.trim());
  entryReaders[manner](line.trim(), body, section === "params" ? parts.params : parts.returns);
  return used;
}

function readSphinx(match: RegExpExecArray, lines: readonly string[], index: number, parts: Parts): number {
  const [, field = "", subject = "", first = ""] = match;
  const used = 1 + deeperLines(lines, index);
  const text = joinLines([first, ...lines.slice(index + 1, index + used)]);
  const name = subject.trim().split(/\s+/).at(-1)?.replace(/^\*+/, "") ?? "";
  if (/^(param|parameter|arg|argument|key|keyword)$/.test(field) && name !== "") parts.params.set(name, text);
  if (/^returns?$/.test(field)) parts.returns.set("", text);
  return used;
}

function deeperLines(lines: readonly string[], index: number): number {
  const margin = indentOf(lines[index] ?? "");
  let count = 0;
  for (let next = index + 1; next < lines.length; next += 1) {
    const line = lines[next] ?? "";
    if (line.trim() === "" ? indentOf(lines[next + 1] ?? "") <= margin : indentOf(line) <= margin) break;
    count += 1;
  }
  return count;
}

type EntryReader = (head: string, body: readonly string[], target: Map<string, string>) => void;

const entryReaders: Readonly<Record<Manner, EntryReader>> = { google: readGoogleEntry, numpy: readNumpyEntry };

function readGoogleEntry(head: string, body: readonly string[], target: Map<string, string>): void {
  const match = /^(\*{0,2}\w+)\s*(?:\([^)]*\))?:(?:\s+(.*))?$/.exec(head);
  if (match === null) target.set("", joinLines([target.get("") ?? "", head, ...body]));
  else target.set(bareName(match[1] ?? ""), joinLines([match[2] ?? "", ...body]));
}

function readNumpyEntry(head: string, body: readonly string[], target: Map<string, string>): void {
  const match = /^(\*{0,2}\w+(?:\s*,\s*\*{0,2}\w+)*)\s*(?::.*)?$/.exec(head);
  if (match === null) target.set("", joinLines([target.get("") ?? "", head, ...body]));
  else for (const name of (match[1] ?? "").split(",")) target.set(bareName(name), joinLines(body));
}

function bareName(name: string): string {
  return name.trim().replace(/^\*+/, "");
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function joinLines(lines: readonly string[]): string {
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join(" ");
}
