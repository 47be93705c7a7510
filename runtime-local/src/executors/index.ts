import { createDiagnostic } from "@stave/ir-schema";
import type { WorkStep } from "../core/index.js";
import { custom } from "./custom.js";
import { type Executor, failed } from "./executor.js";
import { http } from "./http.js";
import { python } from "./python.js";
import { shell } from "./shell.js";

const unsupported: Executor = ({ command: { step, at } }) =>
  Promise.resolve(failed(createDiagnostic("step-unsupported", { step: step.id, kind: step.kind }, at), "error", false));

/** Who does the work of each kind of step. A no-op's work is done by the core. */
export const executors: { readonly [TKind in WorkStep["kind"]]: Executor } = {
  python,
  shell,
  http,
  custom,
  notebook: unsupported,
  container: unsupported,
  noop: () => Promise.resolve({ status: "succeeded", outputs: {} }),
};
