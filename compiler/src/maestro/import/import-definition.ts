import type { IrDocument } from "@stave/ir-schema";
import { checkDefinitionFiles, type DefinitionFile } from "../check/check-files.js";
import type { Finding } from "../findings/finding.js";
import { createReporter } from "../findings/reporter.js";
import { readDefinitions } from "../model/read-definition.js";
import { plainValue } from "../model/source-node.js";
import { requestOfDsl } from "./dsl-request.js";
import { importWorkflow } from "./import-workflow.js";
import type { JsonObject } from "./normalize.js";
import { isSameDefinition, reconcile } from "./reconcile.js";
import { withTexts, writtenTexts } from "./written-texts.js";

/** The definitions of a file in the portable form, and what is wrong with them. */
export interface ImportedDefinitions {
  readonly documents: readonly IrDocument[];
  readonly findings: readonly Finding[];
}

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
  const { documents, findings } = importDefinitions(file);
  const [document] = documents;
  return document === undefined ? { findings } : { document, findings };
}

/**
 * Turns all definitions of a file into IR: one, a list of them, or one a document of YAML.
 *
 * @example
 * const { documents, findings } = importDefinitions({ path: "fleet.json", text });
 */
export function importDefinitions(file: DefinitionFile): ImportedDefinitions {
  const { report, findings: own } = createReporter(file.path, file.text);
  const documents = requestsIn(file).flatMap((request) => {
    const document = importRequest(request);
    if (document === undefined) report("notImported", { start: 0, end: 0, pointer: "" }, {});
    return document ?? [];
  });
  return { documents, findings: [...checkDefinitionFiles([file]), ...own] };
}

/** Turns a create request into IR that lowers to it again; nothing where that cannot be. */
export function importRequest(request: JsonObject): IrDocument | undefined {
  return (
    importKeeping(request, new Set()) ??
    complete(
      importWorkflow(request, () => true),
      request,
    )
  );
}

/** Expressions that would be written back alike although they were not alike stay SEL, all but the first. */
function importKeeping(request: JsonObject, kept: ReadonlySet<string>): IrDocument | undefined {
  const document = importWorkflow(request, (text) => kept.has(text));
  const written = writtenTexts(document, request);
  if (written === undefined) return undefined;
  const added = written.clashes.filter((text) => !kept.has(text));
  if (added.length > 0) return importKeeping(request, new Set([...kept, ...added]));
  return complete(withTexts(document, written.texts), request);
}

function complete(document: IrDocument, request: JsonObject): IrDocument | undefined {
  const candidate = reconcile(document, request);
  return candidate !== undefined && isSameDefinition(candidate, request) ? candidate : undefined;
}

/**
 * The create requests in a file, as plain JSON: of JSON or YAML, or as Maestro makes them of its YAML language.
 *
 * @example
 * const [request] = requestsIn({ path: "daily.yaml", text });
 */
export function requestsIn({ path, text }: DefinitionFile): readonly JsonObject[] {
  return readDefinitions(createReporter(path, text)).map((definition) =>
    definition.form === "dsl" ? requestOfDsl(definition) : (plainValue(definition.node) as JsonObject),
  );
}

/** The first of them. */
export function requestIn(file: DefinitionFile): JsonObject | undefined {
  return requestsIn(file)[0];
}
