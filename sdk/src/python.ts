import { nearest, type Type } from "@stave/ir-schema";
import { captureSite, type Site } from "./sites.js";
import { type CallInput, type CallProblem, type StepCall, stepCall, withoutMisspelt } from "./step-call.js";

/** A parameter of a Python function. */
export interface PythonParam {
  readonly name: string;
  readonly type: Type;
  readonly hasDefault: boolean;
  readonly line?: number;
  readonly column?: number;
}

/** A Python function as the static reader sees it. */
export interface PythonStepSpec {
  /** Path of the file from the project's root, with `/`. */
  readonly module: string;
  readonly function: string;
  readonly params: readonly PythonParam[];
  /** The type of further keyword arguments, of `**kwargs`. */
  readonly kwargs?: Type;
  readonly outputs: Readonly<Record<string, Type>>;
  readonly returns: "none" | "result" | "fields";
  readonly environment?: string;
  readonly doc?: string;
  readonly file?: string;
  readonly line?: number;
}

/** Makes the step type of a Python function: called with keyword arguments it gives a step call. */
export function pythonStep(spec: PythonStepSpec): (args?: Readonly<Record<string, unknown>>) => StepCall<unknown> {
  const fields = {
    module: spec.module,
    function: spec.function,
    returns: spec.returns,
    ...(spec.environment !== undefined && { environment: spec.environment }),
  };
  const declared = declarationsOf(spec);
  const returnsAt = spec.file === undefined ? undefined : { file: spec.file, line: spec.line ?? 1, column: 1 };
  const call = (args: Readonly<Record<string, unknown>> = {}): StepCall<unknown> =>
    stepCall({
      kind: "python",
      label: spec.function,
      fields,
      ...pythonInputs(spec, args),
      outputs: spec.outputs,
      site: captureSite(call),
      inputsPath: [0],
      declared,
      returnsAt,
    });
  return Object.defineProperty(call, "name", { value: spec.function });
}

function declarationsOf({ file, params }: PythonStepSpec): Readonly<Record<string, Site>> {
  if (file === undefined) return {};
  return Object.fromEntries(params.map(({ name, line = 1, column = 1 }) => [name, { file, line, column }]));
}

function pythonInputs(
  spec: PythonStepSpec,
  args: Readonly<Record<string, unknown>>,
): { readonly inputs: Record<string, CallInput>; readonly problems?: readonly CallProblem[] } {
  const inputs: Record<string, CallInput> = {};
  let problems: CallProblem[] | undefined;
  let used = 0;
  for (const param of spec.params) {
    const value = args[param.name];
    if (value !== undefined) {
      inputs[param.name] = { type: param.type, value };
      used++;
    } else if (!param.hasDefault) {
      problems = [
        ...(problems ?? []),
        { name: "missing-argument", argument: param.name, hint: missingHint(spec, param) },
      ];
    }
  }
  const given = Object.keys(args).filter((name) => args[name] !== undefined);
  if (given.length === used) return problems ? { inputs, problems } : { inputs };
  for (const name of given) {
    if (name in inputs) continue;
    if (spec.kwargs) inputs[name] = { type: spec.kwargs, value: args[name] };
    else problems = [...(problems ?? []), { name: "unknown-argument", argument: name, ...unknownHint(spec, name) }];
  }
  return problems ? { inputs, problems: withoutMisspelt(problems) } : { inputs };
}

function missingHint(spec: PythonStepSpec, param: PythonParam): string {
  const where = spec.file ? ` (${spec.file}:${param.line ?? spec.line ?? 1})` : "";
  return `Pass ${param.name}; the function${where} has no default for it.`;
}

function unknownHint(spec: PythonStepSpec, given: string): { readonly hint: string; readonly meant?: string } {
  const known = spec.params.map((param) => param.name);
  const meant = nearest(given, known);
  if (meant !== undefined) return { hint: `Did you mean "${meant}"?`, meant };
  const names = known.join(", ");
  return { hint: names ? `The function takes ${names}.` : "The function takes no arguments." };
}
