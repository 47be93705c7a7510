import type { GivenParts, ListArg } from "./args.js";
import type {
  ForeachOptions,
  ParamSpecs,
  StepOptions,
  SubworkflowOptions,
  WhenOptions,
  WhileOptions,
} from "./options.js";
import type { ParamSpec, ParamValue, ParamValues } from "./params.js";
import type { Ref } from "./ref.js";
import type { Placed, PlacedStep, StepCall } from "./step-call.js";
import type { WorkflowDefinition } from "./workflow.js";

/** Refs by name. */
export type Refs = Readonly<Record<string, Ref<unknown>>>;

/** What a body may give back: a placed step, refs by name, or nothing. */
export type BodyResult = Placed | Refs | undefined | void;

/** The lists a foreach goes over, by loop variable. */
export type Lists = Readonly<Record<string, ListArg<unknown>>>;

// The types below are conditional so that a hover shows their members and not their names.

/** The loop variables of a foreach. */
export type LoopVars<TLists> = TLists extends unknown
  ? { readonly [K in keyof TLists]: TLists[K] extends ListArg<infer T> ? Ref<T> : never }
  : never;

/** The outputs of a foreach: for each of the body's, a list with one value an iteration. */
export type Collected<TResult> = TResult extends unknown
  ? { readonly [K in Extract<keyof TResult, string>]: TResult[K] extends Ref<infer T> ? readonly T[] : never }
  : never;

/** The values of what a body gave back. */
export type ResultValues<TResult> = TResult extends unknown
  ? { readonly [K in Extract<keyof TResult, string>]: TResult[K] extends Ref<infer T> ? T : never }
  : never;

/** Refs to params or loop variables. */
export type ParamRefs<TSpecs> = TSpecs extends unknown
  ? { readonly [K in keyof TSpecs]: TSpecs[K] extends ParamSpec<infer T> ? Ref<T> : never }
  : never;

/** What the body of a while gives back: the next values of loop variables. */
export type NextValues<TVars> = { readonly [K in keyof TVars]?: Ref<ParamValue<TVars[K]>> | ParamValue<TVars[K]> };

/** An arm of a `when`: what its body gave back, and the other arm. */
export type WhenArm<TResult> = (TResult extends object ? TResult : unknown) & {
  /** The steps to run when the condition is false. */
  otherwise<TOther extends BodyResult>(body: (w: Builder) => TOther): TOther;
};

/** The arguments of a subworkflow: its params; those without a default must be given. */
export type SubworkflowArgs<TParams extends ParamSpecs> = {
  readonly [K in keyof TParams as TParams[K]["optional"] extends true ? never : K]: GivenTo<TParams[K]>;
} & {
  readonly [K in keyof TParams as TParams[K]["optional"] extends true ? K : never]?: GivenTo<TParams[K]>;
};

type GivenTo<TSpec> = TSpec extends ParamSpec<infer T> ? GivenParts<T> | Ref<T> : never;

/** Places steps in one scope: a workflow, the body of a loop, or an arm of a branch. */
export interface Builder {
  /**
   * Places a step and gives its outputs. Using an output as an argument is the edge between two steps.
   *
   * @example
   * const rows = w.step("clean", clean({ csv }));
   * const model = w.step("fit", fit({ rows: rows.path }), { retry: { limit: 3 } });
   */
  step<TOutputs>(id: string, call: StepCall<TOutputs>, options?: StepOptions): PlacedStep<TOutputs>;

  /**
   * Runs the body's steps once for each item, or for each combination of items of several lists (the first varies
   * fastest). Its outputs are lists, one value an iteration, in order.
   *
   * @example
   * const models = w.foreach("fit_city", { city: cities }, (w, { city }) => w.step("fit", fit({ city })));
   */
  foreach<TLists extends Lists, TResult extends BodyResult>(
    id: string,
    lists: TLists,
    body: (w: Builder, vars: LoopVars<TLists>) => TResult,
    options?: ForeachOptions,
  ): PlacedStep<Collected<TResult>>;

  /**
   * Runs the body's steps only if the condition is true.
   *
   * @example
   * w.when("good_enough", models.auc.at(0).gt(0.8), (w) => {
   *   w.step("publish", publish({ models: models.uri }));
   * }).otherwise((w) => {
   *   w.step("tell", tell({ why: "not good enough" }));
   * });
   */
  when<TResult extends BodyResult>(
    id: string,
    condition: Ref<boolean>,
    body: (w: Builder) => TResult,
    options?: WhenOptions,
  ): WhenArm<TResult>;

  /**
   * Repeats the body's steps while the condition over the loop variables holds. The body gives the variables' next
   * values; the outputs are their last ones.
   *
   * @example
   * w.while("improve", { score: p.float(0), tries: p.int(0) },
   *   ({ score, tries }) => expr([score, tries], (score, tries) => score < 0.9 && tries < 5),
   *   (w, { tries }) => {
   *     const model = w.step("fit", fit({ seed: tries }));
   *     return { score: model.auc, tries: tries.add(1) };
   *   });
   */
  while<TVars extends ParamSpecs>(
    id: string,
    vars: TVars,
    condition: (vars: ParamRefs<TVars>) => Ref<boolean>,
    body: (w: Builder, vars: ParamRefs<TVars>) => NextValues<TVars>,
    options?: WhileOptions,
  ): PlacedStep<ParamValues<TVars>>;

  /**
   * Runs another workflow; its params are the arguments.
   *
   * @example
   * const report = w.subworkflow("report", cityReport, { city: "seattle" });
   */
  subworkflow<TParams extends ParamSpecs, TResult>(
    id: string,
    workflow: WorkflowDefinition<TParams, TResult>,
    args: SubworkflowArgs<TParams>,
    options?: SubworkflowOptions,
  ): PlacedStep<ResultValues<TResult>>;
}
