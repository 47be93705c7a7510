import { createDiagnostic, type Diagnostic, StaveError, type Type } from "@stave/ir-schema";
import type { Client, ParamDefinition, ParamDefinitions, VersionSelector } from "@stave/runtime-client";

/** Reads `name=value` by the types the server's definition declares. */
export async function serverParams(
  client: Client,
  workflow: string,
  version: VersionSelector,
  texts: readonly string[],
): Promise<ParamDefinitions | undefined> {
  return texts.length === 0 ? undefined : (await serverParamReader(client, workflow, version))(texts);
}

/** Asks the server for a workflow's params once, for many readings. */
export async function serverParamReader(
  client: Client,
  workflow: string,
  version: VersionSelector,
): Promise<(texts: readonly string[]) => Promise<ParamDefinitions>> {
  const { workflow: definition, enriched_extras: extras } = await client.versions.get(workflow, version, {
    enriched: true,
  });
  // The server's own params, such as the date a run is for, can be given as well.
  const own = definition.params ?? {};
  const known = { ...extras?.workflow_params, ...own };
  const named = Object.keys(own).filter((name) => !name.startsWith("stave_"));
  return (texts) => readParams({ workflow, own: named, known }, texts);
}

interface Declared {
  readonly workflow: string;
  /** The params of the workflow's own, to be named in messages. */
  readonly own: readonly string[];
  readonly known: ParamDefinitions;
}

async function readParams({ workflow, own, known }: Declared, texts: readonly string[]): Promise<ParamDefinitions> {
  const problems: Diagnostic[] = [];
  const params: Record<string, ParamDefinition> = {};
  for (const text of texts) {
    const at = text.indexOf("=");
    const name = text.slice(0, at);
    const declared = known[name];
    if (at < 1) problems.push(createDiagnostic("bad-param-text", { text }));
    else if (declared === undefined) {
      problems.push(createDiagnostic("unknown-workflow-param", { workflow, param: name, known: own.join(", ") }));
    } else {
      const type = declared.type.toUpperCase();
      const value = literalOf(type, text.slice(at + 1));
      if (value === undefined) {
        const found = JSON.stringify(text.slice(at + 1));
        problems.push(createDiagnostic("given-param-type", { param: name, found, expected: type }));
      } else params[name] = await givenParam(type, value);
    }
  }
  if (problems.length > 0) throw new StaveError(problems);
  return params;
}

const stringTypes: Readonly<Partial<Record<string, Type>>> = {
  STRING: "string",
  STRING_ARRAY: { kind: "list", of: "string" },
};

/** A value as a run's param. Maestro fills in `$name` in texts, but not in what an expression gives. */
async function givenParam(type: string, value: unknown): Promise<ParamDefinition> {
  const textType = stringTypes[type];
  if (textType === undefined || !/\$[a-zA-Z{$]/.test(String(value))) return { type, value } as ParamDefinition;
  const { lowerExprToSel } = await import("@stave/compiler/maestro");
  const lowered = lowerExprToSel({ kind: "literal", type: textType, value: value as string }, noNames);
  if ("diagnostics" in lowered) throw new StaveError(lowered.diagnostics);
  return { type, expression: `${lowered.sel};` } as ParamDefinition;
}

const noNames = { nameOf: () => "", typeOf: () => undefined };

const scalars: Readonly<Record<string, (text: string) => unknown>> = {
  STRING: (text) => text,
  LONG: (text) => (/^[+-]?\d+$/.test(text) ? text : undefined),
  DOUBLE: (text) => (text.trim() !== "" && Number.isFinite(Number(text)) ? text : undefined),
  BOOLEAN: (text) => (/^(true|false)$/i.test(text) ? text.toLowerCase() === "true" : undefined),
};

/** The value a text stands for; nothing when it is none of the type. */
function literalOf(type: string, text: string): unknown {
  const item = scalars[type.replace(/_ARRAY$/, "")];
  if (scalars[type] !== undefined) return scalars[type]?.(text);
  if (!type.endsWith("_ARRAY")) return parsed(text, (value) => typeof value === "object" && !Array.isArray(value));
  if (text.trimStart().startsWith("[")) return parsed(text, Array.isArray);
  const items = text === "" ? [] : text.split(",").map((part) => item?.(part.trim()));
  return items.includes(undefined) ? undefined : items;
}

function parsed(text: string, fits: (value: unknown) => boolean): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && fits(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
