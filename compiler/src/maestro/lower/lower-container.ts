import type { ContainerStep, PythonStep, ShellStep, Type } from "@stave/ir-schema";
import { canonicalJson, scriptWithArguments } from "@stave/ir-schema";
import type { MaestroParam } from "../definition.js";
import { environmentEntry, fixedText, imageEntry, type KindInput, mapEntries } from "./kubernetes-entries.js";
import { selText } from "./literal.js";
import { isLeftOut, type LoweredKind } from "./lower-step.js";
import { heldValue, isNullText, nullableScalar } from "./nullable.js";
import { shellArguments } from "./shell-arguments.js";
import { outputTable, REPORT_OUTPUTS, SHELL_WITH_OUTPUTS } from "./shell-outputs.js";
import { toldVariables } from "./told-variables.js";
import { isJsonText } from "./type-map.js";

/** A container as the user wrote it; its outputs are what it prints between Maestro's markers. */
export function lowerContainer(input: KindInput<ContainerStep>): LoweredKind {
  const { step } = input;
  const resources = Object.entries(step.resources ?? {}).map(([name, text]) => [
    name,
    { type: "STRING", value: fixedText(input, text, name) },
  ]);
  return kubernetes({
    ...mapEntries(input, step.inputs, ["image", "command", "args"]),
    ...Object.fromEntries(resources),
    ...environmentEntry(input, step.env),
  });
}

function kubernetes(value: Readonly<Record<string, unknown>>): LoweredKind {
  return {
    wrapper: "step",
    keys: { type: "Kubernetes" },
    params: { kubernetes: { type: "MAP", value } },
  };
}

const HARNESS: readonly string[] = ["python3", "-m", "stave.harness", "--input-env", "STAVE_INPUT", "--maestro"];

/** A Python function, called by the harness in its image. */
export function lowerPython(input: KindInput<PythonStep>): LoweredKind {
  const { context, step } = input;
  const kind = kubernetes({
    ...imageEntry(input, step.environment),
    command: { type: "STRING_ARRAY", value: context.options.harness ?? HARNESS },
    ...environmentEntry(input, step.env, { STAVE_INPUT: "${stave_input}" }, toldVariables(input)),
  });
  const request: MaestroParam = { type: "STRING", expression: harnessRequest(input) };
  return { ...kind, params: { stave_input: request, ...kind.params } };
}

/** The harness's request as SEL: fixed JSON around the values of the inputs. */
function harnessRequest({ planned, step }: KindInput<PythonStep>): string {
  const head = canonicalJson({ protocol: "1", module: step.module, function: step.function, return: step.returns });
  const parts = [`${head.slice(0, -1)},"outputs":${canonicalJson(step.outputs)},"args":{`];
  const pieces: string[] = [];
  const close = (): void => {
    pieces.push(selText(parts.splice(0).join("")));
  };
  Object.entries(step.inputs).forEach(([name, { type, value }], position) => {
    parts.push(`${position === 0 ? "" : ","}${JSON.stringify(name)}:{"type":${canonicalJson(type)},"value":`);
    if (isLeftOut({ type, value })) {
      parts.push("null}");
      return;
    }
    close();
    const param = planned.inputs.get(name) ?? name;
    pieces.push(isJsonText(type) ? param : jsonOf(param, type));
    parts.push("}");
  });
  parts.push("}}");
  close();
  return `${pieces.join(" + ")};`;
}

function jsonOf(param: string, type: Type): string {
  if (nullableScalar(type) === undefined) return `Util.toJson(${param})`;
  return `(${isNullText(param)} ? 'null' : Util.toJson(${heldValue(param, type)}))`;
}

/** A notebook has no word for null among its params. */
export function refuseNull(
  { context, planned }: KindInput<unknown>,
  given: readonly (readonly [string, { readonly type: Type }])[],
): void {
  for (const [name, { type }] of given) {
    if (typeof type !== "object" || type.kind !== "nullable") continue;
    const what = `The input "${name}" of "${planned.step.id}"`;
    context.report("target-null", { what }, `${planned.pointer}/inputs/${name}`);
  }
}

/** A script, run by `sh -c`, with its inputs as arguments. */
export function lowerShell(input: KindInput<ShellStep>): LoweredKind {
  const { planned, step } = input;
  const given = Object.entries(step.inputs).filter(([, one]) => !isLeftOut(one));
  const script = given.length === 0 ? step.script : scriptWithArguments(step.script);
  const hasOutputs = planned.outputs.size > 0;
  const fixed = hasOutputs ? [SHELL_WITH_OUTPUTS, step.id, script] : [script, step.id];
  const protocol = hasOutputs
    ? { STAVE_REPORT: REPORT_OUTPUTS, STAVE_OUTPUTS: fixedText(input, outputTable(planned.outputs), "stave_outputs") }
    : {};
  return kubernetes({
    ...imageEntry(input, step.environment),
    command: { type: "STRING_ARRAY", value: ["sh", "-c"] },
    args: shellArguments(input, fixed, given),
    ...environmentEntry(input, step.env, protocol, toldVariables(input)),
  });
}
