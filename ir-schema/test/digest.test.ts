import { createHash } from "node:crypto";
import { digestText } from "@stave/ir-schema";
import { expect, it } from "vitest";

const whole = (text: string): string => `sha256:${createHash("sha256").update(text).digest("hex")}`;

it("is SHA-256 of the UTF-8 text, however long, also where a piece would end within a character", () => {
  const piece = "a".repeat((1 << 20) - 1);
  for (const text of ["", "a", `${piece}😀b`, `${piece}a😀`, `${piece}é${piece}😀`.repeat(2)]) {
    expect(digestText(text)).toBe(whole(text));
  }
});
