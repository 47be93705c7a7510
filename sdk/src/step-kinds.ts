import { nearest, type Type } from "@stave/ir-schema";
import type { GivenParts, ListArg } from "./args.js";
import type { ParamSpec, ParamValues } from "./params.js";
import type { Operand, Ref } from "./ref.js";
import { captureSite } from "./sites.js";
import { type CallInput, type CallProblem, type StepCall, stepCall, withoutMisspelt } from "./step-call.js";
import type { Duration, DurationLike } from "./temporal.js";

/** Types by name, written with `p`. */
export type Specs = Readonly<Record<string, ParamSpec<unknown>>>;

/** A text or a ref to one. */
export type Text = Operand<string>;

/** Environment variables. */
export type Env = Readonly<Record<string, Text>>;

type Scalar = string | number | boolean | bigint | null;

/** Options of a shell step. */
export interface ShellOptions<TOutputs extends Specs> {
  /**
   * Passed as `--name value` after the last command, or where the script says `"$@"`; true gives a bare `--name`, false and null nothing.
   */
  readonly args?: Readonly<Record<string, Scalar | Ref<unknown> | readonly (Scalar | Ref<unknown>)[]>>;
  readonly env?: Env;
  /** What the script writes as JSON to the file `$STAVE_OUTPUT`. */
  readonly outputs?: TOutputs;
}

/** What a shell step without declared outputs gives. */
export interface ShellOutputs {
  /** What it printed, without the last line end. */
  readonly stdout: string;
}

/**
 * Runs a command. Values never become part of the command line unquoted: they are arguments or environment variables.
 *
 * @example
 * w.step("train", shell("python train.py", { args: { lr: 0.1 }, outputs: { auc: p.float() } }));
 */
export function shell(
  script: string,
  options?: ShellOptions<Specs> & { readonly outputs?: never },
): StepCall<ShellOutputs>;
export function shell<TOutputs extends Specs>(
  script: string,
  options: ShellOptions<TOutputs>,
): StepCall<ParamValues<TOutputs>>;
export function shell(script: string, options: ShellOptions<Specs> = {}): StepCall<unknown> {
  return stepCall({
    kind: "shell",
    label: "shell",
    fields: { script },
    inputs: untyped(options.args ?? {}),
    ...(options.env && { env: options.env }),
    outputs: options.outputs ? typesOf(options.outputs) : { stdout: "string" },
    site: captureSite(shell),
    inputsPath: [1, "args"],
  });
}

/** One HTTP request. */
export interface HttpRequest {
  readonly url: Text;
  /** `GET` when absent. */
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD" | Ref<string>;
  readonly headers?: Readonly<Record<string, Text>>;
  readonly body?: Text;
}

/** What an HTTP step gives. */
export interface HttpOutputs {
  readonly status_code: number;
  readonly body: string;
}

/**
 * Makes one HTTP request; a status outside 2xx is an error and may be retried.
 *
 * @example
 * const page = w.step("fetch", http({ url: text`https://example.org/${day}.json` }));
 */
export function http(request: HttpRequest): StepCall<HttpOutputs> {
  const { url, method = "GET", headers, body } = request;
  return stepCall({
    kind: "http",
    label: "http",
    fields: {},
    inputs: {
      url: { type: "string", value: url },
      method: { type: "string", value: method },
      ...(headers && { headers: { type: { kind: "map", of: "string" }, value: headers } }),
      ...(body !== undefined && { body: { type: "string", value: body } }),
    },
    outputs: { status_code: "int", body: "string" },
    site: captureSite(http),
    inputsPath: [0],
  });
}

/** A container to run. */
export interface ContainerOptions<TOutputs extends Specs> {
  readonly image: Text;
  readonly command?: ListArg<string>;
  readonly args?: ListArg<string>;
  readonly env?: Env;
  readonly resources?: {
    readonly cpu?: string;
    readonly memory?: string;
    readonly disk?: string;
    readonly gpu?: string;
  };
  readonly outputs?: TOutputs;
}

/**
 * Runs a container image.
 *
 * @example
 * w.step("score", container({ image: "acme/score:3", args: ["--day", text`${day}`] }));
 */
// biome-ignore lint/complexity/noBannedTypes: no outputs
export function container<TOutputs extends Specs = {}>(
  options: ContainerOptions<TOutputs>,
): StepCall<ParamValues<TOutputs>> {
  const texts: Type = { kind: "list", of: "string" };
  return stepCall({
    kind: "container",
    label: "container",
    fields: options.resources ? { resources: options.resources } : {},
    inputs: {
      image: { type: "string", value: options.image },
      ...(options.command && { command: { type: texts, value: options.command } }),
      ...(options.args && { args: { type: texts, value: options.args } }),
    },
    ...(options.env && { env: options.env }),
    outputs: typesOf(options.outputs ?? {}),
    site: captureSite(container),
    inputsPath: [0],
  });
}

/** Options of a notebook step. */
export interface NotebookOptions<TOutputs extends Specs> {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly env?: Env;
  readonly outputs?: TOutputs;
}

/**
 * Runs a Jupyter notebook; the params replace those of its tagged `parameters` cell.
 *
 * @example
 * w.step("report", notebook("report.ipynb", { params: { day } }));
 */
