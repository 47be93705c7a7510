/** Throws when Stave itself is wrong; never for the user's mistakes. */
export function assertInvariant(condition: unknown, what: string): asserts condition {
  if (!condition)
    throw new Error(`STV9001: Stave has a defect: ${what}. Please report it with the workflow that shows it.`);
}
