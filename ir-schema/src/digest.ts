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

const PIECE = 1 << 20;

/** The SHA-256 digest of a text, `sha256:…`. */
export function digestText(text: string): string {
  const hash = sha256()("sha256");
  for (let start = 0; start < text.length; ) {
    const end = pieceEnd(text, start + PIECE);
    hash.update(text.slice(start, end));
    start = end;
  }
  return `sha256:${hash.digest("hex")}`;
}

/** Pieces keep the memory small; none ends between the halves of a surrogate pair. */
function pieceEnd(text: string, end: number): number {
  const last = text.charCodeAt(end - 1);
  return last >= 0xd800 && last <= 0xdbff ? end + 1 : end;
}
