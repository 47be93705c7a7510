import { createDiagnostic, StaveError } from "@stave/ir-schema";

/** The id of a request as a user writes it; the server takes no other than a UUID. */
export function requestId(text: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return text;
  const expected = "a UUID, such as 9b2f6f0e-5d0c-4a6e-8d1b-0c6f4f3f2a11";
  throw new StaveError([
    createDiagnostic("given-param-type", { param: "--request-id", found: JSON.stringify(text), expected }),
  ]);
}
