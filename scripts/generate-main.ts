import { writeExamplesPage } from "./generate-examples-docs.js";
import { writeExprVectors } from "./generate-expr-vectors.js";
import { writeFunctionDocs } from "./generate-function-docs.js";
import { writeIr } from "./generate-ir.js";

await writeIr();
writeExamplesPage();
writeFunctionDocs();
writeExprVectors();
