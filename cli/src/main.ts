#!/usr/bin/env node
import { Command, InvalidArgumentError, Option } from "commander";
import { EXIT, type ExitCode } from "./exit.js";
import { reportFailure } from "./terminal/failure.js";
import { guardProcess } from "./terminal/guard-process.js";
import { type Output, processOutput } from "./terminal/output.js";

/** What a command is given besides its own arguments. */
export interface Invocation {
  readonly output: Output;
  readonly debug: boolean;
}

type Run = (invocation: Invocation, ...args: never[]) => Promise<ExitCode>;

const VERSION = "0.1.0";

const format = (): Option =>
  new Option("--format <form>", "how findings are printed")
    .choices(["pretty", "json", "sarif", "github"])
    .default("pretty");
const wholeFrom =
  (least: number) =>
  (text: string): number => {
    if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Number(text);
    throw new InvalidArgumentError(`A whole number from ${least} is expected.`);
  };
const asJson = (what: string): Option => new Option("--json", `print ${what} as JSON`);
const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];
const param = (): Option =>
  new Option("-p, --param <name=value>", "a value for a param; repeat for more")
    .argParser(collect)
    .default([] as readonly string[], "none");
const server = (command: Command): Command =>
  command
    .option("--url <address>", "the server's address; $STAVE_URL when absent")
    .option("--user <name>", "who asks; $STAVE_USER, else the login name, when absent");

