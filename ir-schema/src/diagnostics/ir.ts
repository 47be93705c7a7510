import { type DiagnosticEntry, entry } from "./diagnostic.js";

/** STV5xxx: IR documents. */
export const irDiagnostics: {
  "ir-not-json": DiagnosticEntry<{ problem: string }>;
  "ir-version": DiagnosticEntry<{ found: string; supported: string }>;
  "ir-unknown-key": DiagnosticEntry<{ key: string; pointer: string }>;
  "ir-missing-key": DiagnosticEntry<{ key: string; pointer: string }>;
  "ir-wrong-value": DiagnosticEntry<{ pointer: string; found: string; expected: string }>;
} = {
  "ir-not-json": entry(
    "STV5001",
    "error",
    ({ problem }) => `The document is not JSON: ${problem}.`,
    () => "Write the IR with `stave compile`; do not edit it by hand.",
  ),
  "ir-version": entry(
    "STV5002",
    "error",
    ({ found, supported }) => `The document has IR version ${found}, but this release reads ${supported}.`,
    () => "Compile the workflow again with this release, or install the release that wrote it.",
  ),
  "ir-unknown-key": entry(
    "STV5003",
    "error",
    ({ key, pointer }) => `${pointer || "The document"} has the unknown key "${key}".`,
    () => "Remove it, or put it under `extensions`.",
  ),
  "ir-missing-key": entry(
    "STV5004",
    "error",
    ({ key, pointer }) => `${pointer || "The document"} lacks the key "${key}".`,
  ),
  "ir-wrong-value": entry(
    "STV5005",
    "error",
    ({ pointer, found, expected }) => `${pointer || "The document"} is ${found}, but ${expected} is expected.`,
  ),
};
