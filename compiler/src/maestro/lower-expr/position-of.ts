import type { Emitter } from "./emitter.js";

/** SEL has no `indexOf`: a loop looks for the first position of a part in a text. */
export function positionOf(text: string, part: string, emitter: Emitter): string {
  const found = emitter.name("0 - 1");
  const last = emitter.name(`${text}.length() - ${part}.length()`);
  emitter.loop(`${last} + 1`, (at) =>
    emitter.emit(
      `if (${found} < 0) { if (${text}.substring(${at}, ${at} + ${part}.length()).equals(${part})) { ${found} = ${at} + 0; } }`,
    ),
  );
  return found;
}
