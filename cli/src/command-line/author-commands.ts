import { type Command, Option } from "commander";
import { asJson, format, installation, type Runner, wholeFrom } from "./shared-options.js";

/** Commands that write and check workflows. */
export function addAuthorCommands(program: Command, run: Runner): void {
  program
    .command("init")
    .description("make a project that type-checks and runs")
    .argument("[folder]", "where; the current folder when absent")
    .option("--force", "write over files that exist")
    .action(run(async () => (await import("../commands/init.js")).init));
  program
    .command("check")
    .description("find what is wrong with workflows before they run")
    .argument(
      "<files...>",
      "TypeScript modules, IR documents, Maestro definitions (JSON or YAML), folders, or patterns in quotes",
    )
    .option("--tsc", "run the project's TypeScript compiler beside")
    .option("--fix", "apply safe fixes to Maestro definitions")
    .option("--max-warnings <n>", "fail when there are more warnings", wholeFrom(0))
    .addOption(format())
    .addOption(asJson("findings"))
    .action(run(async () => (await import("../commands/check.js")).check));
  installation(
    program
      .command("compile")
      .description("write the IR, or a target's own documents")
      .argument(
        "<files...>",
        "TypeScript modules, IR documents, definitions to write in another form, folders or patterns",
      )
      .option("-o, --out <path>", "a file, or a folder for several workflows; standard output when absent")
      .addOption(new Option("--target <target>", "what to write").choices(["ir", "maestro"]).default("ir"))
      .addOption(
        new Option("--format <form>", "how it is written; yaml, and Maestro's YAML language dsl, for Maestro only")
          .choices(["json", "yaml", "dsl"])
          .default("json"),
      )
      .option("--comments", "say in YAML where each step and param was written")
      .option("--no-sources", "leave the source table out")
      .addOption(format("--report")),
  ).action(run(async () => (await import("../commands/compile.js")).compileCommand));
  program
    .command("types")
    .description("write the types of the Python files that TypeScript imports")
    .argument("[folder]", "the project; the current folder when absent")
    .option("--watch", "write again whenever a file changes")
    .addOption(asJson("what was written"))
    .action(run(async () => (await import("../commands/types.js")).types));
  program
    .command("graph")
    .description("show the steps of a workflow and their order")
    .argument("<file>", "a TypeScript module or an IR document")
    .addOption(new Option("--format <form>", "how").choices(["text", "mermaid", "dot"]).default("text"))
    .action(run(async () => (await import("../commands/graph.js")).graph));
  program
    .command("explain")
    .description("explain a finding: cause, wrong code, right code")
    .argument("[code]", "such as STV3001; all codes when absent")
    .action(run(async () => (await import("../commands/explain.js")).explain));
}
