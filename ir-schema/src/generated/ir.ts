// Generated from ir-schema/src/schema by `npm run generate`. Do not edit.

/**
 * The static type of a value.
 */
export type Type = ScalarType | ListType | MapType | NullableType | StructType | EnumType | FormatType;
/**
 * A type without parts. `int` is an exact 64-bit integer.
 */
export type ScalarType = "string" | "int" | "float" | "bool" | "date" | "timestamp" | "duration" | "json" | "null";
/**
 * A typed expression tree.
 */
export type Expr =
  | LiteralExpr
  | ParamExpr
  | OutputExpr
  | LoopExpr
  | SignalExpr
  | RunExpr
  | OpExpr
  | IfExpr
  | CallExpr
  | ListExpr
  | MapExpr
  | StructExpr
  | IndexExpr
  | FieldExpr
  | TextExpr
  | LetExpr
  | VarExpr
  | FnExpr
  | FirstOfExpr
  | SelExpr;
export type Json = unknown;
/**
 * `and`, `or` and `??` evaluate their right side only when needed.
 */
export type Operator =
  "neg" | "not" | "+" | "-" | "*" | "/" | "%" | "**" | "<" | "<=" | ">" | ">=" | "==" | "!=" | "and" | "or" | "??";
export type Trigger = CronTrigger | SignalTrigger;
export type Comparison = "=" | "<" | "<=" | ">" | ">=";
/**
 * Where code runs. Part of the digest.
 */
export type Environment =
  | {
      readonly kind: "python";
      readonly requirements: readonly string[];
      readonly requiresPython?: string;
      /**
       * Digest of the lock file it came from.
       */
      readonly lock?: string;
    }
  | {
      readonly kind: "image";
      readonly image: string;
    };
export type Step =
  | PythonStep
  | NotebookStep
  | ShellStep
  | HttpStep
  | ContainerStep
  | SleepStep
  | NoopStep
  | CustomStep
  | SubworkflowStep
  | ForeachStep
  | WhileStep;
/**
 * File (position in `files`), line and column, both from 1.
 *
 * @minItems 3
 * @maxItems 3
 */
export type SourceSite = readonly [number, number, number];

/**
 * A workflow in Stave's portable form.
 */
export interface IrDocument {
  /**
   * Version, major.minor.
   */
  readonly ir: string;
  readonly workflow: Workflow;
  readonly sources?: SourceTable;
}
/**
 * One workflow.
 */
export interface Workflow {
  readonly id: string;
  readonly name?: string;
  readonly description?: string;
  readonly owner?: string;
  readonly tags?: readonly string[];
  readonly criticality?: "low" | "medium" | "high" | "critical";
  readonly params?: {
    readonly [k: string]: Param;
  };
  readonly triggers?: readonly Trigger[];
  readonly runStrategy?: RunStrategy;
  /**
   * Steps at once over all runs of the workflow.
   */
  readonly stepConcurrency?: number;
  /**
   * Steps at once in one run.
   */
  readonly runStepConcurrency?: number;
  /**
   * A duration over the params.
   */
  readonly timeout?: Expr;
  readonly alerting?: Alerting;
  readonly environments?: {
    readonly [k: string]: Environment;
  };
  readonly steps: readonly Step[];
  readonly outputs?: {
    readonly [k: string]: WorkflowOutput;
  };
  readonly extensions?: Extensions;
}
/**
 * A workflow parameter.
 */
export interface Param {
  readonly type: Type;
  /**
   * Used when the run gives no value. Absent: the run must give one.
   */
  readonly default?: Expr;
  /**
   * Who may override it: nobody, nobody after start, a start, a start or restart, anyone (default).
   */
  readonly mode?: "constant" | "immutable" | "start" | "start-restart" | "mutable";
  readonly description?: string;
  /**
   * Smallest value, of the param's own type.
   */
  readonly min?: number | string;
  /**
   * Largest value, of the param's own type.
   */
  readonly max?: number | string;
  readonly minLength?: number;
  readonly maxLength?: number;
  /**
   * A regular expression the whole text must match.
   */
  readonly pattern?: string;
  readonly tags?: readonly string[];
}
/**
 * A list whose items share one type.
 */
export interface ListType {
  readonly kind: "list";
  readonly of: Type;
}
/**
 * A map from text keys to values of one type.
 */
export interface MapType {
  readonly kind: "map";
  readonly of: Type;
}
/**
 * A value or null.
 */
