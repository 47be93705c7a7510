const singleEscapes: Readonly<Record<string, string>> = {
  "\n": "",
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

const escapePattern =
  /\\(?:(\r\n|[\n\\'"abfnrtv])|([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|N\{([^}]*)\})/g;

/** What a Python string literal stands for, and where its text begins when it has no escapes. */
export interface StringLiteral {
  readonly value: string;
  readonly textOffset?: number;
}

/** Decodes one Python string literal; bytes, f-strings and named characters (`\N{…}`) are `undefined`. */
export function readStringLiteral(source: string): StringLiteral | undefined {
  const head = /^([a-zA-Z]*)('''|"""|'|")/.exec(source);
  if (head === null) return undefined;
  const [opening, prefix = "", quote = ""] = head;
  if (/[bft]/i.test(prefix) || !source.endsWith(quote)) return undefined;
  const text = source.slice(opening.length, -quote.length).replaceAll("\r\n", "\n");
  if (/r/i.test(prefix) || !text.includes("\\")) return { value: text, textOffset: opening.length };
  const value = decodeEscapes(text);
  return value === undefined ? undefined : { value };
}

function decodeEscapes(text: string): string | undefined {
  let named = false;
  const value = text.replace(escapePattern, (_all, single, octal, hex2, hex4, hex8, name) => {
    if (single !== undefined) return singleEscapes[single] ?? "";
    if (name !== undefined) named = true;
    if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
    return codePoint(hex2 ?? hex4 ?? hex8 ?? "0");
  });
  return named ? undefined : value;
}

function codePoint(hex: string): string {
  const value = Number.parseInt(hex, 16);
  return value <= 0x10ffff ? String.fromCodePoint(value) : "\ufffd";
}
