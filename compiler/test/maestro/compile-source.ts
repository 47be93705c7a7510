import type { Diagnostic } from "@stave/ir-schema";
import * as sdk from "@stave/sdk";
import { buildWorkflow, definitionNode } from "@stave/sdk/internal";
import ts from "typescript";
import { checkDocument } from "../../src/3-check/check.js";
import { installCompiler } from "../../src/index.js";
import { lowerWorkflow } from "../../src/maestro/index.js";

installCompiler();

/** Runs a generated file and lowers the workflow it exports. */
export function compileSource(source: string): {
  readonly definition: unknown;
  readonly diagnostics: readonly Diagnostic[];
} {
  const plain = ts.transpileModule(source, { compilerOptions: { target: ts.ScriptTarget.ES2022 } }).outputText;
  const body = plain
    .replace(/import \{([^}]*)\} from "stave";/, "const {$1} = stave;")
    .replace("export default ", "return ");
  const node = definitionNode(new Function("stave", body)(sdk));
  if (node === undefined) throw new Error("no workflow is exported");
  const built = buildWorkflow(node, { sites: false });
  const { definition, diagnostics } = lowerWorkflow(built.document);
  const documents = [built, ...built.subworkflows.map((child) => buildWorkflow(child, { sites: false }))];
  const errors = documents
    .flatMap(({ document }) => checkDocument(document))
    .filter(({ severity }) => severity === "error");
  return { definition, diagnostics: [...built.diagnostics, ...errors, ...diagnostics] };
}
