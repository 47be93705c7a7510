import { createDiagnostic, StaveError } from "@stave/ir-schema";

/** The number of a run as a user writes it. */
export function instanceNumber(text: string): bigint {
  if (/^[1-9]\d*$/.test(text)) return BigInt(text);
  const found = JSON.stringify(text);
  const expected = "the number of a run, such as 7";
  throw new StaveError([createDiagnostic("given-param-type", { param: "instance", found, expected })]);
}
