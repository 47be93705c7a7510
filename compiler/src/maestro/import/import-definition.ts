import type { IrDocument } from "@stave/ir-schema";
import { checkDefinitionFiles, type DefinitionFile } from "../check/check-files.js";
import type { Finding } from "../findings/finding.js";
import { createReporter } from "../findings/reporter.js";
import { readDefinition, readSource } from "../model/read-definition.js";
import { plainValue } from "../model/source-node.js";
import { requestOfDsl } from "./dsl-request.js";
import { importWorkflow } from "./import-workflow.js";
import type { JsonObject } from "./normalize.js";
import { isSameDefinition, reconcile } from "./reconcile.js";

/** A definition in the portable form, or the findings that say why there is none. */
export interface ImportedDefinition {
  /** Lowers to the definition it came from, up to Maestro's defaults. */
  readonly document?: IrDocument;
  readonly findings: readonly Finding[];
}

/**
 * Turns a definition for Maestro, JSON or YAML, into IR. What the portable language cannot say stays as raw SEL,
 * or as it is under `extensions.maestro`.
 *
 * @example
 * const { document, findings } = importDefinition({ path: "daily.yaml", text });
 */
export function importDefinition(file: DefinitionFile): ImportedDefinition {
  const findings = checkDefinitionFiles([file]);
  const request = requestIn(file);
  if (request === undefined) return { findings };
  const document = importRequest(request);
  if (document !== undefined) return { document, findings };
  const { report, findings: own } = createReporter(file.path, file.text);
  report("notImported", { start: 0, end: 0, pointer: "" }, {});
  return { findings: [...findings, ...own] };
}

/** Turns a create request into IR that lowers to it again; nothing where that cannot be. */
export function importRequest(request: JsonObject): IrDocument | undefined {
  const candidate = reconcile(importWorkflow(request), request);
  return candidate !== undefined && isSameDefinition(candidate, request) ? candidate : undefined;
}

/** The create request in a file, as plain JSON. */
export function requestIn({ path, text }: DefinitionFile): JsonObject | undefined {
  const definition = readDefinition(createReporter(path, text));
  if (definition === undefined) return undefined;
  if (definition.form === "dsl") return requestOfDsl(definition);
  const { root } = readSource(path, text);
  return root === undefined ? undefined : (plainValue(root) as JsonObject);
}
