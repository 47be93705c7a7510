import { type Command, InvalidArgumentError, Option } from "commander";
import type { ExitCode } from "../exit.js";
import type { Invocation } from "../main.js";

/** A command's work, loaded when it is called. */
export type Run = (invocation: Invocation, ...args: never[]) => Promise<ExitCode>;

/** Makes commander's action of a command's work. */
export type Runner = (load: () => Promise<Run>) => (...args: unknown[]) => Promise<void>;

export const format = (flag: "--format" | "--report" = "--format"): Option =>
  new Option(`${flag} <form>`, "how findings are printed")
    .choices(["pretty", "json", "sarif", "github"])
    .default("pretty");
export const wholeFrom =
  (least: number) =>
  (text: string): number => {
    if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Number(text);
    throw new InvalidArgumentError(`A whole number from ${least} is expected.`);
  };
export const asJson = (what: string): Option => new Option("--json", `print ${what} as JSON`);
export const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];
export const param = (): Option =>
  new Option("-p, --param <name=value>", "a value for a param; repeat for more")
    .argParser(collect)
    .default([] as readonly string[], "none");
type Header = readonly [name: string, value: string];
function header(text: string, before: readonly Header[]): readonly Header[] {
  const [, name, value] = /^([\w!#$%&'*+.^`|~-]+)[=:]\s*(.*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError("Write it as name=value.");
  return [...before, [name, value]];
}
export const installation = (command: Command): Command =>
  command
    .option("--image <image>", "the container image of steps that name none")
    .option("--installation <file>", "images, harness and step types of the Maestro written for, JSON");
export const server = (command: Command): Command =>
  command
    .option("--url <address>", "the server's address; $STAVE_URL when absent")
    .option("--user <name>", "who asks; $STAVE_USER, else the login name, when absent")
    .addOption(
      new Option("--header <name=value>", "a header of every call; repeat for more")
        .argParser(header)
        .default([] as readonly Header[], "none"),
    )
    .option("--token-file <file>", "holds a bearer token, read before each call; $STAVE_TOKEN when absent")
    .option("--cert <file>", "the client's certificate, PEM")
    .option("--key <file>", "the certificate's key, PEM")
    .option("--ca <file>", "who vouches for the server, PEM");
