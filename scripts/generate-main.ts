import { writeExamplesPage } from "./generate-examples-docs.js";
import { writeIr } from "./generate-ir.js";

await writeIr();
writeExamplesPage();