export interface NullableType {
  readonly kind: "nullable";
  readonly of: Type;
}
/**
 * A closed record of named fields.
 */
export interface StructType {
  readonly kind: "struct";
  /**
   * The name the user gave it, for messages.
   */
  readonly name?: string;
  readonly fields: {
    readonly [k: string]: Type;
  };
  /**
   * Fields that may be absent.
   */
  readonly optional?: readonly string[];
}
/**
 * One of a closed list of scalar values.
 */
export interface EnumType {
  readonly kind: "enum";
  readonly of: "string" | "int" | "float" | "bool";
  /**
   * @minItems 1
   */
  readonly values: readonly (string | number | boolean)[];
}
/**
 * A string of a known format: path, uuid, decimal, bytes.
 */
export interface FormatType {
  readonly kind: "format";
  readonly of: "string";
  readonly format: string;
}
/**
 * A constant.
 */
export interface LiteralExpr {
  readonly kind: "literal";
  readonly type: Type;
  /**
   * The value, encoded by its type.
   */
  readonly value: Json;
}
/**
 * A workflow parameter.
 */
export interface ParamExpr {
  readonly kind: "param";
  readonly name: string;
}
/**
 * An output of a step that ran before.
 */
export interface OutputExpr {
  readonly kind: "output";
  readonly step: string;
  readonly name: string;
}
/**
 * A variable of the enclosing foreach or while step.
 */
export interface LoopExpr {
  readonly kind: "loop";
  readonly step: string;
  readonly name: string;
}
/**
 * A field of a signal.
 */
export interface SignalExpr {
  readonly kind: "signal";
  /**
   * The signal that started the run, or one this step waits for.
   */
  readonly from: "trigger" | "wait";
  readonly signal: string;
  readonly field: string;
  readonly type: Type;
}
/**
 * A fact about the run. Only here do time and identity enter an expression.
 */
export interface RunExpr {
  readonly kind: "run";
  readonly field: "id" | "workflowId" | "startTime" | "logicalDate" | "intervalStart" | "intervalEnd" | "ds" | "dsNodash";
}
/**
 * An operator applied to one or two operands.
 */
export interface OpExpr {
  readonly kind: "op";
  readonly op: Operator;
  readonly args: readonly Expr[];
}
/**
 * `then` when `cond` is true, else `else`; only one of them is evaluated.
 */
export interface IfExpr {
  readonly kind: "if";
  readonly cond: Expr;
  readonly then: Expr;
  readonly else: Expr;
}
/**
 * A call of a function of the library.
 */
export interface CallExpr {
  readonly kind: "call";
  readonly fn: string;
  readonly args: readonly Expr[];
}
/**
 * A list built from expressions.
 */
export interface ListExpr {
  readonly kind: "list";
  /**
   * The item type, where the items alone do not say it.
   */
  readonly of?: Type;
  readonly items: readonly Expr[];
}
/**
 * A map built from key and value expressions; a later key wins.
 */
export interface MapExpr {
  readonly kind: "map";
  readonly of?: Type;
  readonly entries: readonly MapEntry[];
}
export interface MapEntry {
  readonly key: Expr;
  readonly value: Expr;
}
/**
 * A struct built from named expressions.
 */
export interface StructExpr {
  readonly kind: "struct";
  readonly fields: {
    readonly [k: string]: Expr;
  };
}
/**
 * An item of a list by position from 0, or a value of a map by key.
 */
export interface IndexExpr {
  readonly kind: "index";
  readonly of: Expr;
  readonly index: Expr;
}
/**
 * A field of a struct; the value of a map's key, null where it is missing; or a property, such as `length`.
 */
export interface FieldExpr {
  readonly kind: "field";
  readonly of: Expr;
  readonly name: string;
}
/**
 * Texts and values joined into one string.
 */
export interface TextExpr {
  readonly kind: "text";
  readonly parts: readonly (string | Expr)[];
}
/**
 * Names a value for use inside `in`.
 */
export interface LetExpr {
  readonly kind: "let";
  readonly name: string;
  readonly value: Expr;
  readonly in: Expr;
}
/**
 * A name bound by `let` or by a function.
 */
export interface VarExpr {
  readonly kind: "var";
  readonly name: string;
}
/**
 * A function, only as an argument of a call.
 */
export interface FnExpr {
  readonly kind: "fn";
  readonly params: readonly string[];
  readonly body: Expr;
}
/**
 * The first option whose steps were not skipped.
 */