const examples: Readonly<Record<string, readonly string[]>> = {
  init: ["stave init my-workflows"],
  check: [
    "stave check wf.ts --tsc",
    "stave check definitions/ --fix",
    "stave check wf.ts --format sarif > findings.sarif",
  ],
  compile: ["stave compile wf.ts -o wf.ir.json", "stave compile fleet.ts --target maestro -o definitions/"],
  run: ["stave run wf.ts -p day=2026-01-31 -p cities=seattle,boston", "stave run --resume"],
  import: ["stave import definitions/ -o workflows/"],
  sel: ["stave sel 'Util.dateIntToTs(day)' --var day=20260131"],
  push: ["stave push wf.ts --url http://localhost:8080"],
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

  program
    .command("init")
    .description("make a project that type-checks and runs")
    .argument("[folder]", "where; the current folder when absent")
    .option("--force", "write over files that exist")
    .action(run(async () => (await import("./commands/init.js")).init));
  program
    .command("check")
    .description("find what is wrong with workflows before they run")
    .argument(
      "<files...>",
      "TypeScript modules, IR documents, Maestro definitions (JSON or YAML), or folders of documents",
    )
    .option("--tsc", "run the project's TypeScript compiler beside")
    .option("--fix", "apply safe fixes to Maestro definitions")
    .option("--max-warnings <n>", "fail when there are more warnings", wholeFrom(0))
    .addOption(format())
    .addOption(asJson("findings"))
    .action(run(async () => (await import("./commands/check.js")).check));
  program
    .command("compile")
    .description("write the IR, or a target's own documents")
    .argument("<file>", "a TypeScript module")
    .option("-o, --out <path>", "a file, or a folder for several workflows; standard output when absent")
    .addOption(new Option("--target <target>", "what to write").choices(["ir", "maestro"]).default("ir"))
    .addOption(
      new Option("--as <form>", "how it is written; YAML for Maestro only").choices(["json", "yaml"]).default("json"),
    )
    .option("--no-sources", "leave the source table out")
    .addOption(format())
    .action(run(async () => (await import("./commands/compile.js")).compileCommand));
  program
    .command("run")
    .description("play a workflow on this machine")
    .argument("[file]", "a TypeScript module or an IR document; not needed with --resume")
    .option("-w, --workflow <id>", "which one, when the module exports several")
    .addOption(param())
    .option("--params <file>", "values for params from a JSON file")
    .option("--date <date>", "the logical date, 2026-01-31; today when absent")
    .addOption(
      new Option("--signal <name={json}>", "a signal the run may use; repeat for more")
        .argParser(collect)
        .default([] as readonly string[], "none"),
    )
    .option("--resume [run]", "go on with a run that was cut off; the last one when no id is given")
    .option("--max-processes <n>", "steps at work at once", wholeFrom(1))
    .addOption(asJson("the result"))
    .action(run(async () => (await import("./commands/run.js")).runCommand));
  program
    .command("runs")
    .description("list the runs on this machine")
    .addOption(asJson("the list"))
    .action(run(async () => (await import("./commands/runs.js")).runs));
  program
    .command("types")
    .description("write the types of the Python files that TypeScript imports")
    .argument("[folder]", "the project; the current folder when absent")
    .option("--watch", "write again whenever a file changes")
    .addOption(asJson("what was written"))
    .action(run(async () => (await import("./commands/types.js")).types));
  program
    .command("graph")
    .description("show the steps of a workflow and their order")
    .argument("<file>", "a TypeScript module or an IR document")
    .addOption(new Option("--format <form>", "how").choices(["text", "mermaid", "dot"]).default("text"))
    .action(run(async () => (await import("./commands/graph.js")).graph));
  program
    .command("explain")
    .description("explain a finding: cause, wrong code, right code")
    .argument("[code]", "such as STV3001; all codes when absent")
    .action(run(async () => (await import("./commands/explain.js")).explain));
  program
    .command("sel")
    .description("check and evaluate an expression of Maestro's language")
    .argument("[expression]", "the SEL text")
    .addOption(
      new Option("--var <name=json>", "a visible value; repeat for more")
        .argParser(collect)
        .default([] as readonly string[], "none"),
    )
    .option("--jsonl", "read cases from standard input, one JSON object a line")
    .addOption(asJson("the result"))
    .action(run(async () => (await import("./commands/sel.js")).sel));
  program
    .command("import")
    .description("turn Maestro definitions into TypeScript that compiles back to them")
    .argument("<paths...>", "definitions in JSON or YAML, or folders of them")
    .requiredOption("-o, --out <folder>", "where the modules go")
    .addOption(new Option("--as <form>", "what to write").choices(["ts", "ir"]).default("ts"))
    .option("--force", "write over files that exist")
    .addOption(format())
    .action(run(async () => (await import("./commands/import.js")).importCommand));
  server(
    program
      .command("push")
      .description("send workflows to a Maestro server")
      .argument("<files...>", "TypeScript modules, Maestro definitions in JSON, or folders of them")
      .option("--journal <file>", "note what is done, to take up a broken push again")
      .addOption(asJson("the results")),
  ).action(run(async () => (await import("./commands/push.js")).push));
  server(
    program
      .command("plan")
      .description("show what a push would change on a Maestro server")
      .argument("<files...>", "TypeScript modules, Maestro definitions, or folders of them")
      .option("-o, --out <file>", "write the plan for `stave apply`")
      .option("--prune <file>", "ids once deployed from here, one a line: those no longer in the source are deleted")
      .option("--exit-code", "exit with 1 when something would change")
      .addOption(asJson("the plan")),
  ).action(run(async () => (await import("./commands/plan.js")).planCommand));
  server(
    program
      .command("apply")
      .description("apply exactly a plan that was reviewed")
      .argument("<plan>", "the file `stave plan --out` wrote")
      .option("-y, --yes", "do not ask")
      .option("--partly", "apply what still fits although the server moved elsewhere")
      .addOption(asJson("the results")),
  ).action(run(async () => (await import("./commands/apply.js")).applyCommand));
  server(
    program
      .command("start")
      .description("start a workflow on a Maestro server")
      .argument("<workflow>", "its id")
      .option("--workflow-version <version>", "a number, active, latest or default", "active")
      .addOption(param())
      .option("--request-id <uuid>", "starts under the same id happen once")
      .option("--wait", "wait for the run to end")
      .addOption(asJson("the result")),
  ).action(run(async () => (await import("./commands/start.js")).start));
  server(
    program
      .command("status")
      .description("show a run on a Maestro server")
      .argument("<workflow>", "its id")
      .argument("[instance]", "the run's number; the latest when absent")
      .addOption(asJson("the run")),
  ).action(run(async () => (await import("./commands/status.js")).status));
  server(
    program
      .command("logs")
      .description("print what a Maestro server kept of a run's output")
      .argument("<workflow>", "its id")
      .argument("<instance>", "the run's number")
      .option("--step <id>", "of one step"),
  ).action(run(async () => (await import("./commands/act.js")).logs));
  server(
    program
      .command("stop")
      .description("stop a run on a Maestro server")
      .argument("<workflow>", "its id")
      .argument("<instance>", "the run's number")
      .option("--kill", "fail it instead")
      .addOption(asJson("the answer")),
  ).action(run(async () => (await import("./commands/act.js")).stop));
  server(
    program
      .command("restart")
      .description("restart a run on a Maestro server")
      .argument("<workflow>", "its id")
      .argument("<instance>", "the run's number")
      .addOption(
        new Option("--from <place>", "where it begins").choices(["incomplete", "beginning"]).default("incomplete"),
      )
      .option("--request-id <uuid>", "restarts under the same id happen once")
      .addOption(asJson("the result")),
  ).action(run(async () => (await import("./commands/act.js")).restart));
  server(
    program
      .command("backfill")
      .description("start a workflow once for each date of a range; a second call starts nothing twice")
      .argument("<workflow>", "its id")
      .requiredOption("--from <date>", "first date, 2026-01-01")
      .requiredOption("--to <date>", "last date, included")
      .option("--date-param <name>", "the param that takes the date", "run_date")
      .option("--every <days>", "days between dates", "1")
      .option("--workflow-version <version>", "a number, active, latest or default", "active")
      .option("--concurrency <n>", "starts at once", Number, 4)
      .option("--dry-run", "print what would be started")
      .addOption(param())
      .addOption(asJson("the results")),
  ).action(run(async () => (await import("./commands/backfill.js")).backfill));
  for (const command of program.commands) {
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
