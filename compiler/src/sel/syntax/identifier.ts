const ASCII_START = 1;
const ASCII_PART = 2;

const ascii = new Uint8Array(128);
for (let code = 0; code < 128; code += 1) {
  const char = String.fromCharCode(code);
  if (/[A-Za-z_$]/.test(char)) ascii[code] = ASCII_START | ASCII_PART;
  else if (/[0-9]/.test(char)) ascii[code] = ASCII_PART;
}

const LETTER_RANGES: readonly (readonly [number, number])[] = [
  [0x00c0, 0x00d6],
  [0x00d8, 0x00f6],
  [0x00f8, 0x1fff],
  [0x3040, 0x318f],
  [0x3300, 0x337f],
  [0x3400, 0x3d2d],
  [0x4e00, 0x9fff],
  [0xf900, 0xfaff],
];

const isLetter = (code: number): boolean => LETTER_RANGES.some(([first, last]) => code >= first && code <= last);

/** Whether a UTF-16 unit may begin an SEL identifier. */
export function isIdentifierStart(code: number): boolean {
  return code < 128 ? ((ascii[code] as number) & ASCII_START) !== 0 : isLetter(code);
}

/** Whether a UTF-16 unit may continue an SEL identifier. */
export function isIdentifierPart(code: number): boolean {
  // SEL's other Unicode digits all lie inside the letter ranges.
  return code < 128 ? ((ascii[code] as number) & ASCII_PART) !== 0 : isLetter(code);
}