export interface FirstOfExpr {
  readonly kind: "firstOf";
  /**
   * @minItems 1
   */
  readonly options: readonly Expr[];
}
/**
 * Raw SEL of Netflix Maestro; only that target can evaluate it.
 */
export interface SelExpr {
  readonly kind: "sel";
  readonly source: string;
  readonly type: Type;
}
/**
 * Starts the workflow by the clock.
 */
export interface CronTrigger {
  readonly kind: "cron";
  /**
   * Five fields: minute hour day-of-month month day-of-week.
   */
  readonly cron: string;
  /**
   * An IANA zone name; UTC when absent.
   */
  readonly timezone?: string;
  /**
   * Largest random delay, an ISO-8601 duration.
   */
  readonly jitter?: string;
}
/**
 * Starts the workflow when all its signals have arrived.
 */
export interface SignalTrigger {
  readonly kind: "signal";
  /**
   * @minItems 1
   */
  readonly signals: readonly SignalSource[];
  readonly condition?: Expr;
}
export interface SignalSource {
  readonly name: string;
  /**
   * Only signals whose fields compare so.
   */
  readonly match?: {
    readonly [k: string]: {
      readonly op: Comparison;
      readonly value: string | number;
    };
  };
  /**
   * Fields that must be equal over all signals of the trigger.
   */
  readonly joinKeys?: readonly string[];
}
/**
 * What happens when a run starts while another is active.
 */
export interface RunStrategy {
  readonly rule: "sequential" | "strict-sequential" | "first-only" | "last-only" | "parallel" | "serial-latest-only";
  /**
   * Runs at once; `parallel` only.
   */
  readonly concurrency?: number;
}
/**
 * Who hears of failures.
 */
export interface Alerting {
  readonly emails?: readonly string[];
  readonly slack?: readonly string[];
  readonly pagerduty?: readonly string[];
}
/**
 * Calls a Python function with keyword arguments.
 */
export interface PythonStep {
  readonly kind: "python";
  readonly id: string;
  readonly name?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  /**
   * Absent: the step starts with its scope.
   */
  readonly needs?: readonly Need[];
  /**
   * `all` (default): skipped when any need was skipped or false. `any`: runs when at least one is true.
   */
  readonly join?: "all" | "any";
  readonly retry?: Retry;
  /**
   * A duration.
   */
  readonly timeout?: Expr;
  /**
   * Let other branches finish (default), stop everything, or go on as if it had succeeded.
   */
  readonly onFailure?: "fail-after-running" | "fail-now" | "ignore";
  readonly waits?: readonly SignalWait[];
  readonly emits?: readonly SignalEmit[];
  readonly extensions?: Extensions;
  /**
   * Path of the file from the project's root, with `/`.
   */
  readonly module: string;
  readonly function: string;
  /**
   * How the returned value becomes outputs.
   */
  readonly returns: "none" | "result" | "fields";
  /**
   * A name in the workflow's `environments`.
   */
  readonly environment?: string;
  /**
   * Environment variables, strings.
   */
  readonly env?: {
    readonly [k: string]: Expr;
  };
  readonly inputs: {
    readonly [k: string]: Input;
  };
  readonly outputs: {
    readonly [k: string]: Type;
  };
}
/**
 * An edge from a step that must be complete before.
 */
export interface Need {
  readonly step: string;
  /**
   * A bool; the edge counts only when it is true. Absent: true.
   */
  readonly when?: Expr;
}
/**
 * What happens after a failed attempt.
 */
export interface Retry {
  /**
   * Further attempts after the first.
   */
  readonly limit: number;
  readonly backoff?: {
    readonly kind: "exponential" | "fixed";
    /**
     * Before the first retry, an ISO-8601 duration.
     */
    readonly delay: string;
    /**
     * Exponential only; 2 when absent.
     */
    readonly factor?: number;
    /**
     * Longest delay, an ISO-8601 duration.
     */
    readonly max?: string;
  };
  /**
   * Kinds retried; error and platform when absent.
   */
  readonly on?: readonly ("error" | "platform" | "timeout")[];
}
/**
 * A signal the step waits for before it starts.
 */
export interface SignalWait {
  /**
   * The signal's name, a string.
   */
  readonly name: Expr;
  /**
   * How expressions of this step name it.
   */
  readonly alias?: string;
  readonly match?: {
    readonly [k: string]: {
      readonly op: Comparison;
      readonly value: Expr;
    };
  };
  /**
   * The fields this step reads.
   */
  readonly fields?: {
    readonly [k: string]: Type;
  };
}
/**
 * A signal the step announces when it has succeeded.
 */
