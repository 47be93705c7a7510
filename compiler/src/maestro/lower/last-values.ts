import { type Expr, formatType, type NoopStep, type Step, type Type, type WhileStep } from "@stave/ir-schema";
import type { LowerContext } from "./context.js";
import type { Frame, PlannedStep } from "./frame.js";
import { unescaped } from "./hand-on.js";
import { selText } from "./literal.js";
import { nullableScalar } from "./nullable.js";
import { stepParamText } from "./read-reference.js";
import { rewrite } from "./site.js";
import { baseType, scalarMaestroType } from "./type-map.js";

/**
 * How the last values of a while loop's variables come out of it. Maestro's step keeps the first ones only, and no
 * later step can read the iterations; so the last iteration announces the values in a signal, which a step after
 * the loop waits for.
 */
export interface Ending {
  readonly signal: string;
  /** The param of the loop that tells one run of it from all others. */
  readonly key: string;
  /** The variables that are read after the loop. */
  readonly names: readonly string[];
  /** The step that has the values, whether or not there was an iteration. */
  readonly last: string;
}

/** Steps with those added that give out the last values of the loops whose outputs are read. */
export function withLastValues(context: LowerContext, steps: readonly Step[]): readonly Step[] {
  if (context.isAsWritten) return steps;
  planEndings(context, steps);
  if (context.endings.size === 0) return steps;
  return expand(context, redirect(steps, context.endings) as readonly Step[]);
}

function planEndings(context: LowerContext, steps: readonly Step[]): void {
  for (const step of steps) {
    if (!("steps" in step)) continue;
    planEndings(context, step.steps);
    const names = Object.keys(step.outputs).filter((name) => context.isRead(step.id, name));
    if (step.kind !== "while" || names.length === 0) continue;
    const [key, last] = [context.fresh(`${step.id}_key`), context.fresh(`${step.id}_last`)];
    context.endings.set(step.id, { signal: `${context.workflow.id}.${step.id}.ended`, key, names, last });
  }
}

/** All that needs a loop or reads its outputs takes the step with the last values instead. */
function redirect(node: unknown, endings: ReadonlyMap<string, Ending>): unknown {
  if (typeof node !== "object" || node === null) return node;
  if (Array.isArray(node)) return node.map((item) => redirect(item, endings));
  const { kind, step } = node as { readonly kind?: unknown; readonly step?: unknown };
  if (kind === "literal") return node;
  const copy = Object.fromEntries(Object.entries(node).map(([name, part]) => [name, redirect(part, endings)]));
  const ending = typeof step === "string" && (kind === "output" || kind === undefined) ? endings.get(step) : undefined;
  return ending === undefined ? copy : { ...copy, step: ending.last };
}

function expand(context: LowerContext, steps: readonly Step[]): readonly Step[] {
  const added: Step[] = [];
  const expanded = steps.map((step): Step => {
    if (!("steps" in step)) return step;
    const inner = { ...step, steps: [...expand(context, step.steps)] };
    const ending = context.endings.get(step.id);
    if (inner.kind !== "while" || ending === undefined) return inner;
    added.push(...afterLoop(context, inner, ending));
    const { emits: _later, ...loop } = inner;
    return loop;
  });
  return [...expanded, ...added];
}

/** A step that waits for the values, unless there is no iteration, and one that has them in either case. */
function afterLoop(context: LowerContext, step: WhileStep, { signal, key, names, last }: Ending): readonly NoopStep[] {
  const ended = context.fresh(`${step.id}_ended`);
  const outputs = Object.fromEntries(names.map((name) => [name, step.outputs[name] ?? "json"]));
  const inputs = (value: (name: string, type: Type) => Expr): NoopStep["inputs"] =>
    Object.fromEntries(Object.entries(outputs).map(([name, type]) => [name, { type, value: value(name, type) }]));
  const from = (id: string, name: string): Expr => ({ kind: "output", step: id, name });
  const match: Expr = { kind: "sel", source: stepParamText(step.id, key, false), type: "string" };
  const isEntered = rewrite(step.condition, (node) =>
    node.kind === "loop" && node.step === step.id ? from(step.id, node.name) : node,
  );
  const base = { kind: "noop", outputs } as const;
  return [
    {
      ...base,
      id: ended,
      needs: [{ step: step.id, when: isEntered }],
      waits: [{ name: fixed(signal), match: { key: { op: "=", value: match } } }],
      inputs: inputs((name, type) => ({ kind: "sel", source: receivedText(name, type), type })),
    },
    {
      ...base,
      id: last,
      needs: [{ step: step.id }, { step: ended }],
      join: "any",
      ...(step.emits !== undefined && { emits: step.emits }),
      inputs: inputs((name) => ({ kind: "firstOf", options: [from(ended, name), from(step.id, name)] })),
    },
  ];
}

