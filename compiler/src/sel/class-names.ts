import { CLASS_OBJECT_TYPES } from "./types.js";

/** Names that stand for Maestro's built-in classes; a param of such a name cannot be read by its bare name. */
export const CLASS_NAMES: ReadonlySet<string> = new Set(CLASS_OBJECT_TYPES.keys());

const LAST_CAPITAL = 90;

/** Whether a name cannot be that of a class: all those are capitalised, so that most names need no look at the list. */
export const isNoClass = (name: string): boolean => name.charCodeAt(0) > LAST_CAPITAL;
