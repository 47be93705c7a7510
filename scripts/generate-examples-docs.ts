import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";

const index = "docs/examples.md";

interface Play {
  readonly workflow: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly logicalDate?: string;
  readonly trigger?: readonly { readonly name: string }[];
  readonly gives: { readonly steps: Readonly<Record<string, string>>; readonly outputs: object };
}

/** Paths of all files of the examples from `examples`; what is written at run time is left out. */
export function exampleFiles(): string[] {
  return readdirSync("examples", { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !/^(?:\.stave|out|node_modules)$/.test(entry.name))
    .flatMap(({ name }) => readdirSync(`examples/${name}`).map((file) => `${name}/${file}`))
    .sort();
}

/** The programs among them, the quickstart first: they begin with a comment that has a heading. */
export function examplePrograms(): string[] {
  const programs = exampleFiles().filter((file) => file.endsWith(".ts") && opening(read(file)) !== undefined);
  return [...programs.filter(isQuickstart), ...programs.filter((file) => !isQuickstart(file))];
}

/** The pages by path: one for each example, its opening comment, code and what it gives; and one that lists them. */
export function examplesPages(): Readonly<Record<string, string>> {
  const intro =
    "Each example is a program, the IR it compiles to and a test: what is printed on its page was checked when it was " +
    "built. The `.ir.json` beside a program is its IR. These pages are written by `npm run generate`.";
  const programs = examplePrograms();
  const list = programs.map((program) => `- [${titleOf(program)}](examples/${nameOf(program)}.md): ${gistOf(program)}`);
  const pages = programs.map((program) => [`docs/examples/${nameOf(program)}.md`, `${pageOf(program)}\n`] as const);
  return { [index]: `${["# Examples", intro, list.join("\n")].join("\n\n")}\n`, ...Object.fromEntries(pages) };
}

/** Writes the pages where they differ. */
export function writeExamplesPages(): void {
  mkdirSync("docs/examples", { recursive: true });
  for (const [page, text] of Object.entries(examplesPages())) {
    if (!existsSync(page) || readFileSync(page, "utf8") !== text) writeFileSync(page, text);
  }
}

const nameOf = (program: string): string => program.slice(program.indexOf("/") + 1).replace(/\.ts$/, "");

const titleOf = (program: string): string => opening(read(program))?.split("\n")[0]?.slice("# ".length) ?? "";

/** The first sentence below the heading. */
function gistOf(program: string): string {
  const words = (opening(read(program)) ?? "").split("\n").slice(1).join(" ").trim();
  return /^.*?[.!?](?=\s|$)/.exec(words)?.[0] ?? words;
}

const isQuickstart = (file: string): boolean => file.startsWith("quickstart/");

const read = (file: string): string => readFileSync(`examples/${file}`, "utf8");

/** The comment a program begins with, without its stars; undefined for files that are no program. */
function opening(text: string): string | undefined {
  const comment = /^\/\*\n((?: \*.*\n)+?) \*\/\n/.exec(text)?.[1];
  return comment?.startsWith(" * # ") ? comment.replaceAll(/^ \* ?/gm, "").trimEnd() : undefined;
}

function pageOf(program: string): string {
  const folder = program.slice(0, program.indexOf("/") + 1);
  const beside = exampleFiles().filter((file) => file.startsWith(folder) && /\.(?:ts|py)$/.test(file));
  const files = [program, ...beside.filter((file) => file !== program)];
  return [opening(read(program)) ?? "", ...files.map(codeBlock), ...playsOf(program)].join("\n\n");
}

function codeBlock(file: string): string {
  const code = read(file).replace(/^\/\*\n(?: \*.*\n)+? \*\/\n/, "");
  return `\`examples/${file}\`\n\n\`\`\`${file.endsWith(".py") ? "python" : "ts"}\n${code.trimEnd()}\n\`\`\``;
}

function playsOf(program: string): string[] {
  const file = program.replace(/\.ts$/, ".run.json");
  if (!existsSync(`examples/${file}`)) return [];
  const plays = JSON.parse(read(file)) as readonly Play[];
  const several = !("workflow" in JSON.parse(read(program.replace(/\.ts$/, ".ir.json"))));
  return plays.map((play) => playBlock(program, play, several));
}

function playBlock(program: string, play: Play, several: boolean): string {
  const { steps, outputs } = play.gives;
  const lines = Object.entries({ ...steps, ...outputs }).map(([name, value]) => [
    name,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  const width = Math.max(...lines.map(([name = ""]) => name.length));
  const told = lines.map(([name = "", value]) => `${name.padEnd(width)}  ${value}`);
  return `${startOf(program, play, several)}\n\n\`\`\`text\n${told.join("\n")}\n\`\`\``;
}

function startOf(program: string, play: Play, several: boolean): string {
  if (play.trigger) return `\`${play.workflow}\`, started by the signal \`${play.trigger[0]?.name}\`, gives`;
  const params = Object.entries(play.params).map(([name, value]) => ` -p ${name}=${value}`);
  const date = play.logicalDate === undefined ? "" : ` --date ${play.logicalDate.slice(0, 10)}`;
  return `\`stave run examples/${program}${several ? ` -w ${play.workflow}` : ""}${params.join("")}${date}\` gives`;
}
