import type { Step, Type } from "@stave/ir-schema";
import type { Ref } from "./ref.js";
import type { Site } from "./sites.js";

declare const outputs: unique symbol;

/** The types of a step's outputs by name. */
export type Outputs = Readonly<Record<string, unknown>>;

/** A call of a step type: inert until `w.step` gives it a place. */
export interface StepCall<out TOutputs> {
  readonly [outputs]: TOutputs;
}

/** One argument of a step call. */
export interface CallInput {
  readonly type: Type | undefined;
  readonly value: unknown;
}

/** What is wrong with a call, reported where the call is placed. */
export interface CallProblem {
  readonly name: "unknown-argument" | "missing-argument";
  readonly argument: string;
  readonly hint?: string;
  /** The argument that a misspelt one stands for. */
  readonly meant?: string;
}

/** Without the missing arguments that are there under a misspelt name. */
export function withoutMisspelt(problems: readonly CallProblem[]): readonly CallProblem[] {
  return problems.filter(
    ({ name, argument }) => name !== "missing-argument" || !problems.some(({ meant }) => meant === argument),
  );
}

/** A leaf step without its place. */
export type LeafKind = Exclude<Step["kind"], "foreach" | "while" | "subworkflow">;

/** The object behind every `StepCall`. */
export interface CallNode {
  readonly kind: LeafKind;
  /** What a message calls the step type, for example `fit`. */
  readonly label: string;
  /** Members of the IR step that are not expressions. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly inputs: Readonly<Record<string, CallInput>>;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, Type>>;
  readonly problems?: readonly CallProblem[];
  readonly site?: Site | undefined;
  /** Where the types of inputs are declared, by input; files from the project's root. */
  readonly declared?: Readonly<Record<string, Site>>;
  /** Where its results are declared. */
  readonly returnsAt?: Site | undefined;
  /** Where the arguments stand within the call's own arguments. */
  readonly inputsPath?: readonly (string | number)[];
}

/** Makes a step call of its node. */
export function stepCall<TOutputs>(node: CallNode): StepCall<TOutputs> {
  return Object.freeze(node) as unknown as StepCall<TOutputs>;
}

/** The node of a step call; undefined for anything else. */
export function callNode(call: unknown): CallNode | undefined {
  if (typeof call !== "object" || call === null) return undefined;
  return "kind" in call && "inputs" in call && "fields" in call ? (call as unknown as CallNode) : undefined;
}

declare const placed: unique symbol;

/** A placed step: its outputs by name, and something `after` can name. */
export type PlacedStep<TOutputs> = { readonly [K in keyof TOutputs]: Ref<TOutputs[K]> } & Placed;

/** Anything with a place in the workflow. */
export interface Placed {
  readonly [placed]: true;
}
