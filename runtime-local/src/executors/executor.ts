import type { Diagnostic, Json } from "@stave/ir-schema";
import type { FailureKind, StartAttempt } from "../core/index.js";

/** How an attempt ended. */
export type Outcome =
  | { readonly status: "succeeded"; readonly outputs: Readonly<Record<string, Json>> }
  | {
      readonly status: "failed";
      readonly kind: FailureKind;
      readonly retryable: boolean;
      readonly diagnostic: Diagnostic;
    }
  | { readonly status: "stopped" }
  | { readonly status: "lost" };

/** A function that does the work of a custom step. */
export type CustomHandler = (
  inputs: Readonly<Record<string, Json>>,
  context: { readonly key: string; readonly attempt: number; readonly signal: AbortSignal },
) => Promise<Readonly<Record<string, Json>>> | Readonly<Record<string, Json>>;

/** What every executor of a run shares. */
export interface Workshop {
  readonly projectDir: string;
  readonly runId: string;
  /** Where this run's attempts keep their files. */
  readonly runDir: string;
  readonly python: string | undefined;
  readonly pythonHarness: string | undefined;
  readonly custom: Readonly<Record<string, CustomHandler>>;
  /** How long work may take to end after SIGTERM, before SIGKILL. */
  readonly graceMillis: number;
}

/** One attempt to be made. */
export interface Job {
  readonly workshop: Workshop;
  readonly command: StartAttempt;
  /** Aborted when the attempt has to stop. */
  readonly signal: AbortSignal;
  /** To be called once when the work has really begun. */
  started(): void;
}

/** Does the work of one kind of step. Made again after a crash of the host, it takes up the work where it is. */
export type Executor = (job: Job) => Promise<Outcome>;

/** A failed outcome. */
export function failed(
  diagnostic: Diagnostic,
  kind: FailureKind = "error",
  retryable = true,
): Extract<Outcome, { status: "failed" }> {
  return { status: "failed", kind, retryable, diagnostic };
}
