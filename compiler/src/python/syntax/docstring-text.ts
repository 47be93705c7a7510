const tabWidth = 8;

/** Removes the indentation of a docstring as Python's `inspect.cleandoc` does. */
export function cleanDocstring(raw: string): string {
  const [first = "", ...rest] = raw.split("\n").map(expandTabs);
  const margins = rest.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  const margin = margins.length === 0 ? 0 : Math.min(...margins);
  const lines = [first.trimStart(), ...rest.map((line) => line.slice(margin))];
  while (lines.length > 0 && lines.at(-1) === "") lines.pop();
  while (lines.length > 0 && lines[0] === "") lines.shift();
  return lines.join("\n");
}

function expandTabs(line: string): string {
  if (!line.includes("\t")) return line;
  let expanded = "";
  for (const character of line) {
    expanded += character === "\t" ? " ".repeat(tabWidth - (expanded.length % tabWidth)) : character;
  }
  return expanded;
}