export interface SignalEmit {
  readonly name: Expr;
  /**
   * Strings and ints others can match on.
   */
  readonly fields?: {
    readonly [k: string]: Expr;
  };
}
/**
 * Data of other tools, by tool name. The only place where unknown keys are kept.
 */
export interface Extensions {
  readonly [k: string]: unknown;
}
/**
 * A typed argument of a step.
 */
export interface Input {
  /**
   * What the step expects.
   */
  readonly type: Type;
  readonly value: Expr;
}
/**
 * Runs a Jupyter notebook with parameters.
 */
export interface NotebookStep {
  readonly kind: "notebook";
  readonly id: string;
  readonly name?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  /**
   * Absent: the step starts with its scope.
   */
  readonly needs?: readonly Need[];
  /**
   * `all` (default): skipped when any need was skipped or false. `any`: runs when at least one is true.
   */
  readonly join?: "all" | "any";
  readonly retry?: Retry;
  /**
   * A duration.
   */
  readonly timeout?: Expr;
  /**
   * Let other branches finish (default), stop everything, or go on as if it had succeeded.
   */
  readonly onFailure?: "fail-after-running" | "fail-now" | "ignore";
  readonly waits?: readonly SignalWait[];
  readonly emits?: readonly SignalEmit[];
  readonly extensions?: Extensions;
  readonly path: string;
  /**
   * A name in the workflow's `environments`.
   */
  readonly environment?: string;
  /**
   * Environment variables, strings.
   */
  readonly env?: {
    readonly [k: string]: Expr;
  };
  readonly inputs: {
    readonly [k: string]: Input;
  };
  readonly outputs: {
    readonly [k: string]: Type;
  };
}
/**
 * Runs a command. Outputs: JSON written to `$STAVE_OUTPUT`; `stdout` when declared.
 */
export interface ShellStep {
  readonly kind: "shell";
  readonly id: string;
  readonly name?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  /**
   * Absent: the step starts with its scope.
   */
  readonly needs?: readonly Need[];
  /**
   * `all` (default): skipped when any need was skipped or false. `any`: runs when at least one is true.
   */
  readonly join?: "all" | "any";
  readonly retry?: Retry;
  /**
   * A duration.
   */
  readonly timeout?: Expr;
  /**
   * Let other branches finish (default), stop everything, or go on as if it had succeeded.
   */
  readonly onFailure?: "fail-after-running" | "fail-now" | "ignore";
  readonly waits?: readonly SignalWait[];
  readonly emits?: readonly SignalEmit[];
  readonly extensions?: Extensions;
  /**
   * Run by `sh -c`; inputs follow its last command as `--name value` arguments, or stand where it says `$@`.
   */
  readonly script: string;
  /**
   * A name in the workflow's `environments`.
   */
  readonly environment?: string;
  /**
   * Environment variables, strings.
   */
  readonly env?: {
    readonly [k: string]: Expr;
  };
  readonly inputs: {
    readonly [k: string]: Input;
  };
  readonly outputs: {
    readonly [k: string]: Type;
  };
}
/**
 * Makes one HTTP request; a status outside 2xx is an error.
 */
export interface HttpStep {
  readonly kind: "http";
  readonly id: string;
  readonly name?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  /**
   * Absent: the step starts with its scope.
   */
  readonly needs?: readonly Need[];
  /**
   * `all` (default): skipped when any need was skipped or false. `any`: runs when at least one is true.
   */
  readonly join?: "all" | "any";
  readonly retry?: Retry;
  /**
   * A duration.
   */
  readonly timeout?: Expr;
  /**
   * Let other branches finish (default), stop everything, or go on as if it had succeeded.
   */
  readonly onFailure?: "fail-after-running" | "fail-now" | "ignore";
  readonly waits?: readonly SignalWait[];
  readonly emits?: readonly SignalEmit[];
  readonly extensions?: Extensions;
  /**
   * `method`, `url`, `headers`, `body`.
   */
  readonly inputs: {
    readonly [k: string]: Input;
  };
  /**
   * `status_code`, `body`.
   */
  readonly outputs: {
    readonly [k: string]: Type;
  };
}
/**
 * Runs a container image.
 */