// biome-ignore lint/complexity/noBannedTypes: no outputs
export function notebook<TOutputs extends Specs = {}>(
  path: string,
  options: NotebookOptions<TOutputs> = {},
): StepCall<ParamValues<TOutputs>> {
  return stepCall({
    kind: "notebook",
    label: path,
    fields: { path },
    inputs: untyped(options.params ?? {}),
    ...(options.env && { env: options.env }),
    outputs: typesOf(options.outputs ?? {}),
    site: captureSite(notebook),
    inputsPath: [1, "params"],
  });
}

/**
 * Waits.
 *
 * @example
 * w.step("cool_down", sleep({ minutes: 5 }));
 */
// biome-ignore lint/complexity/noBannedTypes: no outputs
export function sleep(duration: DurationLike | Ref<Duration>): StepCall<{}> {
  return stepCall({
    kind: "sleep",
    label: "sleep",
    fields: {},
    inputs: { duration: { type: "duration", value: duration } },
    outputs: {},
    site: captureSite(sleep),
    inputsPath: [0],
  });
}

/** The value types behind arguments. */
export type ArgValues<TArgs> = TArgs extends unknown
  ? { readonly [K in keyof TArgs]: TArgs[K] extends Ref<infer T> ? T : TArgs[K] }
  : never;

/**
 * Does nothing, or computes values once and gives them out again.
 *
 * @example
 * const gate = w.step("both_done", noop(), { after: [a, b] });
 */
// biome-ignore lint/complexity/noBannedTypes: no values
export function noop<TArgs extends Readonly<Record<string, unknown>> = {}>(values?: TArgs): StepCall<ArgValues<TArgs>> {
  return stepCall({
    kind: "noop",
    label: "noop",
    fields: {},
    inputs: untyped(values ?? {}),
    outputs: {},
    site: captureSite(noop),
    inputsPath: [0],
  });
}

/** The arguments of a custom step type: those without a default must be given. */
export type SpecArgs<TSpecs extends Specs> = TSpecs extends unknown
  ? {
      readonly [K in keyof TSpecs as TSpecs[K]["optional"] extends true ? never : K]: SpecArg<TSpecs[K]>;
    } & {
      readonly [K in keyof TSpecs as TSpecs[K]["optional"] extends true ? K : never]?: SpecArg<TSpecs[K]>;
    }
  : never;

type SpecArg<TSpec> = TSpec extends ParamSpec<infer T> ? GivenParts<T> | Ref<T> : never;

/** A step type that the runtime knows under a name. */
export interface CustomStepOptions<TInputs extends Specs, TOutputs extends Specs> {
  readonly inputs?: TInputs;
  readonly outputs?: TOutputs;
  readonly version?: string;
}

/**
 * Declares a step type that the runtime knows under a name, with typed inputs and outputs.
 *
 * @example
 * const train = custom("acme/train", { inputs: { epochs: p.int(3) }, outputs: { auc: p.float() } });
 * const model = w.step("train", train({ epochs: 5 }));
 */
// biome-ignore lint/complexity/noBannedTypes: no inputs, no outputs
export function custom<TInputs extends Specs = {}, TOutputs extends Specs = {}>(
  type: string,
  options: CustomStepOptions<TInputs, TOutputs>,
): (args: SpecArgs<TInputs>) => StepCall<ParamValues<TOutputs>> {
  const inputs = options.inputs ?? {};
  const outputs = typesOf(options.outputs ?? {});
  const call = (args: SpecArgs<TInputs>): StepCall<ParamValues<TOutputs>> =>
    stepCall({
      kind: "custom",
      label: type,
      fields: { type, ...(options.version !== undefined && { version: options.version }) },
      ...specInputs(inputs, args as Readonly<Record<string, unknown>>),
      outputs,
      site: captureSite(call),
      inputsPath: [0],
    });
  return call;
}

/** Arguments checked by name against their specs; defaults fill what is not given. */
export function specInputs(
  specs: Specs,
  args: Readonly<Record<string, unknown>>,
): { readonly inputs: Record<string, CallInput>; readonly problems: readonly CallProblem[] } {
  const inputs: Record<string, CallInput> = {};
  const problems: CallProblem[] = [];
  for (const [name, spec] of Object.entries(specs)) {
    const value = args[name] ?? spec.options.default;
    if (value === undefined && !spec.optional) problems.push({ name: "missing-argument", argument: name });
    else inputs[name] = { type: spec.type, value };
  }
  for (const name of Object.keys(args)) {
    if (!Object.hasOwn(specs, name)) problems.push({ name: "unknown-argument", argument: name, ...meant(name, specs) });
  }
  return { inputs, problems: withoutMisspelt(problems) };
}

function meant(name: string, specs: Specs): { readonly hint?: string; readonly meant?: string } {
  const known = nearest(name, Object.keys(specs));
  return known === undefined ? {} : { hint: `Did you mean "${known}"?`, meant: known };
}

/** Inputs whose types are those of their values. */
function untyped(values: Readonly<Record<string, unknown>>): Record<string, CallInput> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { type: undefined, value }]));
}

/** The IR types of a record of specs. */
export function typesOf(specs: Specs): Record<string, Type> {
  return Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, spec.type]));
}
