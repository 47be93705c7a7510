import { illegal, quoted } from "./failure.js";

/** One `%…` of a format; -1 for a width or precision that is not given. */
export interface FormatSpec {
  /** 0: the next argument; -1: the last one again. */
  readonly index: number;
  readonly flags: string;
  readonly width: number;
  readonly precision: number;
  readonly upper: boolean;
  /** In lower case; `t` is followed by the part of the date. */
  readonly conversion: string;
  readonly datePart: string;
}

const SPEC = /%(\d+\$)?([-#+ 0,(<]*)(\d+)?(?:\.(\d+))?([tT])?([a-zA-Z%])/y;
const CONVERSIONS = "bBhHsScCdoxXeEfgGaA%n";
const DATE_PARTS = "HIklMNLQpsSTzZaAbBCdehjmyYrRcDF";

function toInt(digits: string | undefined): number {
  if (digits === undefined) return -1;
  const value = Number(digits);
  return value > 0x7fffffff ? illegal(`${digits} in a format is too large`) : value;
}

function readIndex(text: string | undefined, flags: string): number {
  if (flags.includes("<")) return -1;
  if (text === undefined) return 0;
  return toInt(text.slice(0, -1)) || illegal("arguments of a format are counted from 1");
}

/** Flags that each conversion refuses. */
const BAD_FLAGS: Readonly<Record<string, string>> = {
  b: "#+ 0,(",
  h: "#+ 0,(",
  s: "+ 0,(",
  c: "#+ 0,(",
  d: "#",
  o: ",",
  x: ",",
  e: ",",
  f: "",
  g: "#",
  a: "(,",
  t: "#+ 0,(",
  "%": "#+ 0,(",
  n: "-#+ 0,(",
};

function checkSpec({ conversion, flags, width, precision }: FormatSpec): void {
  const bad = [...(BAD_FLAGS[conversion] ?? "")].find((flag) => flags.includes(flag));
  if (bad !== undefined) illegal(`the flag ${bad} does not go with %${conversion}`);
  if (new Set(flags).size < flags.length) illegal(`a flag of ${quoted(flags)} stands twice`);
  const needsWidth = flags.includes("-") || flags.includes("0");
  if (needsWidth && width < 0) illegal(`the flags ${flags} of %${conversion} need a width`);
  if (flags.includes("+") && flags.includes(" ")) illegal("the flags + and blank exclude each other");
  if (flags.includes("-") && flags.includes("0")) illegal("the flags - and 0 exclude each other");
  if (precision >= 0 && "cdoxt%n".includes(conversion)) illegal(`%${conversion} takes no precision`);
  if (conversion === "n" && width >= 0) illegal("%n takes no width");
}

function readSpec(found: RegExpExecArray): FormatSpec {
  const [whole, index, flags = "", width, precision, date, last = ""] = found;
  const known = date === undefined ? CONVERSIONS.includes(last) : DATE_PARTS.includes(last);
  if (!known) illegal(`${whole} is not a conversion`);
  const letter = date ?? last;
  const spec: FormatSpec = {
    index: readIndex(index, flags),
    flags: flags.replaceAll("<", ""),
    width: toInt(width),
    precision: toInt(precision),
    upper: letter !== letter.toLowerCase(),
    conversion: letter.toLowerCase(),
    datePart: date === undefined ? "" : last,
  };
  if (flags.split("<").length > 2) illegal("the flag < stands twice");
  checkSpec(spec);
  return spec;
}

/** Splits a format into fixed text and conversions. */
export function parseFormat(format: string): readonly (string | FormatSpec)[] {
  const parts: (string | FormatSpec)[] = [];
  let at = 0;
  while (at < format.length) {
    const percent = format.indexOf("%", at);
    if (percent !== at) parts.push(format.slice(at, percent < 0 ? format.length : percent));
    if (percent < 0) break;
    SPEC.lastIndex = percent;
    const found = SPEC.exec(format) ?? illegal(`the % at character ${percent + 1} begins no conversion`);
    parts.push(readSpec(found));
    at = SPEC.lastIndex;
  }
  return parts;
}
