import { type Command, Option } from "commander";
import { asJson, installation, param, type Runner, server } from "./shared-options.js";

/** Commands that talk to a Maestro server. */
export function addServerCommands(program: Command, run: Runner): void {
  installation(
    server(
      program
        .command("push")
        .description("send workflows to a Maestro server")
        .argument(
          "<files...>",
          "TypeScript modules, IR documents, Maestro definitions (JSON or YAML), folders, or patterns in quotes",
        )
        .option("--journal <file>", "note what is done, to take up a broken push again")
        .addOption(asJson("the results")),
    ),
  ).action(run(async () => (await import("../commands/push.js")).push));
  installation(
    server(
      program
        .command("plan")
        .description("show what a push would change on a Maestro server")
        .argument(
          "<files...>",
          "TypeScript modules, IR documents, Maestro definitions (JSON or YAML), folders, or patterns in quotes",
        )
        .option("-o, --out <file>", "write the plan for `stave apply`")
        .option("--prune <file>", "ids once deployed from here, one a line: those no longer in the source are deleted")
        .option("--exit-code", "exit with 1 when something would change")
        .addOption(asJson("the plan")),
    ),
  ).action(run(async () => (await import("../commands/plan.js")).planCommand));
  server(
    program
      .command("apply")
      .description("apply exactly a plan that was reviewed")
      .argument("<plan>", "the file `stave plan --out` wrote")
      .option("-y, --yes", "do not ask")
      .option("--partly", "apply what still fits although the server moved elsewhere")
      .addOption(asJson("the results")),
  ).action(run(async () => (await import("../commands/apply.js")).applyCommand));
  server(
    program
      .command("start")
      .description("start a workflow on a Maestro server")
      .argument("<workflow>", "its id")
      .option("--workflow-version <version>", "a number, active, latest or default", "active")
      .addOption(param())
      .option("--request-id <uuid>", "starts under the same id happen once")
      .option("--wait", "follow the run to its end; Ctrl-C leaves it going")
      .option("--cancel", "with --wait: Ctrl-C stops the run")
      .addOption(asJson("the result")),
  ).action(run(async () => (await import("../commands/start.js")).start));
  server(
    program
      .command("status")
      .description("show a run on a Maestro server")
      .argument("<workflow>", "its id")
      .argument("[instance]", "the run's number; the latest when absent")
      .addOption(asJson("the run")),
  ).action(run(async () => (await import("../commands/status.js")).status));
  server(
    program
      .command("logs")
      .description("print what a Maestro server kept of a run's output")
      .argument("<workflow>", "its id")
      .argument("<instance>", "the run's number")
      .option("--step <id>", "of one step"),
  ).action(run(async () => (await import("../commands/act.js")).logs));
  server(
    program
      .command("stop")
      .description("stop a run on a Maestro server")
      .argument("<workflow>", "its id")
      .argument("<instance>", "the run's number")
      .option("--kill", "fail it instead")
      .addOption(asJson("the answer")),
  ).action(run(async () => (await import("../commands/act.js")).stop));
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
  ).action(run(async () => (await import("../commands/act.js")).restart));
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
  ).action(run(async () => (await import("../commands/backfill.js")).backfill));
}