export interface ContainerStep {
  readonly kind: "container";
  readonly id: string;
  readonly name?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  /**
   * Absent: the step starts with its scope.
   */
  readonly needs?: readonly Need[];
  /**
   * `all` (default): skipped when any need was skipped or false. `any`: runs when at least one is true.
   */
  readonly join?: "all" | "any";
  readonly retry?: Retry;
  /**
   * A duration.
   */
  readonly timeout?: Expr;
  /**
   * Let other branches finish (default), stop everything, or go on as if it had succeeded.
   */
  readonly onFailure?: "fail-after-running" | "fail-now" | "ignore";
  readonly waits?: readonly SignalWait[];
  readonly emits?: readonly SignalEmit[];
  readonly extensions?: Extensions;
  /**
   * Environment variables, strings.
   */
  readonly env?: {
    readonly [k: string]: Expr;
  };
  /**
   * `cpu`, `memory`, `disk`, `gpu`.
   */
  readonly resources?: {
    readonly [k: string]: string;
  };
  /**
   * `image`, `command`, `args`.
   */
  readonly inputs: {
    readonly [k: string]: Input;
  };
  readonly outputs: {
    readonly [k: string]: Type;
  };
}
/**
 * Waits.
 */
export interface SleepStep {
  readonly kind: "sleep";
  readonly id: string;
  readonly name?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  /**
   * Absent: the step starts with its scope.
   */
  readonly needs?: readonly Need[];
  /**
   * `all` (default): skipped when any need was skipped or false. `any`: runs when at least one is true.
   */
  readonly join?: "all" | "any";
  readonly retry?: Retry;
  /**
   * A duration.
   */
  readonly timeout?: Expr;
  /**
   * Let other branches finish (default), stop everything, or go on as if it had succeeded.
   */
  readonly onFailure?: "fail-after-running" | "fail-now" | "ignore";
  readonly waits?: readonly SignalWait[];
  readonly emits?: readonly SignalEmit[];
  readonly extensions?: Extensions;
  /**
   * `duration`.
   */
  readonly inputs: {
    readonly [k: string]: Input;
  };
  readonly outputs: {
    readonly [k: string]: Type;
  };
}
/**
 * Computes its inputs and gives them out again; the gate of a `when`.
 */
export interface NoopStep {
  readonly kind: "noop";
  readonly id: string;
  readonly name?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  /**
   * Absent: the step starts with its scope.
   */
  readonly needs?: readonly Need[];
  /**
   * `all` (default): skipped when any need was skipped or false. `any`: runs when at least one is true.
   */
  readonly join?: "all" | "any";
  readonly retry?: Retry;
  /**
   * A duration.
   */
  readonly timeout?: Expr;
  /**
   * Let other branches finish (default), stop everything, or go on as if it had succeeded.
   */
  readonly onFailure?: "fail-after-running" | "fail-now" | "ignore";
  readonly waits?: readonly SignalWait[];
  readonly emits?: readonly SignalEmit[];
  readonly extensions?: Extensions;
  readonly inputs: {
    readonly [k: string]: Input;
  };
  /**
   * Its inputs, unchanged.
   */
  readonly outputs: {
    readonly [k: string]: Type;
  };
}
/**
 * A step type that the runtime registers under a name.
 */
export interface CustomStep {
  readonly kind: "custom";
  readonly id: string;
  readonly name?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  /**
   * Absent: the step starts with its scope.
   */
  readonly needs?: readonly Need[];
  /**
   * `all` (default): skipped when any need was skipped or false. `any`: runs when at least one is true.
   */
  readonly join?: "all" | "any";
  readonly retry?: Retry;
  /**
   * A duration.
   */
  readonly timeout?: Expr;
  /**
   * Let other branches finish (default), stop everything, or go on as if it had succeeded.
   */
  readonly onFailure?: "fail-after-running" | "fail-now" | "ignore";
  readonly waits?: readonly SignalWait[];
  readonly emits?: readonly SignalEmit[];
  readonly extensions?: Extensions;
  readonly type: string;
  readonly version?: string;
  /**
   * A name in the workflow's `environments`.
   */
  readonly environment?: string;
  readonly inputs: {
    readonly [k: string]: Input;
  };
  readonly outputs: {
    readonly [k: string]: Type;
  };
}
/**
 * Runs another workflow.
 */
