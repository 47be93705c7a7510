import { writeDefinitionFindingsPage } from "./generate-definition-docs.js";
import { writeDiagnosticsPage } from "./generate-diagnostics-docs.js";
import { writeExamplesPages } from "./generate-examples-docs.js";
import { writeExprVectors } from "./generate-expr-vectors.js";
import { writeFunctionDocs } from "./generate-function-docs.js";
import { writeFunctionTypes } from "./generate-function-types.js";
import { writeIr } from "./generate-ir.js";
import { writeSelFindingsPage } from "./generate-sel-docs.js";

await writeIr();
writeExamplesPages();
writeFunctionDocs();
writeFunctionTypes();
writeDiagnosticsPage();
writeDefinitionFindingsPage();
writeSelFindingsPage();
writeExprVectors();
