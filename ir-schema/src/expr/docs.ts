import { formatExpr } from "./format-expr.js";
import type { FunctionEntry, FunctionGroup, SelLowering } from "./function-entry.js";
import { functionGroups } from "./function-table.js";

/** The Markdown page of the function library. */
export function functionDocs(): string {
  const intro = [
    "# Functions of expressions",
    "",
    "Generated from the function table of `@stave/ir-schema` by `npm run generate`. Do not edit.",
    "",
    "A lambda reaches a function in JavaScript's own words where there are any, and as `fn.name(…)` always.",
    "`T` and `U` stand for any type, `N` for an int or a float, `C` for what has an order, `P` for what has a text.",
    "`T?` may be null.",
  ];
  return `${[...intro, ...functionGroups.flatMap(groupDocs)].join("\n")}\n`;
}

function groupDocs({ title, doc, functions }: FunctionGroup): readonly string[] {
  return ["", `## ${title}`, "", doc, ...Object.entries(functions).flatMap(([name, entry]) => entryDocs(name, entry))];
}

function entryDocs(name: string, entry: FunctionEntry): readonly string[] {
  const signatures = ["```ts", ...entry.signatures, "```"];
  const examples = entry
    .examples()
    .slice(0, 3)
    .map(({ args, value, error }) => {
      const result = error === undefined ? JSON.stringify(value) : `error \`${error}\``;
      return `- \`fn.${name}(${args.map(formatExpr).join(", ")})\` → ${error === undefined ? `\`${result}\`` : result}`;
    });
  const facts = [javaScript(entry), python(entry), sel(entry.sel)].filter((fact) => fact !== undefined);
  return ["", `### ${name}`, "", ...signatures, "", entry.doc, "", ...examples, "", facts.join(" · ")];
}

function javaScript({ js }: FunctionEntry): string | undefined {
  if (js?.global !== undefined) return `JavaScript: \`${js.global}(…)\``;
  if (js?.method !== undefined) return `JavaScript: \`.${js.method}(…)\``;
  return js?.property === undefined ? undefined : `JavaScript: \`.${js.property}\``;
}

function python(entry: FunctionEntry): string | undefined {
  return entry.python && `Python: \`${entry.python.name}\``;
}

function sel(lowering: SelLowering): string {
  if ("refused" in lowering) return `Maestro: no, ${lowering.refused}`;
  return "Maestro: yes";
}