function fixed(value: string): Expr {
  return { kind: "literal", type: "string", value };
}

/** The step of the body that announces the values `next` has computed, when the condition no longer holds. */
export function announceStep(context: LowerContext, step: WhileStep, next: NoopStep, body: Frame): NoopStep {
  const { signal, key, names } = context.endings.get(step.id) as Ending;
  const own = (name: string): string => body.variables.get(`${step.id}.${name}`)?.name ?? name;
  const goesOn = rewrite(step.condition, (node) =>
    node.kind === "loop" && node.step === step.id ? { kind: "output", step: next.id, name: own(node.name) } : node,
  );
  const fields = names.map((name) => {
    const type = step.outputs[name] ?? "json";
    const what = `the last value of ${name} in ${step.id}`.replace(/'/g, "");
    const source = announcedText(unescaped(stepParamText(next.id, own(name), false), type), type, what);
    return [name, { kind: "sel", source, type: baseType(type) === "int" ? "int" : "string" }];
  });
  return {
    kind: "noop",
    id: context.fresh(`${step.id}_tell`),
    needs: [{ step: next.id, when: { kind: "op", op: "not", args: [goesOn] } }],
    emits: [
      {
        name: fixed(signal),
        fields: { key: { kind: "sel", source: key, type: "string" }, ...Object.fromEntries(fields) },
      },
    ],
    inputs: {},
    outputs: {},
  };
}

/** What Maestro's loop step itself has of its variables: the values before the first iteration. */
export function planFirstValues(planned: PlannedStep, step: WhileStep, { key }: Ending, body: Frame): void {
  planned.carried.set(key, { type: "STRING", expression: "step_instance_uuid;" });
  for (const [name, { type }] of Object.entries(step.vars)) {
    const own = body.variables.get(`${step.id}.${name}`)?.name ?? name;
    const from = (loop: string): string => {
      const value = `${loop}.get(${selText(own)})`;
      return baseType(type) === "float" ? `(${value} * 1.0)` : unescaped(value, type);
    };
    planned.outputs.set(name, {
      type,
      read: (isLazy) => from(stepParamText(step.id, "loop_params", isLazy)),
      own: from("loop_params"),
    });
  }
}

/** Maestro keeps a signal's texts in an index whose entries have a page of bytes; past it the step never ends. */
const MOST_BYTES = 2_600;

function announcedText(read: string, type: Type, what: string): string {
  const base = baseType(type);
  if (base === "int") return read;
  if (base === "float" || base === "bool") return `'' + ${read}`;
  const bytes = "told.replaceAll('[^\\\\x00-\\\\x7f]', '...').length()";
  const message = `${what} has more than ${MOST_BYTES} bytes, which no signal carries`;
  return `told = ${read}; if (${bytes} > ${MOST_BYTES}) { throw '${message}'; } return told;`;
}

const received: Readonly<Record<string, (text: string) => string>> = {
  float: (text) => `Double.valueOf(${text})`,
  bool: (text) => `(${text} == 'true')`,
};

function receivedText(name: string, type: Type): string {
  const text = `params.getFromSignalDependency('0', ${selText(name)})`;
  const base = baseType(type);
  return (typeof base === "string" && received[base]?.(text)) || text;
}

/** Reports the variables whose values Maestro's loops cannot carry. */
export function checkVariables(context: LowerContext, planned: PlannedStep, step: WhileStep): void {
  for (const [name, { type }] of Object.entries(step.vars)) {
    if (scalarMaestroType(type) !== undefined || nullableScalar(type) !== undefined) continue;
    const what = `the variable "${name}" of "${step.id}"`;
    context.report("target-type", { what, type: formatType(type) }, `${planned.pointer}/vars/${name}`);
  }
}
