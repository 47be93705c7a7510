import type { LowerContext } from "./context.js";
import type { Frame } from "./frame.js";
import type { KindInput } from "./kubernetes-entries.js";
import { selText } from "./literal.js";
import { readReference } from "./read-reference.js";
import { paramSite } from "./site.js";

/** The environment variables that tell a process which step of which run it is, for Maestro to fill in. */
export function toldVariables({ context, frame, planned }: KindInput<unknown>): Readonly<Record<string, string>> {
  return {
    STAVE_RUN_ID: runId({ context, frame, planned }),
    STAVE_STEP: `${scopeKey(context, frame)}${planned.step.id}`,
    STAVE_ATTEMPT: "${step_attempt_id}",
  };
}

/** In a loop the step's own instance id is the iteration's. */
function runId({ context, frame, planned }: Omit<KindInput<unknown>, "step">): string {
  if (frame.parent === undefined) return "${workflow_instance_id}";
  const site = paramSite(frame, planned);
  return `\${${readReference(context, site, { kind: "run", field: "id" })?.sel ?? ""}}`;
}

/** What the keys of the steps of a frame begin with: the loops around it, each with its iteration. */
function scopeKey(context: LowerContext, frame: Frame): string {
  const key = loopKey(context, frame);
  return key === undefined ? "" : `${key.filled}[\${loop_index}]/`;
}

/** The key of the loop around a frame, as text with Maestro's references and as SEL. */
interface LoopKey {
  readonly filled: string;
  readonly sel: string;
}

const keyParams = new WeakMap<Frame, string>();

function loopKey(context: LowerContext, frame: Frame): LoopKey | undefined {
  const { loop, parent } = frame;
  if (loop === undefined || parent === undefined) return undefined;
  const { id } = loop.step;
  const outer = loopKey(context, parent);
  if (outer === undefined) return { filled: id, sel: selText(id) };
  const known = keyParams.get(frame);
  const name = known ?? context.fresh(`${id}_key`);
  if (known === undefined) {
    keyParams.set(frame, name);
    // A loop step has a `loop_index` of its own, which hides the one of the iteration around it.
    const iteration = "(params.getFromInstance('workflow_instance_id') - 1)";
    const expression = `${outer.sel} + '[' + ${iteration} + ${selText(`]/${id}`)};`;
    loop.carried.set(name, { type: "STRING", expression });
    frame.readable.add(name);
  }
  return { filled: `\${${name}}`, sel: name };
}
