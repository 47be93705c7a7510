import type { IrDocument, Step } from "@stave/ir-schema";

/** Where the parts of a definition were written, as `wf.ts:14`. */
export interface SourceLines {
  readonly workflow: string | undefined;
  readonly paramLine: (name: string) => string | undefined;
  readonly stepLine: (id: string) => string | undefined;
  /** Of a step's argument, unless it stands in the step's own line. */
  readonly inputLine: (id: string, name: string) => string | undefined;
}

const nowhere: SourceLines = {
  workflow: undefined,
  paramLine: () => undefined,
  stepLine: () => undefined,
  inputLine: () => undefined,
};

/** Looks the lines up in the source table of the workflow that was lowered. */
export function sourceLines(written: IrDocument | undefined): SourceLines {
  const sources = written?.sources;
  if (written === undefined || sources === undefined) return nowhere;
  const lineOf = (pointer: string): string | undefined => {
    const site = sources.sites[pointer];
    return site && `${sources.files[site[0]]}:${site[1]}`;
  };
  const steps = stepPointers(written);
  const stepLine = (id: string): string | undefined => {
    const pointer = steps.get(id);
    return pointer && lineOf(pointer);
  };
  return {
    workflow: lineOf(""),
    paramLine: (name) => lineOf(`/params/${name}`),
    stepLine,
    inputLine(id, name) {
      const line = lineOf(`${steps.get(id)}/inputs/${name}`);
      return line === stepLine(id) ? undefined : line;
    },
  };
}

/** The place of each step in the document, by its id. */
export function stepPointers({ workflow }: IrDocument): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const visit = (steps: readonly Step[], pointer: string): void => {
    steps.forEach((step, position) => {
      const at = `${pointer}/${position}`;
      found.set(step.id, at);
      if (step.kind === "foreach" || step.kind === "while") visit(step.steps, `${at}/steps`);
    });
  };
  visit(workflow.steps, "/steps");
  return found;
}