export interface SubworkflowStep {
  readonly kind: "subworkflow";
  readonly id: string;
  readonly name?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  /**
   * Absent: the step starts with its scope.
   */
  readonly needs?: readonly Need[];
  /**
   * `all` (default): skipped when any need was skipped or false. `any`: runs when at least one is true.
   */
  readonly join?: "all" | "any";
  readonly retry?: Retry;
  /**
   * A duration.
   */
  readonly timeout?: Expr;
  /**
   * Let other branches finish (default), stop everything, or go on as if it had succeeded.
   */
  readonly onFailure?: "fail-after-running" | "fail-now" | "ignore";
  readonly waits?: readonly SignalWait[];
  readonly emits?: readonly SignalEmit[];
  readonly extensions?: Extensions;
  /**
   * The other workflow's id.
   */
  readonly workflow: string;
  /**
   * A number, `active`, `latest` or `default`; `active` when absent.
   */
  readonly version?: string;
  /**
   * Wait for it to end; true when absent.
   */
  readonly sync?: boolean;
  /**
   * Its params.
   */
  readonly inputs: {
    readonly [k: string]: Input;
  };
  readonly outputs: {
    readonly [k: string]: Type;
  };
}
/**
 * Runs its steps once for each combination of items.
 */
export interface ForeachStep {
  readonly kind: "foreach";
  readonly id: string;
  readonly name?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  /**
   * Absent: the step starts with its scope.
   */
  readonly needs?: readonly Need[];
  /**
   * `all` (default): skipped when any need was skipped or false. `any`: runs when at least one is true.
   */
  readonly join?: "all" | "any";
  readonly retry?: Retry;
  /**
   * A duration.
   */
  readonly timeout?: Expr;
  /**
   * Let other branches finish (default), stop everything, or go on as if it had succeeded.
   */
  readonly onFailure?: "fail-after-running" | "fail-now" | "ignore";
  readonly waits?: readonly SignalWait[];
  readonly emits?: readonly SignalEmit[];
  readonly extensions?: Extensions;
  /**
   * Loop variables; several lists make every combination, the first varying fastest.
   *
   * @minItems 1
   */
  readonly over: readonly {
    readonly name: string;
    /**
     * Of one item.
     */
    readonly type: Type;
    readonly in: Expr;
  }[];
  readonly concurrency?: number;
  /**
   * A slow iteration holds back later ones.
   */
  readonly strictOrder?: boolean;
  readonly steps: readonly Step[];
  /**
   * Outputs: one value an iteration, gathered in order.
   */
  readonly collect: {
    readonly [k: string]: Expr;
  };
  /**
   * A list type for each name of `collect`.
   */
  readonly outputs: {
    readonly [k: string]: Type;
  };
}
/**
 * Repeats its steps while a condition holds.
 */
export interface WhileStep {
  readonly kind: "while";
  readonly id: string;
  readonly name?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  /**
   * Absent: the step starts with its scope.
   */
  readonly needs?: readonly Need[];
  /**
   * `all` (default): skipped when any need was skipped or false. `any`: runs when at least one is true.
   */
  readonly join?: "all" | "any";
  readonly retry?: Retry;
  /**
   * A duration.
   */
  readonly timeout?: Expr;
  /**
   * Let other branches finish (default), stop everything, or go on as if it had succeeded.
   */
  readonly onFailure?: "fail-after-running" | "fail-now" | "ignore";
  readonly waits?: readonly SignalWait[];
  readonly emits?: readonly SignalEmit[];
  readonly extensions?: Extensions;
  /**
   * Loop variables; `next` is evaluated after each iteration. Absent: unchanged.
   */
  readonly vars: {
    readonly [k: string]: {
      readonly type: Type;
      readonly init: Expr;
      readonly next?: Expr;
    };
  };
  /**
   * A bool over the loop variables, asked before each iteration.
   */
  readonly condition: Expr;
  /**
   * Most iterations; one more fails the step.
   */
  readonly limit?: number;
  readonly steps: readonly Step[];
  /**
   * The loop variables at the end.
   */
  readonly outputs: {
    readonly [k: string]: Type;
  };
}
export interface WorkflowOutput {
  readonly type: Type;
  readonly value: Expr;
}
/**
 * Where each part of the workflow was written. Outside the digest.
 */
export interface SourceTable {
  /**
   * Paths from the project's root, with `/`.
   */
  readonly files: readonly string[];
  /**
   * By JSON pointer into `workflow`.
   */
  readonly sites: {
    readonly [k: string]: SourceSite;
  };
}
