import { createDiagnostic, type Diagnostic } from "@stave/ir-schema";
import { type DefinitionNode, definitionNode } from "@stave/sdk/internal";
import { diagnosticsOf, firstFrame } from "./import-error.js";

/** A workflow of the module, or a finding about what stands in its place. */
export type EachWorkflow = { readonly definition: DefinitionNode } | { readonly diagnostic: Diagnostic };

/** The workflows of a default export, one at a time, so that a generator's never sit in memory together. */
export async function* eachWorkflow(exported: unknown): AsyncGenerator<EachWorkflow, void, undefined> {
  let count = 0;
  try {
    for await (const item of workflowsOf(exported)) {
      const definition = definitionNode(item);
      if (definition === undefined) yield { diagnostic: createDiagnostic("not-workflows", { found: describe(item) }) };
      else yield { definition };
      count++;
    }
  } catch (error) {
    yield* (diagnosticsOf(error) ?? [threw(error, count)]).map((diagnostic) => ({ diagnostic }));
  }
}

function threw(error: unknown, count: number): Diagnostic {
  const problem = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const span = firstFrame(error);
  return createDiagnostic("generator-threw", { problem, count }, span === undefined ? {} : { span });
}

function workflowsOf(exported: unknown): Iterable<unknown> | AsyncIterable<unknown> {
  const value =
    typeof exported === "function" && definitionNode(exported) === undefined ? (exported as () => unknown)() : exported;
  if (definitionNode(value) !== undefined || typeof value !== "object" || value === null) return [value];
  if (Symbol.iterator in value) return value as Iterable<unknown>;
  if (Symbol.asyncIterator in value) return value as AsyncIterable<unknown>;
  return [value];
}

function describe(item: unknown): string {
  if (item === null) return "null";
  if (Array.isArray(item)) return "a nested list";
  return typeof item === "object" ? "an object" : `a ${typeof item}`;
}
