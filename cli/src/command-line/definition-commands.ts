import { type Command, Option } from "commander";
import { asJson, collect, format, type Runner } from "./shared-options.js";

/** Commands for Maestro's own definitions and expressions. */
export function addDefinitionCommands(program: Command, run: Runner): void {
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
    .action(run(async () => (await import("../commands/sel.js")).sel));
  program
    .command("import")
    .description("turn Maestro definitions into TypeScript that compiles back to them")
    .argument("<paths...>", "definitions in JSON or YAML, folders of them, or patterns in quotes")
    .requiredOption("-o, --out <folder>", "where the modules go")
    .addOption(new Option("--as <form>", "what to write").choices(["ts", "ir"]).default("ts"))
    .option("--force", "write over files that exist")
    .addOption(format())
    .action(run(async () => (await import("../commands/import.js")).importCommand));
}
