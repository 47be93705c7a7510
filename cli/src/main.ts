#!/usr/bin/env node
import { Command } from "commander";
import { addAuthorCommands } from "./command-line/author-commands.js";
import { addDefinitionCommands } from "./command-line/definition-commands.js";
import { addLocalCommands } from "./command-line/local-commands.js";
import { addServerCommands } from "./command-line/server-commands.js";
import type { Run } from "./command-line/shared-options.js";
import { EXIT } from "./exit.js";
import { reportFailure } from "./terminal/failure.js";
import { guardProcess } from "./terminal/guard-process.js";
import { type Output, processOutput } from "./terminal/output.js";

/** What a command is given besides its own arguments. */
export interface Invocation {
  readonly output: Output;
  readonly debug: boolean;
}

const VERSION = "0.1.0";

const examples: Readonly<Record<string, readonly string[]>> = {
  init: ["stave init my-workflows"],
  check: [
    "stave check wf.ts --tsc",
    "stave check definitions/ --fix",
    "stave check wf.ts --format sarif > findings.sarif",
  ],
  compile: [
    "stave compile wf.ts -o wf.ir.json",
    "stave compile fleet.ts --target maestro -o definitions/",
    "stave compile wf.ts --target maestro --format dsl --comments",
  ],
  run: ["stave run wf.ts -p day=2026-01-31 -p cities=seattle,boston", "stave run --resume"],
  import: ["stave import definitions/ -o workflows/"],
  sel: ["stave sel 'Util.dateIntToTs(day)' --var day=20260131"],
  push: ["stave push wf.ts --url http://localhost:8080", "stave push 'flows/**/*.ts' definitions/"],
  plan: ["stave plan fleet.ts -o plan.json && stave apply plan.json"],
  start: ["stave start rain_model -p day=2026-01-31 --wait"],
  backfill: ["stave backfill rain_model --from 2026-01-01 --to 2026-01-31 --dry-run"],
};

function createProgram(): Command {
  const program = new Command("stave")
    .description("Write workflows in TypeScript and know they are right before anything runs.")
    .version(VERSION)
    .option("--debug", "print stack traces")
    .option("--no-color", "print without colours")
    .showHelpAfterError("(stave --help shows the commands)")
    .showSuggestionAfterError()
    .exitOverride();
  const run =
    (load: () => Promise<Run>) =>
    async (...args: unknown[]) => {
      const { debug = false, color } = program.opts<{ debug?: boolean; color?: boolean }>();
      const invocation = { output: processOutput(color === false ? false : undefined), debug };
      const leave = guardProcess(invocation);
      process.exitCode = await load()
        .then((command) => command(invocation, ...(args.slice(0, -1) as never[])))
        .catch((error: unknown) => reportFailure(error, invocation));
      await leave();
    };

  addAuthorCommands(program, run);
  addLocalCommands(program, run);
  addDefinitionCommands(program, run);
  addServerCommands(program, run);
  for (const command of program.commands) {
    command.showHelpAfterError(`(stave ${command.name()} --help shows what it takes)`);
    const shown = examples[command.name()];
    if (shown !== undefined)
      command.addHelpText("after", `\nExamples:\n${shown.map((line) => `  ${line}`).join("\n")}`);
  }
  return program;
}

// A closed pipe, as in `stave … | head`, is not an error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(EXIT.ok);
  throw error;
});

try {
  await createProgram().parseAsync(process.argv);
} catch (error) {
  const { exitCode, code } = error as { exitCode?: number; code?: string };
  if (code?.startsWith("commander.") !== true) throw error;
  process.exitCode = exitCode === 0 ? EXIT.ok : EXIT.outside;
}
