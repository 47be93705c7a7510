import { checkDefinitionFiles, type Finding } from "../../../src/maestro/index.js";

/** What Maestro does with a definition: refuses it or certainly fails, does otherwise than written, or is content. */
export type Verdict = "refused" | "trap" | "right";

/** A definition and what is to be said of it. */
export interface AdversaryCase {
  readonly title: string;
  readonly verdict: Verdict;
  readonly path: string;
  readonly text: string;
  /** The first digits of the code, such as 62. */
  readonly family?: string;
  readonly pointer?: string;
}

type Json = Record<string, unknown>;

const prefixes: Readonly<Record<string, string>> = {
  W: "/workflow",
  S: "/workflow/steps/0/step",
  T: "/workflow/steps/1/step",
  L: "/workflow/steps/0/foreach",
  H: "/workflow/steps/0/while",
  P: "/properties",
};

function expand(pointer: string): string {
  const [, short = "", rest = ""] = /^([WSTLHP])(\/.*)?$/.exec(pointer) ?? [];
  return short === "" ? pointer : prefixes[short] + rest;
}

function toText(content: unknown): string {
  return typeof content === "string" ? content : JSON.stringify(content, null, 2);
}

function found(verdict: Verdict): (title: string, content: unknown, family: string, pointer?: string) => AdversaryCase {
  return (title, content, family, pointer) => ({
    title,
    verdict,
    family,
    path: typeof content === "string" && !/^\s*[{[]/.test(content) ? "case.yaml" : "case.json",
    text: toText(content),
    ...(pointer !== undefined && { pointer: expand(pointer) }),
  });
}

/** A definition with an error. */
export const refused: (title: string, content: unknown, family: string, pointer?: string) => AdversaryCase =
  found("refused");

/** A definition with a warning and no error. */
export const trap: (title: string, content: unknown, family: string, pointer?: string) => AdversaryCase = found("trap");

/** A definition with neither. */
export function right(title: string, content: unknown): AdversaryCase {
  const { family: _none, ...rest } = found("right")(title, content, "");
  return rest;
}

/** What a case should have given and did not; nothing when all is well. */
export function missOf({ verdict, family, pointer, path, text }: AdversaryCase): string | undefined {
  const findings = checkDefinitionFiles([{ path, text }]).filter(({ severity }) => severity !== "info");
  const errors = findings.filter(({ severity }) => severity === "error");
  const isWanted = (finding: Finding): boolean =>
    finding.severity === (verdict === "trap" ? "warning" : "error") &&
    finding.code.startsWith(`STV${family ?? ""}`) &&
    (pointer === undefined || finding.pointer === pointer);
  const isMet =
    verdict === "right"
      ? findings.length === 0
      : findings.some(isWanted) && (verdict === "refused" || errors.length === 0);
  return isMet ? undefined : `${verdict} ${family ?? ""} ${pointer ?? ""} <> ${findings.map(show).join(" | ")}`;
}

function show({ severity, code, pointer, message }: Finding): string {
  return `${severity} ${code} ${pointer} ${message}`;
}

/** A create request; the step `a` stands for the rest. */
export function wf(workflow: Json, root: Json = {}): Json {
  return { properties: { owner: "ann" }, ...root, workflow: { id: "wf", steps: [noop("a")], ...workflow } };
}

/** A create request of some steps. */
export function steps(...list: readonly Json[]): Json {
  return wf({ steps: list });
}

/** A create request with a workflow's params and some steps. */
export function given(params: Json, ...list: readonly Json[]): Json {
  return wf({ params, steps: list.length === 0 ? [noop("a")] : list });
}

/** A create request with properties. */
export function props(own: Json): Json {
  return wf({}, { properties: { owner: "ann", ...own } });
}

/** A step that does nothing. */
export function noop(id: string, more: Json = {}): Json {
  return { step: { id, type: "NoOp", ...more } };
}

/** A create request of one step of a type. */
export function typed(type: string, params: Json, more: Json = {}): Json {
  return steps({ step: { id: "a", type, params, ...more } });
}

/** A create request of one step that does nothing and has params. */
export function own(params: Json, more: Json = {}): Json {
  return typed("NoOp", params, more);
}

/** A create request of two steps, the first leading to the second. */
export function chain(first: Json, second: Json, condition: unknown = "true"): Json {
  return steps(
    noop("a", { params: first, transition: { successors: { b: condition } } }),
    noop("b", { params: second }),
  );
}

/** A foreach step. */
export function foreach(loop: Json, body: readonly Json[], more: Json = {}): Json {
  const { params, ...rest } = more as { params?: Json };
  return { foreach: { id: "f", params: { ...params, loop_params: map(loop) }, steps: body, ...rest } };
}

/** A while step. */
export function whileStep(condition: unknown, loop: Json, body: readonly Json[], more: Json = {}): Json {
  const { params, ...rest } = more as { params?: Json };
  return { while: { id: "w", condition, params: { ...params, loop_params: map(loop) }, steps: body, ...rest } };
}

/** A subworkflow step. */
export function sub(params: Json, more: Json = {}): Json {
  return { subworkflow: { id: "s", params, ...more } };
}

export const lit = (type: string, value: unknown, more: Json = {}): Json => ({ type, value, ...more });
export const long = (value: unknown, more: Json = {}): Json => lit("LONG", value, more);
export const str = (value: unknown, more: Json = {}): Json => lit("STRING", value, more);
export const map = (value: unknown): Json => lit("MAP", value);
export const longs = (...value: readonly unknown[]): Json => lit("LONG_ARRAY", value);
export const sel = (type: string, expression: unknown, more: Json = {}): Json => ({ type, expression, ...more });
