import { createHash } from "node:crypto";
import { fails, gives } from "../example.js";
import { exprError } from "../expr-error.js";
import type { FunctionGroup } from "../function-entry.js";
import { selRefuses } from "../sel-text.js";

const noBytes = selRefuses("it cannot see the bytes of a text");
const hash = (algorithm: string, text: string): string => createHash(algorithm).update(text, "utf8").digest("hex");

function bucket(text: string, count: bigint): bigint {
  if (count < 1n) throw exprError("bad-argument", { fn: "bucket", problem: `there are ${count} buckets` });
  return BigInt(`0x${hash("sha256", text).slice(0, 16)}`) % count;
}

function fromBase64(text: string): string {
  const bytes = Buffer.from(text, "base64");
  const expected = "base64 of UTF-8 text";
  if (bytes.toString("base64") !== text) throw exprError("text-does-not-parse", { text, expected });
  const decoded = bytes.toString("utf8");
  if (!Buffer.from(decoded, "utf8").equals(bytes)) throw exprError("text-does-not-parse", { text, expected });
  return decoded;
}

/** Functions of the UTF-8 bytes of a text. */
export const hashFunctions: FunctionGroup = {
  title: "Hashing and encoding",
  doc: "Texts are hashed and encoded as UTF-8.",
  functions: {
    sha256: {
      signatures: ["sha256(text: string): string"],
      doc: "The SHA-256 hash in hexadecimal.",
      evaluate: (text: string) => hash("sha256", text),
      python: { name: "hashlib.sha256", code: '__import__("hashlib").sha256(a.encode()).hexdigest()' },
      sel: noBytes,
      examples: () => [gives([""], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")],
    },
    sha1: {
      signatures: ["sha1(text: string): string"],
      doc: "The SHA-1 hash in hexadecimal; not for secrets.",
      evaluate: (text: string) => hash("sha1", text),
      python: { name: "hashlib.sha1", code: '__import__("hashlib").sha1(a.encode()).hexdigest()' },
      sel: noBytes,
      examples: () => [gives(["abc"], "a9993e364706816aba3e25717850c26c9cd0d89d")],
    },
    md5: {
      signatures: ["md5(text: string): string"],
      doc: "The MD5 hash in hexadecimal; not for secrets.",
      evaluate: (text: string) => hash("md5", text),
      python: { name: "hashlib.md5", code: '__import__("hashlib").md5(a.encode()).hexdigest()' },
      sel: noBytes,
      examples: () => [gives(["abc"], "900150983cd24fb0d6963f7d28e17f72")],
    },
    bucket: {
      signatures: ["bucket(text: string, count: int): int"],
      doc: "A number from 0 to before `count` that depends on the text alone: the first 64 bits of its SHA-256 hash, modulo `count`.",
      evaluate: bucket,
      python: { name: "int(sha256)", code: 'int(__import__("hashlib").sha256(a.encode()).hexdigest()[:16], 16) % b' },
      sel: noBytes,
      examples: () => [gives(["abc", 10], 4), gives(["abc", 1], 0), fails(["abc", 0], "bad-argument")],
    },
    toBase64: {
      signatures: ["toBase64(text: string): string"],
      doc: "The text in base64.",
      evaluate: (text: string) => Buffer.from(text, "utf8").toString("base64"),
      python: { name: "base64.b64encode", code: '__import__("base64").b64encode(a.encode()).decode()' },
      sel: noBytes,
      examples: () => [gives(["stave"], "c3RhdmU="), gives(["ü"], "w7w="), gives([""], "")],
    },
    fromBase64: {
      signatures: ["fromBase64(text: string): string"],
      doc: "The text behind base64; what is not base64 of UTF-8 is an error.",
      evaluate: fromBase64,
      python: { name: "base64.b64decode", code: '__import__("base64").b64decode(a, validate=True).decode()' },
      sel: noBytes,
      examples: () => [
        gives(["c3RhdmU="], "stave"),
        gives([""], ""),
        fails(["!"], "text-does-not-parse"),
        fails(["/w=="], "text-does-not-parse"),
      ],
    },
  },
};
