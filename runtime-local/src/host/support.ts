import { createDiagnostic, type Diagnostic, type Step } from "@stave/ir-schema";
import { type Bundle, placeOf } from "../core/index.js";
import type { CustomHandler } from "../executors/executor.js";

type Handlers = Readonly<Record<string, CustomHandler>>;

/** What in a bundle this runtime cannot play, found before anything runs. */
export function checkSupport(bundle: Bundle, handlers: Handlers): readonly Diagnostic[] {
  return [bundle.root, ...bundle.others].flatMap((document) =>
    eachStep(document.workflow.steps, "/steps").flatMap(({ step, pointer }) => {
      const at = placeOf(document, pointer);
      if (step.kind === "container" || step.kind === "notebook") {
        return [createDiagnostic("step-unsupported", { step: step.id, kind: step.kind }, at)];
      }
      if (step.kind !== "custom" || Object.hasOwn(handlers, step.type)) return [];
      const details = { step: step.id, type: step.type, known: Object.keys(handlers).join(", ") };
      return [createDiagnostic("step-custom-unknown", details, at)];
    }),
  );
}

interface Found {
  readonly step: Step;
  readonly pointer: string;
}

function eachStep(steps: readonly Step[], pointer: string): Found[] {
  return steps.flatMap((step, index) => {
    const own = { step, pointer: `${pointer}/${index}` };
    return "steps" in step ? [own, ...eachStep(step.steps, `${own.pointer}/steps`)] : [own];
  });
}
