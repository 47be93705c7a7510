import type { CallExpr, Expr } from "../generated/ir.js";

/** How a call was written: the name the user gave it, and which argument stood before the dot. */
export interface CallWords {
  readonly name: string;
  readonly receiver?: number;
}

const noted = new WeakMap<CallExpr, CallWords>();

const names = new WeakMap<Expr, string>();

/** Remembers the name under which a text uses a value, such as a lambda's own parameter. */
export function nameValue(node: Expr, name: string): void {
  names.set(node, name);
}

/** The name under which a text uses a value, where it has its own. */
export function ownNameOf(node: Expr): string | undefined {
  return names.get(node);
}

/** Remembers how a call was written, for messages about it; the tree itself stays as it is. */
export function nameCall(call: CallExpr, words: CallWords): void {
  noted.set(call, words);
}

/** How a call was written; by the library's name where nobody said. */
export function wordsOf(call: CallExpr): CallWords {
  return noted.get(call) ?? { name: call.fn };
}

/** Gives a copy of a call the words of the original. */
export function keepWords(from: CallExpr, to: CallExpr): void {
  const words = noted.get(from);
  if (words !== undefined) noted.set(to, words);
}

/** The number of an argument as the user counts them; 0 is the value before the dot. */
export function argumentNumber(call: CallExpr, index: number): number {
  const { receiver } = wordsOf(call);
  if (receiver === undefined) return index + 1;
  if (index === receiver) return 0;
  return index < receiver ? index + 1 : index;
}

/** A signature in the user's words: `text.slice(start?: int, end?: int): string`. */
export function signatureInWords(call: CallExpr, signature: string): string {
  const { name, receiver } = wordsOf(call);
  if (receiver !== 0) return signature.replace(/^\w+/, () => name);
  return signature.replace(/^\w+\((\w+)\??: [^,)]+(?:, )?/, (_, of: string) => `${of}.${name}(`);
}
