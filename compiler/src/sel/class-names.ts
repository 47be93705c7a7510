import { CLASS_OBJECT_TYPES } from "./types.js";

/** Names that stand for Maestro's built-in classes; a param of such a name cannot be read by its bare name. */
export const CLASS_NAMES: ReadonlySet<string> = new Set(CLASS_OBJECT_TYPES.keys());
