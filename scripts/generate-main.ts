import { writeIr } from "./generate-ir.js";

await writeIr();
