import { type Command, Option } from "commander";
import { asJson, collect, param, type Runner, wholeFrom } from "./shared-options.js";

/** Commands that play workflows on this machine. */
export function addLocalCommands(program: Command, run: Runner): void {
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
    .action(run(async () => (await import("../commands/run.js")).runCommand));
  program
    .command("runs")
    .description("list the runs on this machine")
    .addOption(asJson("the list"))
    .action(run(async () => (await import("../commands/runs.js")).runs));
}
