import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";

interface Mistake {
  readonly edit: readonly [file: "rain.ts" | "model.py", from: string | RegExp, to: string];
  /** How the first finding of `tsc` begins; undefined where TypeScript cannot know. */
  readonly tsc?: string;
  /** What `stave check` finds; not asked where its findings only follow from the mistake. */
  readonly check?: readonly string[];
}

const mistakes: Readonly<Record<string, Mistake>> = {
  "a deleted keyword argument": {
    edit: ["rain.ts", "city, seed: 7", "seed: 7"],
    tsc: "TS2741 at `{`: Property 'city' is missing in type",
    check: ['STV1006 at `fit`: Step "fit" does not pass "city", which fit needs.'],
  },
  "a renamed Python parameter": {
    edit: ["model.py", "city: str, seed: int", "city: str, random_seed: int"],
    tsc: "TS2353 at `seed`: Object literal may only specify known properties, and 'seed' does not exist in type",
    check: [
      'STV1006 at `fit`: Step "fit" does not pass "random_seed", which fit needs.',
      'STV1005 at `seed`: Step "fit" passes "seed", which fit does not take.',
    ],
  },
  "a ref compared with ===": {
    edit: ["rain.ts", /expr\(\[models.*$/m, "min_auc === 0.8;"],
    tsc: "TS2367 at `min_auc`: This comparison appears to be unintentional because the types 'Ref<number>' and 'number'",
  },
  "a ref asked with if": {
    edit: ["rain.ts", "    w.when(", "    if (min_auc) return {};\n    w.when("],
    tsc: "TS2774 at `min_auc`: This condition will always return true",
  },
  "a negated ref": {
    edit: ["rain.ts", '"good_enough", good', '"good_enough", !good'],
    tsc: "TS2345 at `!`: Argument of type 'boolean' is not assignable to parameter of type 'Ref<boolean>'.",
  },
  "a ref in a plain template": {
    edit: ["rain.ts", "models: models.path, folder", "models: models.path, folder: `out/${run_date}`"],
    check: [
      'STV1001 at `run_date`: The param "run_date" is turned into text, but its value is not known before the workflow runs.',
    ],
  },
  "a loop variable used outside its loop": {
    edit: [
      "rain.ts",
      /const models[\s\S]*?\n {4}\);\n/,
      `let last = text\`Seattle\`;
    const models = w.foreach("fit_city", { city: cities }, (w, { city }) => {
      last = city;
      return w.step("fit", fit({ days: days.path, city, seed: 7 }));
    });
    w.step("again", fit({ days: days.path, city: last, seed: 8 }));
`,
    ],
    check: [
      'STV1003 at `last`: The loop variable "city" of "fit_city" exists only inside the loop "fit_city", but it is used outside of it.',
    ],
  },
  "a text divided by a number": {
    edit: [
      "rain.ts",
      "expr([models.auc, min_auc], (aucs, min) => Math.min(...aucs) >= min)",
      "expr([data, min_auc], (data, min) => data / 2 > min)",
    ],
    tsc: "TS2362 at `data`: The left-hand side of an arithmetic operation must be of type",
    check: ["STV2001 at `data / 2`: `/` needs two numbers, but finds string (`data`) and int (`2`)."],
  },
  "a misspelt output": {
    edit: ["rain.ts", "models.rain_tomorrow", "models.rain_tomorow"],
    tsc: "TS2551 at `rain_tomorow`: Property 'rain_tomorow' does not exist on type",
    check: [
      'STV1008 at `models.rain_tomorow`: Output "rain_tomorrow" of the workflow is undefined, but a ref is expected.',
    ],
  },
  "one model where a list is wanted": {
    edit: ["rain.ts", "models: models.path", "models: days.path"],
    tsc: "TS2322 at `models`: Type 'Ref<string>' is not assignable to type 'Arg<readonly string[]>'.",
    check: [
      'STV4002 at `days.path`: Argument "models" of step "publish" is path (output "path" of step "clean"), but list<path> is expected.',
    ],
  },
  "a text for an int": {
    edit: ["rain.ts", "seed: 7", 'seed: "7"'],
    tsc: "TS2322 at `seed`: Type 'string' is not assignable to type 'Arg<number | bigint>'.",
    check: ['STV4001 at `"7"`: Argument "seed" of step "fit" is "7", but int is expected.'],
  },
  "a step id used twice": {
    edit: ["rain.ts", 'w.step("publish"', 'w.step("clean"'],
    check: ['STV3001 at `"clean"`: The step id "clean" is used twice.'],
  },
  "a captured constant": {
    edit: ["rain.ts", />= min\);$/m, ">= LIMIT);\n    const LIMIT = 0.7;"],
    check: ["STV2102 at `LIMIT`: The lambda uses `LIMIT` from outside, which does not exist when the workflow runs."],
  },
  "an hour that no clock shows": {
    edit: ["rain.ts", "0 6 * * *", "0 25 * * *"],
    check: ['STV4101 at `"0 25 * * *"`: The schedule "0 25 * * *" is not valid: the hour "25" is outside 0 to 23.'],
  },
};

