import type { IrDocument } from "@stave/ir-schema";
import { lowerWorkflow } from "../lower/lower-workflow.js";
import { isObject, type Json, type JsonObject, normalizeRequest } from "./normalize.js";
import { options } from "./reconcile.js";

/** How a definition's own texts differ from those that lowering its import gives. */
export interface OwnTexts {
  /** The own texts by the lowered ones. */
  readonly texts: ReadonlyMap<string, string>;
  /** Own texts whose lowered text already stands for another one. */
  readonly clashes: readonly string[];
}

/** Compares the texts of expressions, place by place; nothing where the import cannot be lowered. */
export function writtenTexts(document: IrDocument, original: JsonObject): OwnTexts | undefined {
  const { definition } = lowerWorkflow(document, options);
  if (definition === undefined) return undefined;
  const all = new Map<string, string>();
  const clashes = new Set<string>();
  compare(normalizeRequest(definition as unknown as JsonObject), normalizeRequest(original), false, (given, wanted) => {
    const known = all.get(given);
    if (known === undefined) all.set(given, wanted);
    else if (known !== wanted) clashes.add(wanted);
  });
  return { texts: new Map([...all].filter(([given, wanted]) => given !== wanted)), clashes: [...clashes] };
}

const places: ReadonlySet<string> = new Set(["expression", "condition", "value", "successors"]);

type See = (given: string, wanted: string) => void;

function compare(given: Json | undefined, wanted: Json | undefined, isInside: boolean, see: See): void {
  if (typeof given === "string" && typeof wanted === "string") {
    if (isInside) see(given, wanted);
  } else if (Array.isArray(given) && Array.isArray(wanted)) {
    given.forEach((item: Json, at) => compare(item, wanted[at], isInside, see));
  } else if (isObject(given) && isObject(wanted)) {
    for (const [key, item] of Object.entries(given)) compare(item, wanted[key], isInside || places.has(key), see);
  }
}

/** The import with its definition's own texts beside it. */
export function withTexts(document: IrDocument, texts: ReadonlyMap<string, string>): IrDocument {
  if (texts.size === 0) return document;
  const { workflow } = document;
  const own = workflow.extensions?.["maestro"] as JsonObject;
  return {
    ...document,
    workflow: { ...workflow, extensions: { maestro: { ...own, texts: Object.fromEntries(texts) } } },
  };
}
