/** Thrown where SEL cannot say something; never leaves the lowering. */
export class CannotLower extends Error {}

/** Ends the lowering with the reason. */
export function refuse(problem: string): never {
  throw new CannotLower(problem);
}
