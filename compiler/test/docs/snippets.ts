import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A fenced block of a page. */
export interface Block {
  readonly language: string;
  readonly words: readonly string[];
  readonly text: string;
}

/** Files of one side of a section, by name, and the command that is said to find the mistake. */
export interface Snippet {
  readonly code: string;
  readonly side: "wrong" | "right";
  readonly files: Readonly<Record<string, string>>;
  readonly command: string;
}

/** The fenced blocks of a page. */
export function blocksOf(page: string): Block[] {
  return [...page.matchAll(/^```(\w+)((?: \S+)*)\n([\s\S]*?)^```$/gm)].map(
    ([, language = "", words = "", text = ""]) => ({
      language,
      words: words.trim().split(" ").filter(Boolean),
      text,
    }),
  );
}

const fileNames: Readonly<Record<string, string>> = {
  ts: "main.ts",
  json: "main.json",
  yaml: "main.yaml",
  python: "model.py",
};

/** The wrong and right code of a section; a side without code is left out. */
export function snippetsOf(code: string, page: string): Snippet[] {
  const blocks = blocksOf(page);
  return (["wrong", "right"] as const).flatMap((side) => {
    const mine = blocks.filter(({ words }) => words[0] === side);
    const files = mine
      .filter(({ language }) => language !== "sh")
      .map(({ language, words, text }) => [words[1] ?? fileNames[language] ?? "", text] as const);
    if (files.length === 0) return [];
    const command = mine.find(({ language }) => language === "sh")?.text.trim();
    const main = files.map(([name]) => name).find((name) => name.startsWith("main.")) ?? "model.py";
    return [
      {
        code,
        side,
        files: Object.fromEntries(files),
        command: command ?? (main === "model.py" ? "stave types" : `stave check ${main}`),
      },
    ];
  });
}

/** Writes the files of a snippet into a folder. */
export function writeSnippet(folder: string, { files }: Snippet): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}