interface Finding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endColumn?: number;
  readonly code: string;
  readonly message: string;
}

const names = Object.keys(mistakes);
const folderOf = (name: string): string => name.replaceAll(/\W+/g, "-");

let project: string;
let found: { readonly tsc: readonly Finding[]; readonly check: readonly Finding[] };

beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), "stave-mistakes-"));
  symlinkSync(resolve("node_modules"), join(project, "node_modules"));
  for (const file of ["tsconfig.json", "package.json"]) cpSync(`examples/${file}`, join(project, file));
  for (const name of names) writeMistake(name);
  const stave = resolve("cli/dist/main.js");
  await outputOf(stave, "types", project);
  const files = names.map((name) => `${folderOf(name)}/rain.ts`);
  const [tsc, check] = await Promise.all([
    outputOf(resolve("node_modules/typescript7/bin/tsc"), "-p", ".", "--pretty", "false"),
    outputOf(stave, "check", "--json", ...files),
  ]);
  found = { tsc: readTsc(tsc), check: JSON.parse(check) };
});

afterAll(() => {
  rmSync(project, { recursive: true });
});

function writeMistake(name: string): void {
  const [edited, from, to] = (mistakes[name] as Mistake).edit;
  mkdirSync(join(project, folderOf(name)));
  for (const file of ["rain.ts", "model.py"]) {
    const text = readFileSync(`examples/quickstart/${file}`, "utf8");
    const changed = file === edited ? text.replace(from, () => to) : text;
    if (file === edited && changed === text) throw new Error(`${name}: ${file} has nothing like ${from}`);
    writeFileSync(join(project, folderOf(name), file), changed);
  }
}

/** What a script printed, also when it found something and so ended with 1. */
function outputOf(script: string, ...args: readonly string[]): Promise<string> {
  return new Promise((done, fail) => {
    execFile(process.execPath, [script, ...args], { cwd: project, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      if (error !== null && ![1, 2].includes(error.code as unknown as number)) fail(new Error(stderr || stdout));
      else done(stdout);
    });
  });
}

function readTsc(output: string): Finding[] {
  return [...output.matchAll(/^(.+?)\((\d+),(\d+)\): error (TS\d+): (.*)$/gm)].map(
    ([, file = "", line, column, code = "", message = ""]) => ({
      file,
      line: Number(line),
      column: Number(column),
      code,
      message,
    }),
  );
}

/** Findings of a mistake in words, each with the source text it points at. */
function told(findings: readonly Finding[], name: string): string[] {
  return findings
    .filter(({ file }) => file.startsWith(`${folderOf(name)}/`))
    .map(({ file, line, column, endColumn, code, message }) => {
      const text = readFileSync(join(project, file), "utf8").split("\n")[line - 1] ?? "";
      const pointed =
        endColumn === undefined
          ? text.slice(column - 1).match(/^(?:\w+|.)/)?.[0]
          : text.slice(column - 1, endColumn - 1);
      return `${code} at \`${pointed}\`: ${message}`;
    });
}

it.each(names.filter((name) => mistakes[name]?.tsc))("%s is an error in the editor", (name) => {
  const [first = "nothing"] = told(found.tsc, name);
  expect(first.slice(0, mistakes[name]?.tsc?.length)).toBe(mistakes[name]?.tsc);
});

it.each(names.filter((name) => mistakes[name]?.check))("%s is found by `stave check`", (name) => {
  expect(told(found.check, name)).toEqual(mistakes[name]?.check);
});

it("finds nothing in the examples as they are", async () => {
  await outputOf(resolve("cli/dist/main.js"), "types", resolve("examples"));
  const errors = await outputOf(
    resolve("node_modules/typescript7/bin/tsc"),
    "-p",
    resolve("examples"),
    "--pretty",
    "false",
  );
  expect(errors).toBe("");
});
