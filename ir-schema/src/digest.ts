import { createHash } from "node:crypto";
import { canonicalJson } from "./canonical.js";
import type { IrDocument } from "./generated/ir.js";

/** The SHA-256 digest of a document's canonical bytes without its source table, `sha256:…`. */
export function digestIr(document: IrDocument): string {
  return digestText(canonicalJson({ ir: document.ir, workflow: document.workflow }));
}

/** The SHA-256 digest of a text, `sha256:…`. */
export function digestText(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}
