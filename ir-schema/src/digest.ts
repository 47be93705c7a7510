import { canonicalJson } from "./canonical.js";
import type { IrDocument } from "./generated/ir.js";

/** The SHA-256 digest of a document's canonical bytes without its source table, `sha256:…`. */
export function digestIr(document: IrDocument): string {
  return digestText(canonicalJson({ ir: document.ir, workflow: document.workflow }));
}

type CreateHash = typeof import("node:crypto").createHash;

let createHash: CreateHash | undefined;

// Loading crypto costs more than checking a workflow, and most commands make no digest.
function sha256(): CreateHash {
  createHash ??= process.getBuiltinModule("node:crypto").createHash;
  return createHash;
}

/** The SHA-256 digest of a text, `sha256:…`. */
export function digestText(text: string): string {
  return `sha256:${sha256()("sha256").update(text).digest("hex")}`;
}
