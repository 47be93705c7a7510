import type { Expr, IrDocument, Json, Step, Type, Workflow } from "@stave/ir-schema";

type Inputs = Record<string, { type: Type; value: Expr }>;

export const lit = (type: Type, value: Json): Expr => ({ kind: "literal", type, value });
export const int = (value: number): Expr => lit("int", value);
export const str = (value: string): Expr => lit("string", value);
export const bool = (value: boolean): Expr => lit("bool", value);
export const dur = (value: string): Expr => lit("duration", value);
export const out = (step: string, name: string): Expr => ({ kind: "output", step, name });
export const loop = (step: string, name: string): Expr => ({ kind: "loop", step, name });
export const param = (name: string): Expr => ({ kind: "param", name });
export const op = (name: Extract<Expr, { kind: "op" }>["op"], ...args: Expr[]): Expr => ({
  kind: "op",
  op: name,
  args,
});
export const list = (of: Type): Type => ({ kind: "list", of });
export const ints = (...values: number[]): Expr => lit(list("int"), values);

type Common = Partial<Pick<Step, "needs" | "join" | "retry" | "timeout" | "onFailure" | "waits" | "emits">>;

/** Needs without conditions. */
export const after = (...steps: string[]): Common => ({ needs: steps.map((step) => ({ step })) });

export const noop = (id: string, inputs: Inputs = {}, common: Common = {}): Step => ({
  kind: "noop",
  id,
  ...common,
  inputs,
  outputs: Object.fromEntries(Object.entries(inputs).map(([name, { type }]) => [name, type])),
});

export const work = (
  id: string,
  outputs: Record<string, Type> = {},
  common: Common & { inputs?: Inputs } = {},
): Step => ({
  kind: "custom",
  id,
  type: "work",
  inputs: {},
  outputs,
  ...common,
});

export const shell = (
  id: string,
  script: string,
  more: Common & { inputs?: Inputs; outputs?: Record<string, Type>; env?: Record<string, Expr> } = {},
): Step => ({ kind: "shell", id, script, inputs: {}, outputs: {}, ...more });

export const document = (workflow: Partial<Workflow> & Pick<Workflow, "steps">): IrDocument => ({
  ir: "1.0",
  workflow: { id: "main", ...workflow },
});

/** A bundle of one workflow, and others for its subworkflow steps. */
export const bundle = (
  workflow: Partial<Workflow> & Pick<Workflow, "steps">,
  ...others: IrDocument[]
): { root: IrDocument; others: IrDocument[] } => ({ root: document(workflow), others });
